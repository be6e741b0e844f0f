"""A database that hangs in the middle of a crawl: neither other work nor Ctrl-C waits for it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawling import AT_ONCE, crawl, environment, share_ledger, start
from forking import Started
from newsbot.ledger.postgres import connect, reason
from postgres import Cluster
from replica import Replica, ReplicaServer

psycopg = pytest.importorskip("psycopg")
from ledger.cluster_trial import Relay  # noqa: E402

pytestmark = pytest.mark.slow

PACE = {"DOWNLOAD_DELAY": 0.05}
LIMITS = {"NEWSBOT_LEASE": 20, "NEWSBOT_LEASE_MARGIN": 10, "DOWNLOAD_TIMEOUT": 10}
"""A commit is waited for for half of a lease, a question for ten seconds."""
TWO_SITES = """
import sys
from dataclasses import replace
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.archive import ArchiveSpider

class Shared(ArchiveSpider):
    name = "shared"
    site = replace(INTERFAX, name="shared.example")

class Alone(ArchiveSpider):
    name = "alone"
    site = replace(INTERFAX, name="alone.example")
    custom_settings = {"NEWSBOT_LEDGER": "", "FEEDS": {"alone.jsonl": {"format": "jsonlines"}}}

process = CrawlerProcess({**get_project_settings(), **SETTINGS})
for spider, base_url in zip((Shared, Alone), sys.argv[1:]):
    process.crawl(spider, base_url=base_url)
process.start()
"""


@pytest.fixture
def replica() -> Replica:
    return Replica(300, traps=False)


@pytest.fixture
def other() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(300, traps=False)) as server:
        yield server


@pytest.fixture
def relay(cluster: Cluster, tmp_path: Path, database: str) -> Iterator[Relay]:
    """The way to the database that crawls in `tmp_path` take."""
    share_ledger(tmp_path, database)
    relay = Relay(cluster, cluster.folder / f"relay-{tmp_path.name[-40:]}")
    yield relay
    relay.goes.set()
    relay.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.02)


def cut_off(relay: Relay, server: ReplicaServer, process: Started | None = None) -> None:
    """In the middle of a crawl."""
    asked = len(server.requests)
    until(lambda: len(server.requests) > asked + 12 or bool(process and process.poll()))
    relay.goes.clear()


def test_another_site_of_the_process_is_crawled_on(
    server: ReplicaServer, other: ReplicaServer, tmp_path: Path, database: str, relay: Relay
) -> None:
    settings = {**AT_ONCE, **PACE, **LIMITS}
    program = f"SETTINGS = {settings!r}\n{TWO_SITES}"
    log = tmp_path / "log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-c", program, server.base_url(), other.base_url()],
            stderr=stderr,
            cwd=tmp_path,
            env={**environment(tmp_path), "NEWSBOT_LEDGER": relay.address(database)},
        )
    try:
        cut_off(relay, server)
        asked = len(other.requests)
        until(lambda: len(other.requests) > asked + 25)
        assert "The run ends" not in log.read_text("utf-8")  # it is still waiting
        process.send_signal(signal.SIGINT)
        process.wait(60)
    finally:
        process.kill()
    said = log.read_text("utf-8")
    assert "does not work (no answer for 10 seconds)" in said
    assert "Not exported" not in said
    assert "Traceback" not in said


def test_what_is_asked_together_says_that_no_answer_came(database: str, relay: Relay) -> None:
    with closing(connect(relay.address(database), patience=1, idle=60)) as connection:
        connection.execute("CREATE TABLE pears (name TEXT)")

        def add_pears() -> None:
            rows = [("bera",), ("dula",)]
            with connection.pipeline():
                relay.goes.clear()
                connection.cursor().executemany("INSERT INTO pears VALUES (%s)", rows)

        with pytest.raises(psycopg.OperationalError) as raised:
            add_pears()
    assert reason(raised.value) == "no answer for 1 seconds"


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_ctrl_c_ends_a_run_and_the_next_one_has_everything(
    times: int, server: ReplicaServer, tmp_path: Path, database: str, relay: Relay
) -> None:
    process = start_through(relay, server, tmp_path, database)
    cut_off(relay, server, process)
    asked = len(server.requests)
    process.send_signal(signal.SIGINT)
    if times == 2:
        until(lambda: "Received SIGINT" in line_of(process))
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    complaints = [line for line in err.splitlines() if line.startswith("newsbot: ")]
    assert len(complaints) == 1, err
    assert len(server.requests) <= asked + 2
    assert "Traceback" not in out + err
    relay.goes.set()
    with psycopg.connect(database) as connection:  # as if its lease had run out by itself
        connection.execute("UPDATE leases SET expires_at = now()")
    again = crawl(server, tmp_path)
    assert again.code == 0, again.err
    assert sorted(again.ids) == sorted(map(str, server.replica.reachable("uk")))


def start_through(relay: Relay, server: ReplicaServer, folder: Path, database: str) -> Started:
    settings = {**PACE, **LIMITS, "NEWSBOT_LEDGER": relay.address(database)}
    return start(server, folder, settings=settings)


def line_of(process: Started) -> str:
    return process.stderr.readline()

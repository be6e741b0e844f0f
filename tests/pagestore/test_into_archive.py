"""A reader that was mended reads kept pages again, into the archive that it was wrong about."""

from __future__ import annotations

import shutil
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from crawling import Run, crawl, default_feed, environment, scrapy, share_ledger, start
from forking import start_scrapy
from ledger.past import ask, let_pass
from newsbot.feeds import recorder
from newsbot.ledger import conditional
from pagestore.kept import KEPT, files_in
from pagestore.misread import last_of, read_wrongly, rightly, slowly
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

HOUR = 3600


@pytest.fixture
def articles() -> int:
    return 27


@pytest.fixture
def replica(articles: int) -> Replica:
    return Replica(articles, traps=False, page_size=20)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The archive is in files of the test's folder, or in a database that machines share."""
    if request.param == "postgresql":
        share_ledger(tmp_path, request.getfixturevalue("database"))


class Earlier(datetime):
    """The clock of a process whose pages are never of one second with those of the next."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Earlier:
        return super().now(tz) - timedelta(seconds=2)


def read_wrongly_earlier() -> None:
    read_wrongly()
    vars(conditional)["datetime"] = Earlier


def into_archive(server: ReplicaServer, folder: Path, how: str = "--into-archive") -> Run:
    files = map(str, files_in(folder))
    return scrapy(folder, "replay", *files, how, "-a", f"base_url={server.base_url()}")


@pytest.mark.usefixtures("either_ledger")
def test_what_was_read_wrongly_or_not_at_all_is_added(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    first = crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    right = rightly(server, tmp_path)
    wrong = {key for key in right if int(key) % 3 == 0 and int(key) % 5}
    lost = {key for key in right if int(key) % 5 == 0}
    assert wrong
    assert lost
    assert set(first.ids) == set(right) - lost
    before = dict(ask(tmp_path, "SELECT id, next_at FROM urls WHERE state = 'done'"))
    server.forget()
    run = into_archive(server, tmp_path)
    assert run.code == 0, run.err
    assert server.requests == []
    added = run.records[len(first.records) :]
    assert {record["id"]: record["revision"] for record in added} == {
        **dict.fromkeys(wrong, 2),
        **dict.fromkeys(lost, 1),
    }
    assert len(added) == len(wrong) + len(lost)
    assert last_of(run.records) == right
    rereads = ask(tmp_path, "SELECT id, changed_fields FROM revisions WHERE reread = 1")
    assert dict(rereads) == {
        **{key: "title,authors" if int(key) % 2 else "authors" for key in wrong},
        **dict.fromkeys(lost, None),
    }
    after = dict(ask(tmp_path, "SELECT id, next_at FROM urls WHERE state = 'done'"))
    assert {key: after[key] for key in before} == before, "the site is asked when it was to be"
    assert set(after) == set(right)
    assert into_archive(server, tmp_path).records == run.records
    assert crawl(server, tmp_path, settings=KEPT).records == run.records


@pytest.mark.usefixtures("either_ledger")
def test_a_page_that_was_kept_twice_is_added_once(server: ReplicaServer, tmp_path: Path) -> None:
    first = crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    right = rightly(server, tmp_path)
    [file] = files_in(tmp_path)
    files = [file, shutil.copy(file, file.with_name("again.warc.gz"))]
    words = ["replay", *map(str, files), "--into-archive", "-a", f"base_url={server.base_url()}"]
    run = scrapy(tmp_path, *words, prepare=commit_at_the_end)
    assert run.code == 0, run.err
    assert last_of(run.records) == right
    added = sum(int(key) % 3 == 0 or int(key) % 5 == 0 for key in right)
    assert len(run.records) == len(first.records) + added


@pytest.mark.usefixtures("either_ledger")
def test_older_pages_do_not_come_back(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly_earlier)
    for story in replica.published("uk")[:10]:
        replica.edit(story)
    let_pass(tmp_path, HOUR + 60)
    second = crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    assert {record["revision"] for record in second.records} == {1, 2}
    right = rightly(server, tmp_path)
    run = into_archive(server, tmp_path)
    assert run.code == 0, run.err
    assert "superseded" in run.out
    assert last_of(run.records) == right
    revisions = [(record["id"], record["revision"]) for record in run.records]
    assert len(set(revisions)) == len(revisions)
    assert into_archive(server, tmp_path).records == run.records


class Ahead(datetime):
    """The clock of a process that is fast."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Ahead:
        return super().now(tz) + timedelta(hours=2)


def read_ahead() -> None:
    vars(conditional)["datetime"] = Ahead


@pytest.mark.usefixtures("either_ledger")
def test_pages_of_a_fast_clock_do_not_come_back(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """They seem to be newer than those that came after them."""
    crawl(server, tmp_path, settings=KEPT, prepare=read_ahead)
    for story in replica.published("uk")[:3]:
        replica.edit(story)
    let_pass(tmp_path, 3 * HOUR + 60)
    second = crawl(server, tmp_path, settings=KEPT)
    assert [record["revision"] for record in second.records].count(2) == 3
    run = into_archive(server, tmp_path)
    assert run.code == 0, run.err
    assert run.records == second.records


def test_the_difference_is_shown_and_nothing_is_written(
    server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    right = rightly(server, tmp_path)
    wrong = sum(int(key) % 3 == 0 and int(key) % 5 != 0 for key in right)
    odd = sum(int(key) % 3 == 0 and int(key) % 5 != 0 and int(key) % 2 for key in right)
    assert 0 < odd < wrong
    lost = sum(int(key) % 5 == 0 for key in right)
    data = tmp_path / "data"
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    run = into_archive(server, tmp_path, "--diff")
    assert run.code == 0, run.err
    for words in (
        f"{wrong + lost} articles would be added",
        f"articles that the archive has not got: {lost}",
        f"title: {odd}",
        f"authors: {wrong}",
        "+ []",
    ):
        assert words in run.out
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for path, content in before.items():
        assert path.name == "interfax.com.ua.lock" or after.get(path) == content, path
    assert into_archive(server, tmp_path).code == 0
    run = into_archive(server, tmp_path, "--diff")
    assert "0 articles would be added" in run.out


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_no_copy_of_the_ledger_is_left_when_somebody_stops_it(
    number: int, server: ReplicaServer, tmp_path: Path
) -> None:
    """Also by closing the terminal. A ledger may have gigabytes, and it lies in /tmp."""
    crawl(server, tmp_path, settings=KEPT, max_articles=10)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    words = ["replay", *map(str, files_in(tmp_path)), "--diff", "-a"]
    words.append(f"base_url={server.base_url()}")
    where = {**environment(tmp_path), "TMPDIR": str(temporary)}
    process = start_scrapy(words, tmp_path, where, prepare=slowly)
    until(lambda: [*temporary.glob("newsbot-replay-*/ledger.sqlite-wal")])
    process.send_signal(number)
    process.communicate()
    assert process.returncode == 1
    assert [*temporary.glob("newsbot-replay-*")] == []


@pytest.mark.parametrize("how", ["--into-archive", "--diff"])
def test_an_archive_in_use_is_left_alone(server: ReplicaServer, tmp_path: Path, how: str) -> None:
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    asked = threading.Event()
    server.before = lambda *_: asked.set()
    process = start(server, tmp_path, settings={"DOWNLOAD_DELAY": 5})
    assert asked.wait(60)
    run = into_archive(server, tmp_path, how)
    process.kill()
    process.communicate()
    assert run.code == 75
    assert len(run.complaints) == 1


@pytest.mark.parametrize("articles", [60])
def test_nothing_is_lost_or_added_twice_whatever_is_killed(
    server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    right = rightly(server, tmp_path)
    first = len(default_feed(tmp_path))
    added = sum(int(key) % 3 == 0 or int(key) % 5 == 0 for key in right)
    words = ["replay", *map(str, files_in(tmp_path)), "--into-archive"]
    words += ["-a", f"base_url={server.base_url()}", "-L", "WARNING"]
    for wanted in (1, 3, 7):
        folder = tmp_path / str(wanted)
        shutil.copytree(tmp_path / "data", folder / "data")
        feed = folder / "data" / "interfax"
        process = start_scrapy(words, folder, environment(folder))
        deadline = time.monotonic() + 60
        while process.poll() is None and lines_in(feed) < first + wanted:
            assert time.monotonic() < deadline
            time.sleep(0.0005)
        process.kill()
        process.communicate()
        killed = lines_in(feed)
        assert killed >= first + wanted
        run = crawl(server, folder, settings={"LOG_LEVEL": "WARNING"}, max_articles=1)
        assert run.code == 0, run.err
        run = scrapy(folder, *words)
        assert run.code == 0, run.err
        assert len(run.records) == first + added
        assert last_of(run.records).keys() == right.keys()
        ((rereads,),) = ask(folder, "SELECT count(*) FROM revisions WHERE reread = 1")
        assert rereads == added


def test_a_replay_into_a_shared_ledger_that_is_killed_is_gone_on_with(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    short = {"NEWSBOT_LEASE": 5, "NEWSBOT_LEASE_MARGIN": 2, "DOWNLOAD_TIMEOUT": 2}
    first = crawl(server, tmp_path, settings=KEPT, prepare=read_wrongly)
    right = rightly(server, tmp_path)
    added = sum(int(key) % 3 == 0 or int(key) % 5 == 0 for key in right)
    words = ["replay", *map(str, files_in(tmp_path)), "--into-archive", "-L", "WARNING"]
    words += ["-a", f"base_url={server.base_url()}"]
    for name, value in short.items():
        words += ["-s", f"{name}={value}"]
    process = start_scrapy(words, tmp_path, environment(tmp_path), prepare=slowly)
    until(lambda: process.poll() is not None or len(default_feed(tmp_path)) > len(first.records))
    process.kill()
    process.communicate()
    killed = len(default_feed(tmp_path))
    assert len(first.records) < killed < len(first.records) + added, "in the midst of it"
    refused = scrapy(tmp_path, *words)
    assert refused.code == 75, "as long as its lease runs"
    server.replica.publish(1)
    until(lambda: crawl(server, tmp_path, settings={**KEPT, **short}).code == 0)
    rereads = "SELECT count(*) FROM revisions WHERE reread = 1"
    assert ask(tmp_path, rereads) == [(killed - len(first.records),)], "a crawl is none"
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    assert len(run.records) == len(first.records) + added + 1
    assert {key: record for key, record in last_of(run.records).items() if key in right} == right
    assert ask(tmp_path, rereads) == [(added,)]
    assert scrapy(tmp_path, *words).records == run.records


def commit_at_the_end() -> None:
    """Lets a process ask a database that has nothing yet of what it has read."""
    vars(recorder)["COMMIT_SECONDS"] = 60


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def lines_in(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("*.jsonl"))

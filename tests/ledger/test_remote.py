"""Feeds that are stored when they close, beside the local one and alone."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from crawling import crawl, read_feed, start
from ledger.faulty import failing_crawl
from ledger.past import ask
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

STORAGE = """
import shutil
from pathlib import Path
from scrapy.extensions.feedexport import BlockingFeedStorage

class Shelf(BlockingFeedStorage):
    def __init__(self, uri, *, feed_options=None):
        self.path = Path(uri.removeprefix("shelf://"))

    def _store_in_thread(self, file):
        if Path("closed").exists():
            raise ConnectionError("the shelf is closed")
        file.seek(0)
        with self.path.open("ab") as shelf:
            shutil.copyfileobj(file, shelf)
        file.close()
"""


@pytest.fixture
def replica() -> Replica:
    return Replica(30, traps=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "storage.py").write_text(STORAGE)
    return tmp_path


SETTINGS = {"FEED_STORAGES": json.dumps({"shelf": "storage.Shelf"})}
ALONE = {**SETTINGS, "FEEDS": json.dumps({"shelf://shelf.jsonl": {"format": "jsonlines"}})}


def everything(replica: Replica) -> Counter[str]:
    return Counter(map(str, replica.reachable("uk")))


def on_shelf(folder: Path) -> Counter[str]:
    return Counter(record["id"] for record in read_feed(folder / "shelf.jsonl"))


def test_alone_it_marks_nothing_done_that_was_not_stored(
    server: ReplicaServer, replica: Replica, folder: Path
) -> None:
    (folder / "closed").touch()
    failed = crawl(server, folder, settings=ALONE)
    assert failed.code == 1
    assert "Traceback" not in failed.err
    assert ask(folder, "SELECT count(*) FROM articles") == [(0,)]
    (folder / "closed").unlink()
    assert crawl(server, folder, settings=ALONE).code == 0
    assert on_shelf(folder) == everything(replica)
    server.forget()
    crawl(server, folder, settings=ALONE)
    assert len(server.requests) <= 5
    assert on_shelf(folder) == everything(replica)


def test_alone_it_is_not_sent_when_the_ledger_could_not_note_it(
    server: ReplicaServer, replica: Replica, folder: Path
) -> None:
    failed = failing_crawl(server, folder, "1 INSERT INTO links", settings=ALONE)
    assert failed.code == 1
    assert "shelf.jsonl" in failed.warnings[-1]
    assert not (folder / "shelf.jsonl").exists()
    assert crawl(server, folder, settings=ALONE).code == 0
    assert on_shelf(folder) == everything(replica)


def test_beside_the_local_feed_it_gets_later_what_it_missed(
    server: ReplicaServer, replica: Replica, folder: Path
) -> None:
    options = ("-o", "shelf://shelf.jsonl")
    (folder / "closed").touch()
    failed = crawl(server, folder, *options, settings=SETTINGS)
    assert failed.code == 1
    assert Counter(failed.ids) == everything(replica)
    (folder / "closed").unlink()
    replica.publish(3)
    server.forget()
    run = crawl(server, folder, *options, settings=SETTINGS)
    assert run.code == 0, run.err
    assert sum(access.target.count("/") == 3 for access in server.requests) == 3
    assert Counter(run.ids) == everything(replica) == on_shelf(folder)
    crawl(server, folder, *options, settings=SETTINGS)
    assert on_shelf(folder) == everything(replica)
    assert ask(folder, "SELECT count(*) FROM backlog") == [(0,)]


@pytest.mark.slow
def test_beside_the_local_feed_a_killed_run_owes_it_everything(
    server: ReplicaServer, replica: Replica, folder: Path
) -> None:
    options = ("-o", "shelf://shelf.jsonl")
    process = start(server, folder, *options, settings=SETTINGS)
    while len(server.requests) < 15 and process.poll() is None:
        pass
    process.kill()
    process.communicate(timeout=60)
    run = crawl(server, folder, *options, settings=SETTINGS)
    assert run.code == 0, run.err
    assert Counter(run.ids) == everything(replica) == on_shelf(folder)

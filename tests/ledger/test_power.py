"""Power loss, full disks and other people's files: the ledger is never ahead of the feed."""

from __future__ import annotations

import gzip
import json
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from crawling import crawl, crawl_words, default_feed, environment, read_feed, start
from forking import run_scrapy
from ledger.past import ask, ledger_file
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.fixture
def articles() -> int:
    return 150


@pytest.fixture
def replica(articles: int) -> Replica:
    return Replica(articles, traps=False, page_size=articles // 5)


def everything(replica: Replica) -> Counter[str]:
    return Counter(map(str, replica.reachable("uk")))


def feed_file(folder: Path) -> Path:
    (path,) = (folder / "data" / "interfax").glob("*.jsonl")
    return path


def kill_at(server: ReplicaServer, folder: Path, requests: int) -> None:
    """A run that is killed when it has made so many requests."""

    def kill(*_: object) -> None:
        if len(server.requests) >= requests:
            process.kill()

    server.before = kill
    process = start(server, folder)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    server.before = None


@pytest.mark.parametrize("articles", [45])
def test_a_feed_cut_anywhere_after_the_last_commit_is_completed(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    killed.mkdir()
    kill_at(server, killed, 22)
    feed = feed_file(killed)
    ((confirmed,),) = ask(killed, "SELECT size FROM feeds")
    assert confirmed <= feed.stat().st_size
    whole = feed.read_bytes()
    lines = [json_end + 1 for json_end, byte in enumerate(whole) if byte == 10]
    last = next((end for end in lines if end > confirmed), len(whole))
    cuts = {confirmed, max(confirmed, last - 1), random.Random(5).randint(confirmed, len(whole))}
    for cut in sorted(cuts):
        folder = tmp_path / str(cut)
        shutil.copytree(killed, folder)
        with closing(sqlite3.connect(ledger_file(folder))) as ledger, ledger:
            ledger.execute("UPDATE feeds SET path = ?", (str(feed_file(folder)),))
        feed_file(folder).write_bytes(whole[:cut])
        run = crawl(server, folder)
        assert run.code == 0, run.err
        assert Counter(run.ids) == everything(replica), cut


def limit(size: int) -> None:
    """No file may grow beyond `size` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [150_001, pytest.param(230_000, marks=pytest.mark.slow)])
def test_a_full_disk_ends_the_run_and_the_next_one_repairs(
    server: ReplicaServer, replica: Replica, tmp_path: Path, size: int
) -> None:
    limited = partial(limit, size)
    code, _, err = run_scrapy(crawl_words(server), tmp_path, environment(tmp_path), prepare=limited)
    assert code == 1
    assert "Traceback" not in err
    assert [line for line in err.splitlines() if line.startswith("newsbot: ")], err
    delivered = ask(tmp_path, "SELECT count(*) FROM articles")[0][0]
    whole_lines = feed_file(tmp_path).read_bytes().count(b"\n")
    assert delivered <= whole_lines
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert Counter(run.ids) == everything(replica)


@pytest.mark.slow
def test_a_second_run_names_the_first_and_waits_for_another_time(
    server: ReplicaServer, tmp_path: Path
) -> None:
    first = start(server, tmp_path, settings={"DOWNLOAD_DELAY": 0.3})
    deadline = time.monotonic() + 60
    while not server.requests:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    second = crawl(server, tmp_path)
    first.kill()
    first.communicate(timeout=60)
    assert second.code == 75
    assert str(first.pid) in second.complaints[-1]
    assert "Traceback" not in second.err
    assert crawl(server, tmp_path, max_articles=1).code == 0


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"this is no database, but a text that somebody put here " * 4, "no SQLite file"),
        (None, "another program"),
        ("newer", "newer newsbot"),
        ("broken", "is damaged"),
    ],
    ids=["text", "foreign", "newer", "broken"],
)
def test_a_ledger_that_is_none_is_refused_and_left_as_it_is(
    server: ReplicaServer, tmp_path: Path, content: bytes | str | None, word: str
) -> None:
    path = ledger_file(tmp_path)
    path.parent.mkdir()
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE bookmarks (url TEXT)")
    else:
        crawl(server, tmp_path, max_articles=1)
        if content == "newer":
            with closing(sqlite3.connect(path)) as ledger:
                ledger.execute("PRAGMA user_version = 99")
                ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            body = bytearray(path.read_bytes())
            body[100:4000] = b"\xff" * 3900
            path.write_bytes(body)
    before = path.read_bytes()
    server.forget()
    run = crawl(server, tmp_path)
    assert run.code == 2
    assert word in run.complaints[-1]
    assert str(path) in run.complaints[-1]
    assert "Traceback" not in run.err
    assert path.read_bytes() == before
    assert server.requests == []


@pytest.mark.parametrize("articles", [45])
def test_a_lost_ledger_takes_over_what_the_feed_has(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    for file in (tmp_path / "data").glob("ledger.sqlite*"):
        file.unlink()
    server.forget()
    run = crawl(server, tmp_path)
    assert Counter(run.ids) == everything(replica)
    assert not [access for access in server.requests if access.target.count("/") == 3]


@pytest.mark.slow
def test_a_compressed_feed_confirms_only_when_it_is_stored(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    feeds = {
        "part-%(time)s.jsonl.gz": {
            "format": "jsonlines",
            "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
        }
    }
    settings = {"FEEDS": json.dumps(feeds)}
    process = start(server, tmp_path, settings=settings)
    deadline = time.monotonic() + 60
    while len(server.requests) < 60:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.kill()
    process.communicate(timeout=60)
    assert ask(tmp_path, "SELECT count(*) FROM articles") == [(0,)]
    for file in tmp_path.glob("*.gz"):
        file.unlink()
    run = crawl(server, tmp_path, settings=settings)
    assert run.code == 0, run.err
    (file,) = tmp_path.glob("*.gz")
    records = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    assert Counter(record["id"] for record in records) == everything(replica)
    assert ask(tmp_path, "SELECT count(*) FROM articles") == [(len(records),)]


@pytest.mark.slow
def test_sigterm_twice_loses_nothing(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    process = start(server, tmp_path)
    deadline = time.monotonic() + 60
    while len(server.requests) < 40:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert Counter(crawl(server, tmp_path).ids) == everything(replica)
    assert default_feed(tmp_path)


@pytest.mark.slow
def test_a_feed_with_the_time_in_its_name_gets_what_the_default_one_got(
    server: ReplicaServer, tmp_path: Path
) -> None:
    process = start(server, tmp_path, "-o", "extra-%(time)s.jsonl")
    deadline = time.monotonic() + 60
    while len(server.requests) < 50:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.kill()
    process.communicate(timeout=60)
    run = crawl(server, tmp_path, max_articles=1)
    (extra,) = tmp_path.glob("extra-*.jsonl")
    assert Counter(record["id"] for record in read_feed(extra)) == Counter(run.ids[:-1])

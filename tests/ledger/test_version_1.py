"""A ledger of version 1 is taken over when it is opened: one article, one key."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawling import start
from ledger import older
from ledger.older import NOW
from newsbot.errors import BusyError, RunError
from newsbot.ledger.beside import read_database
from newsbot.ledger.confirmation import ARCHIVE, BESIDE, CLOSED, local_feeds
from newsbot.ledger.database import VERSION, open_database
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lists_read import Lists
from newsbot.ledger.lock import Lock
from newsbot.ledger.memory import ListPage
from newsbot.ledger.takeover import copy_of
from replica import Replica, ReplicaServer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger as version 1 left it."""
    path = tmp_path / "ledger.sqlite"
    older.empty(path)
    return path


def fill(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as ledger:
        ledger.executescript(f"BEGIN; {sql} COMMIT;")


def opened(path: Path) -> Ledger:
    return Ledger(
        path, site="interfax.com.ua", rechecks=(3600,), retries=(300,), clock=lambda: float(NOW)
    )


def test_an_article_under_two_editions_is_one(path: Path) -> None:
    fill(
        path,
        f"""
        INSERT INTO urls VALUES ('ru', 7, 'general', 'done', 0, NULL, {NOW - 500}, NULL);
        INSERT INTO urls VALUES ('uk', 7, 'general', 'failed', 3, {NOW}, {NOW - 900}, 'no text');
        INSERT INTO articles VALUES ('ru', 7, 2, 'bb', 'general', NULL, {NOW - 500}, {NOW - 100});
        INSERT INTO articles VALUES ('uk', 7, 1, 'aa', 'general', NULL, {NOW - 900}, {NOW - 900});
        INSERT INTO revisions VALUES ('ru', 7, 1, 'ab', {NOW - 500});
        INSERT INTO revisions VALUES ('ru', 7, 2, 'bb', {NOW - 100});
        INSERT INTO revisions VALUES ('uk', 7, 1, 'aa', {NOW - 900});
        INSERT INTO validators VALUES ('ru', 7, '"2"', NULL);
        INSERT INTO validators VALUES ('uk', 7, '"1"', NULL);
        """,
    )
    ledger = opened(path)
    known = ledger.article("7")
    assert known is not None
    assert (known.revision, known.content_hash, known.etag) == (2, "bb", '"2"')
    assert (known.fetched_at, known.checked_at) == (NOW - 900, NOW - 100)
    assert ledger.is_known("7")
    assert ledger.store.ask("SELECT revision, content_hash FROM revisions ORDER BY revision") == [
        (1, "aa"),
        (2, "bb"),
    ]
    assert ledger.store.ask("PRAGMA user_version") == [(VERSION,)]


def test_what_was_left_to_do_is_still_to_do(path: Path) -> None:
    fill(
        path,
        f"""
        INSERT INTO urls VALUES ('uk', 9, 'political', 'queued', 0, 0, {NOW}, NULL);
        INSERT INTO urls VALUES ('ru', 10, 'general', 'fetching', 0, 0, {NOW}, NULL);
        INSERT INTO urls VALUES ('uk', 11, 'general', 'gone', 2, NULL, {NOW}, 'status 404');
        INSERT INTO listings VALUES ('uk', '/news/latest.html', '[11, 9, 8]', NULL, {NOW});
        INSERT INTO feeds VALUES ('/data/interfax/2026-11-01.jsonl', 7000, 0);
        INSERT INTO runs VALUES (3, {NOW}, {NOW}, 4, '{{}}', 'finished', 0, NULL);
        """,
    )
    ledger = opened(path)
    assert [tuple(place) for place in ledger.due(["uk", "ru"])] == [
        ("10", "ru", "general", "/news/general/10.html"),
        ("9", "uk", "political", "/news/political/9.html"),
    ]
    assert not ledger.is_known("11")  # once more, where it is named: nobody noted when it was gone
    page = ListPage(
        edition="uk",
        path="/news/latest.html",
        page=1,
        ids=["12", "11", "9"],
        newest=None,
        oldest=None,
        ends=False,
    )
    assert Lists(ledger.store).read(page, NOW) is None
    assert ledger.store.ask("SELECT path, size, is_open FROM feeds") == [
        ("/data/interfax/2026-11-01.jsonl", 7000, 0)
    ]
    ledger.start_run({})
    assert ledger.run_id == 4


def rows(path: Path, table: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as ledger:
        return ledger.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()


def test_a_copy_is_kept_with_which_one_goes_back(path: Path) -> None:
    fill(path, f"INSERT INTO urls VALUES ('uk', 9, 'political', 'queued', 0, 0, {NOW}, NULL);")
    before = rows(path, "urls")
    path.chmod(0o640)
    opened(path).close()
    copy = copy_of(path, 1)
    assert copy.name == "ledger.sqlite.v1"
    assert rows(copy, "urls") == before
    assert copy.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in path.parent.glob("*.part*")] == []
    for file in path.parent.glob("ledger.sqlite-*"):
        file.unlink()
    copy.replace(path)
    fill(path, f"INSERT INTO urls VALUES ('uk', 10, 'political', 'queued', 0, 0, {NOW}, NULL);")
    assert [place.id for place in opened(path).due(["uk"])] == ["10", "9"]
    assert len(rows(copy_of(path, 1), "urls")) == 2


def test_open_feeds_beside_the_archive_are_told_from_it(path: Path) -> None:
    fill(
        path,
        """
        INSERT INTO feeds VALUES ('/data/interfax/2026-11-01.jsonl', 7, 1);
        INSERT INTO feeds VALUES ('/home/extra.jsonl', 7, 1);
        INSERT INTO feeds VALUES ('/home/old.jsonl', 7, 0);
        INSERT INTO feeds VALUES ('ftp://files.example/a.jsonl', -1, 1);
        """,
    )
    found = {feed.path: feed.state for feed in local_feeds(opened(path))}
    assert found == {
        Path("/data/interfax/2026-11-01.jsonl"): ARCHIVE,
        Path("/home/extra.jsonl"): BESIDE,
        Path("/home/old.jsonl"): CLOSED,
    }


def test_passwords_of_feeds_are_forgotten(path: Path) -> None:
    fill(
        path,
        """
        INSERT INTO feeds VALUES ('ftp://me:secret@files.example/a.jsonl', -1, 1);
        INSERT INTO feeds VALUES ('/data/o@d:d/2026-11-01.jsonl', 7, 0);
        INSERT INTO backlog VALUES ('ftp://me:secret@files.example/a.jsonl', 'uk', 7, '{}');
        """,
    )
    opened(path).close()
    assert [row[1] for row in rows(path, "feeds")] == [
        "/data/o@d:d/2026-11-01.jsonl",
        "ftp://files.example/a.jsonl",
    ]
    assert b"secret" not in path.read_bytes()


def test_a_run_of_the_older_newsbot_is_not_disturbed(path: Path) -> None:
    before = path.read_bytes()
    lock = Lock(path.parent, "newsbot")
    with pytest.raises(BusyError, match=str(os.getpid())):
        open_database(path)
    lock.release()
    assert path.read_bytes() == before
    open_database(path).close()


def test_what_cannot_be_taken_over_is_left_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copymode", full)
    with pytest.raises(RunError, match="No space left on device"):
        open_database(path)
    with closing(sqlite3.connect(path)) as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone() == (1,)


def test_looking_into_an_older_one_says_what_to_do(path: Path) -> None:
    with pytest.raises(RunError, match="the next run takes it over"):
        read_database(path)


# Under kills


def state_of(path: Path) -> tuple[int, int]:
    """(version, articles) of a ledger that a killed process left; all of it is there."""
    with closing(sqlite3.connect(path)) as ledger:
        ((version,),) = ledger.execute("PRAGMA user_version").fetchall()
        ((articles,),) = ledger.execute(
            "SELECT count(*) FROM articles" + (" WHERE edition = 'uk'" if version == 1 else "")
        ).fetchall()
        assert ledger.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    return version, articles


def open_in_a_process(path: Path) -> subprocess.Popen[str]:
    """Comes back when the process is about to open the ledger."""
    process = subprocess.Popen(
        [sys.executable, older.__file__, str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def feed_ids(folder: Path) -> Counter[str]:
    feeds = (folder / "data" / "interfax").glob("*.jsonl")
    lines = [line for feed in feeds for line in feed.read_bytes().splitlines(keepends=True)]
    assert all(line.endswith(b"\n") for line in lines)
    return Counter(json.loads(line)["id"] for line in lines)


@pytest.mark.slow
def test_taken_over_under_kills_it_has_lost_and_doubled_nothing(tmp_path: Path) -> None:
    dice = random.Random(2026)
    replica = Replica(3000, traps=False, page_size=30)
    older.archive(tmp_path, replica)
    path = tmp_path / "data" / "ledger.sqlite"
    before = path.read_bytes()
    _, articles = state_of(path)
    assert articles > 1900
    process = open_in_a_process(path)
    took = float(process.communicate(timeout=60)[0])
    assert state_of(path) == (VERSION, articles)
    found: Counter[int] = Counter()
    for _ in range(20):
        if state_of(path)[0] == VERSION:
            for file in path.parent.glob("ledger.sqlite*"):
                file.unlink()
            path.write_bytes(before)
        process = open_in_a_process(path)
        time.sleep(dice.uniform(0, took))
        process.kill()
        process.communicate(timeout=60)
        version, kept = state_of(path)
        assert kept == articles
        found[version] += 1
    assert found[1] > 5, found
    with ReplicaServer(replica) as server:
        replica.publish(5)
        run = crawl_by(server, tmp_path)
        assert run == 0
        assert feed_ids(tmp_path) == Counter(map(str, replica.reachable("uk")))
        fetched = [access for access in server.requests if access.target.count("/") == 3]
        assert len(fetched) == older.QUEUED + 5


def crawl_by(server: ReplicaServer, folder: Path) -> int:
    """The exit code; the lines of then lack a field, so that they are not checked."""
    process = start(server, folder)
    process.communicate(timeout=300)
    return process.wait(timeout=1)

"""A ledger that cannot answer never answers "unknown": the run ends, and nothing comes twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from crawling import Run, crawl
from ledger.faulty import LOCKED, READ_ONLY, failing_crawl
from ledger.past import ledger_file, let_pass
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.fixture
def replica() -> Replica:
    return Replica(24, traps=False, page_size=10)


def feed_bytes(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "data" / "interfax").iterdir())]


def assert_it_says_so(run: Run) -> None:
    assert run.code == 1, run.err
    (sentence,) = run.complaints
    assert str(ledger_file(run.folder)) in sentence
    assert "Traceback" not in run.err
    assert "Unhandled" not in run.err


def assert_the_next_run_makes_it_whole(server: ReplicaServer, folder: Path) -> None:
    run = crawl(server, folder)
    assert run.code == 0, run.err
    assert Counter(run.ids) == Counter(map(str, server.replica.reachable("uk")))
    assert {record["revision"] for record in run.records} == {1}


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (LOCKED, "end that one"),
        pytest.param(READ_ONLY, "make it and its folder writable", marks=pytest.mark.slow),
        pytest.param("1 BEGIN", "free the disk", marks=pytest.mark.slow),
        ("1 COMMIT", "free the disk"),
    ],
)
def test_one_that_fails_at_the_start_ends_the_run_before_its_first_request(
    server: ReplicaServer, tmp_path: Path, fault: str, advice: str
) -> None:
    crawl(server, tmp_path, max_articles=12)
    before = feed_bytes(tmp_path)
    server.forget()
    with closing(sqlite3.connect(ledger_file(tmp_path), isolation_level=None)) as other:
        if fault == LOCKED:
            other.execute("BEGIN IMMEDIATE")
        run = failing_crawl(server, tmp_path, fault)
    assert_it_says_so(run)
    assert advice in run.complaints[0]
    assert server.requests == []
    assert feed_bytes(tmp_path) == before
    assert_the_next_run_makes_it_whole(server, tmp_path)


BEFORE_THE_FIRST_REQUEST = ["1 INSERT INTO feeds", "1 INSERT INTO runs", "2 COMMIT"]
IN_MID_RUN = [
    "5 SELECT id, number, revision",
    "6 SELECT id, number, revision",
    "2 SELECT id, number, state",
    "1 INSERT INTO urls",
    "1 INSERT INTO places",
    "1 INSERT INTO links",
    "1 INSERT INTO articles",
    "1 SELECT id, edition, list",
    "1 SELECT u.id",
    "1 SELECT edition, list",
    "1 INSERT INTO listings",
    "1 UPDATE runs SET finished_at",
    "1 UPDATE runs SET exit_code",
]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(
            fault, marks=() if fault == "6 SELECT id, number, revision" else pytest.mark.slow
        )
        for fault in [*BEFORE_THE_FIRST_REQUEST, *IN_MID_RUN]
    ],
)
def test_one_that_fails_once_has_nothing_written_twice(
    server: ReplicaServer, tmp_path: Path, fault: str
) -> None:
    crawl(server, tmp_path, max_articles=12)
    let_pass(tmp_path, 2 * 3600)  # all of them are due for a recheck, and come whole
    with closing(sqlite3.connect(ledger_file(tmp_path))) as ledger, ledger:
        ledger.execute("UPDATE articles SET etag = NULL, last_modified = NULL")
    server.replica.publish(3)
    server.forget()
    run = failing_crawl(server, tmp_path, fault)
    assert_it_says_so(run)
    assert set(Counter(run.ids).values()) == {1}
    if fault in BEFORE_THE_FIRST_REQUEST:
        assert server.requests == []
    assert_the_next_run_makes_it_whole(server, tmp_path)

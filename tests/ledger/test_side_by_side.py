"""Two sites in one data folder: a lock, a feed folder and a share of the ledger for each."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawling import AT_ONCE, crawl, environment, read_feed, scrapy, start
from forking import Started, start_scrapy
from replica import Replica, ReplicaServer
from spiders import herald
from spiders.test_herald import OLD, STORIES, Herald, begin_at_noon

FAST = {**AT_ONCE, "SPIDER_MODULES": "herald"}
STARTS = 6


@pytest.fixture
def articles() -> int:
    return 45


@pytest.fixture
def replica(articles: int) -> Replica:
    return Replica(articles, traps=False, page_size=10)


@pytest.fixture
def other() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = Herald().answer
        yield server


def words(other: ReplicaServer, folder: Path) -> list[str]:
    """The words of a crawl of the other site."""
    shutil.copy(herald.__file__, folder)
    settings = [word for name, value in FAST.items() for word in ("-s", f"{name}={value}")]
    return ["crawl", "herald", *settings, "-a", f"base_url={other.base_url()}"]


def begin(other: ReplicaServer, folder: Path) -> Started:
    return start_scrapy(words(other, folder), folder, environment(folder), begin_at_noon)


def assert_both_are_whole(folder: Path, replica: Replica) -> None:
    for name, wanted in (
        ("interfax", {str(number) for number in replica.reachable("uk")}),
        ("herald", {f"uk{story.number}" for story in (*STORIES, OLD)}),
    ):
        records = [
            record
            for feed in (folder / "data" / name).glob("*.jsonl")
            for record in read_feed(feed)
        ]
        assert Counter(record["id"] for record in records) == Counter(wanted)
    with closing(sqlite3.connect(folder / "data" / "ledger.sqlite")) as ledger:
        counts = dict(ledger.execute("SELECT site, count(*) FROM articles GROUP BY site"))
    assert counts == {
        "interfax.com.ua": len(replica.reachable("uk")),
        "herald.example": len(STORIES) + 1,
    }


@pytest.mark.slow
def test_one_site_while_the_other_is_crawled(
    server: ReplicaServer, other: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def hold(*_: object) -> None:
        if len(server.requests) > 20:
            go_on.wait(100)

    server.before = hold
    (tmp_path / "all.jsonl").touch()
    process = start(server, tmp_path, "-o", "all.jsonl", settings={"DOWNLOAD_TIMEOUT": 100})
    while len(server.requests) < 20 and process.poll() is None:
        pass
    meanwhile = scrapy(tmp_path, *words(other, tmp_path), prepare=begin_at_noon)
    assert meanwhile.code == 0, meanwhile.err
    busy = crawl(server, tmp_path)
    assert busy.code == 75
    assert "interfax.com.ua" in busy.complaints[0]
    same_feed = scrapy(tmp_path, *words(other, tmp_path), "-o", "all.jsonl")
    assert same_feed.code == 75
    assert "all.jsonl" in same_feed.complaints[0]
    assert process.poll() is None
    go_on.set()
    _, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    assert_both_are_whole(tmp_path, replica)
    runs = [json.loads(line) for line in scrapy(tmp_path, "runs", "--json").out.splitlines()]
    assert {(run["site"], run["state"]) for run in runs} == {
        ("interfax.com.ua", "finished"),
        ("herald.example", "finished"),
    }
    assert "herald.example" in scrapy(tmp_path, "runs").out


@pytest.mark.slow
@pytest.mark.parametrize("articles", [240])
def test_both_start_at_once_again_and_again(
    server: ReplicaServer, other: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """The first time there is no ledger yet, and both make it; some runs are killed."""
    for number in range(STARTS):
        both = [start(server, tmp_path), begin(other, tmp_path)]
        is_last = number == STARTS - 1
        for process in both:
            if not is_last and number % 2:
                while len(server.requests) < 30 * number and process.poll() is None:
                    pass
                process.kill()
            err = process.communicate(timeout=100)[1]
            if is_last or number % 2 == 0:
                assert process.returncode == 0, err
        if not is_last:
            replica.publish(9)
    assert_both_are_whole(tmp_path, replica)

"""Nothing lost, nothing twice: runs that are killed at any moment, then one that is not."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from crawling import crawl, read_feed, start
from forking import Started
from replica import Replica, ReplicaServer

ARTICLES = 210
KILLS = 4
FAST = {"LOG_LEVEL": "WARNING"}


@pytest.fixture
def replica() -> Replica:
    return Replica(ARTICLES, traps=False, page_size=30)


def wait_for(server: ReplicaServer, process: Started, requests: int) -> None:
    """Until the server has seen so many requests, or the process has ended."""
    deadline = time.monotonic() + 60
    while len(server.requests) < requests and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def expected(replica: Replica) -> Counter[str]:
    return Counter(str(number) for number in replica.reachable("uk"))


def fetched(server: ReplicaServer) -> Counter[str]:
    """How often each article was asked for."""
    return Counter(
        access.target
        for access in server.requests
        if access.target.startswith("/news/") and access.target.count("/") == 3
    )


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_interrupted_runs_and_one_that_is_not(
    server: ReplicaServer, replica: Replica, tmp_path: Path, how: signal.Signals
) -> None:
    dice = random.Random(int(how))
    extra = tmp_path / "extra.jsonl"
    for _ in range(KILLS):
        process = start(server, tmp_path, "-o", str(extra), settings=FAST)
        wait_for(server, process, len(server.requests) + dice.randrange(ARTICLES // (KILLS + 1)))
        process.send_signal(how)
        process.communicate(timeout=60)
    run = crawl(server, tmp_path, "-o", str(extra), settings=FAST)
    assert run.code == 0, run.err
    assert Counter(run.ids) == expected(replica)
    assert Counter(record["id"] for record in read_feed(extra)) == expected(replica)
    again = {path: count for path, count in fetched(server).items() if count > 1}
    in_flight = 2 * KILLS
    assert sum(count - 1 for count in again.values()) <= in_flight, again
    assert crawl(server, tmp_path, settings=FAST).ids == run.ids

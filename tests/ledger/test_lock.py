"""One run at a time: for a site in a folder, and for a file that lines are added to."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest

from crawling import crawl, default_feed, start
from newsbot.errors import BusyError
from newsbot.ledger.lock import FeedLock, Lock, holder_of, lock_file
from replica import Answer, ReplicaServer


def test_a_lock_for_each_site(tmp_path: Path) -> None:
    one, other = Lock(tmp_path, "one.example"), Lock(tmp_path, "other.example")
    with pytest.raises(BusyError, match=f"one.example.*process {os.getpid()}"):
        Lock(tmp_path, "one.example")
    one.release()
    Lock(tmp_path, "one.example").release()
    other.release()
    assert holder_of(tmp_path, "one.example") == str(os.getpid())


def test_a_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    Lock(tmp_path / "new" / "data", "one.example").release()
    assert (tmp_path / "new" / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new").stat().st_mode & 0o777 != 0o700
    there = tmp_path / "there"
    there.mkdir(mode=0o750)
    Lock(there, "one.example").release()
    assert there.stat().st_mode & 0o777 == 0o750


def test_one_run_adds_to_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(b"{}\n")
    lock = FeedLock(path)
    with pytest.raises(BusyError, match=re.escape(str(path))):
        FeedLock(path)
    lock.release()
    FeedLock(path).release()


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv"])
def test_a_run_leaves_a_feed_alone_that_another_one_writes(
    server: ReplicaServer, tmp_path: Path, name: str
) -> None:
    """A run of another site, or with another data folder."""
    path = tmp_path / name
    path.write_bytes(b"{}\n{")
    lock = FeedLock(path)
    run = crawl(server, tmp_path, "-o", name)
    lock.release()
    assert run.code == 75
    assert f"another run writes to {path}" in run.complaints[0]
    assert path.read_bytes() == b"{}\n{"
    assert server.requests == []


@pytest.mark.slow
def test_a_run_whose_lock_is_removed_ends_before_another_one_doubles_its_articles(
    server: ReplicaServer, tmp_path: Path
) -> None:
    """The first run of a day: its file, which nobody had, is locked by nobody."""
    ended, articles = Event(), iter(range(1000))

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if "/general/" in target and next(articles) == 5:
            lock_file(tmp_path / "data", "interfax.com.ua").unlink()
            ended.wait(60)
        return None

    server.before = answer
    first = start(server, tmp_path)
    for line in first.stderr:
        if "The run ends" in line:
            assert crawl(server, tmp_path).code == 0
            ended.set()
    first.communicate()
    assert first.returncode == 1
    ids = Counter(record["id"] for record in default_feed(tmp_path))
    assert ids == Counter(map(str, server.replica.reachable("uk")))

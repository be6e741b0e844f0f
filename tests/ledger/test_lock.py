"""One run at a time: for a site in a folder, and for a file that lines are added to."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from crawling import crawl
from newsbot.errors import BusyError
from newsbot.ledger.lock import FeedLock, Lock, holder_of
from replica import ReplicaServer


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

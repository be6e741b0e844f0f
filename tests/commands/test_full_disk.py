"""A disk that is full: one line, however much there would be to log."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit

import pytest

from crawling import crawl
from replica import ReplicaServer

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_log_that_cannot_be_written(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, "--quiet", "--logfile", str(FULL))
    assert run.code == 1
    assert run.err.splitlines() == [run.complaints[0]]
    assert f"the log {FULL} cannot be written (No space left on device)" in run.complaints[0]
    assert server.requests == []


@pytest.mark.slow
def test_a_disk_that_fills_up(server: ReplicaServer, tmp_path: Path) -> None:
    """Files have a limit in place of the disk; the log meets it, the articles are well."""
    most = 2_000_000
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "newsbot.log").write_bytes(b"\n" * (most - 15_000))
    limit = partial(setrlimit, RLIMIT_FSIZE, (most, most))
    run = crawl(server, tmp_path, "--quiet", settings={"LOG_LEVEL": "DEBUG"}, prepare=limit)
    assert run.code == 1
    assert len(run.err.splitlines()) == 1, run.err
    assert run.err.startswith("newsbot: the log ")
    assert sorted(run.ids) == sorted(map(str, server.replica.reachable("uk")))

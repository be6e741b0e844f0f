"""A disk that is full: one line, however much there would be to log."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from crawling import command, crawl, crawl_words, default_feed, environment
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
    words = crawl_words(server, "--quiet", settings={"LOG_LEVEL": "DEBUG"})
    most = 2_000_000
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "newsbot.log").write_bytes(b"\n" * (most - 15_000))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        command(*words),
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limit,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("newsbot: the log ")
    ids = [record["id"] for record in default_feed(tmp_path)]
    assert sorted(ids) == sorted(map(str, server.replica.reachable("uk")))

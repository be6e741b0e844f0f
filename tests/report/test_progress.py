"""Progress on a terminal, and only there; Ctrl-C once and twice."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from crawling import command, crawl, crawl_words, default_feed, environment, scrapy
from replica import Replica, ReplicaServer

LINE = re.compile(r"\d+ pages, \d+ a minute \| \d+ articles \| \d+ queued \| \d+ errors")


def on_terminal(
    server: ReplicaServer,
    folder: Path,
    *options: str,
    when: Callable[[subprocess.Popen[bytes]], None] = lambda process: None,
    delay: float = 0.05,
) -> tuple[int, str]:
    """(exit code, what the terminal got) of a crawl whose stderr is one."""
    words = crawl_words(server, *options, settings={"DOWNLOAD_DELAY": delay})
    return before_somebody(folder, words, when)


def before_somebody(
    folder: Path,
    words: Sequence[str],
    when: Callable[[subprocess.Popen[bytes]], None] = lambda process: None,
) -> tuple[int, str]:
    """The same of any command."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*words),
        cwd=folder,
        env={**environment(folder), "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    seen = ""
    try:
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part.decode("utf-8", "replace")
            when(process)
    finally:
        os.close(ours)
        if process.poll() is None:
            process.wait(timeout=60)
    return process.returncode, seen


@pytest.mark.slow
def test_the_line_is_there_on_a_terminal_and_gone_at_the_end(
    server: ReplicaServer, tmp_path: Path
) -> None:
    code, seen = on_terminal(server, tmp_path)
    assert code == 0
    assert LINE.search(seen)
    assert "\n" not in seen[seen.index("\r\x1b[K") :][:20]
    # Whenever a log line comes, the progress has been taken away before it.
    for log_line in re.finditer(r"(?m)^.*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[", seen):
        assert not LINE.search(log_line[0].rpartition("\x1b[K")[2])
    assert not LINE.search(seen.rpartition("\x1b[K")[2])


@pytest.mark.slow
def test_it_is_not_there_without_a_terminal(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path)
    assert "\x1b" not in run.err + run.out
    assert "a minute |" not in run.err


@pytest.mark.slow
def test_it_is_not_there_in_quiet_mode(server: ReplicaServer, tmp_path: Path) -> None:
    code, seen = on_terminal(server, tmp_path, "--quiet")
    assert (code, seen) == (0, "")


class Interrupt:
    """Presses Ctrl-C so many times, once articles have come."""

    def __init__(self, server: ReplicaServer, times: int) -> None:
        self._server = server
        self._left = times

    def __call__(self, process: subprocess.Popen[bytes]) -> None:
        if len(self._server.requests) >= 8 and self._left:
            self._left -= 1
            process.send_signal(signal.SIGINT)


@pytest.mark.slow
def test_once_ends_the_run_cleanly_and_says_so(server: ReplicaServer, tmp_path: Path) -> None:
    code, seen = on_terminal(server, tmp_path, when=Interrupt(server, 1), delay=0.3)
    assert code == 0
    assert "ended by a signal or Ctrl-C: what was read is kept" in seen
    assert scrapy(tmp_path, "runs").out.splitlines()[1].endswith("shutdown")


@pytest.mark.slow
def test_twice_ends_it_at_once_and_nothing_is_lost(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    code, seen = on_terminal(server, tmp_path, when=Interrupt(server, 2), delay=0.3)
    assert code == 1
    assert "Traceback" not in seen
    before = len(default_feed(tmp_path))
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert before < len(run.ids)
    assert sorted(run.ids) == sorted(map(str, replica.reachable("uk")))


@pytest.mark.slow
def test_the_doctor_shows_what_it_waits_for(server: ReplicaServer, tmp_path: Path) -> None:
    words = ["doctor", "-a", f"base_url={server.base_url()}"]
    code, seen = before_somebody(tmp_path, [*words, "-s", "DOWNLOAD_DELAY=0.01"])
    assert code == 0, seen
    shown = seen.split("\r\x1b[K")
    assert shown[1].startswith(f"uk: list, {server.base_url()}")
    assert len(shown) > 8
    assert shown[-1] == "", "the last one is cleared"

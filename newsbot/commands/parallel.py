"""Several processes share the work; what each has written is put together in its order."""

from __future__ import annotations

import heapq
import os
import signal
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

from newsbot.errors import EXIT_FAILED
from newsbot.feeds.jsonlines import line_without_place

_AWAITED = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGCHLD})

_MOST_JOBS = 64


def how_many(text: str) -> int:
    """The value of `--jobs`. Raises ArgumentTypeError."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST_JOBS}")
    return int(text)


def in_parallel(jobs: int, work: Callable[[int], int]) -> int:
    """Calls `work` with each number of a job, in as many processes; the worst exit code of all.

    Signals that end this process are handed on, and where it is killed its jobs end as by SIGTERM.
    With one job there is no other process.
    """
    if jobs == 1:
        return work(0)
    sys.stdout.flush()
    lifeline = os.pipe()  # nobody writes to it: it closes with this process, however that ends
    # Waited for and not handled: a handler is not called when its signal comes just before a wait.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
    try:
        children = {_fork(job, work, lifeline, before) for job in range(jobs)}
        codes = list(_codes_of(children))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for end in lifeline:
            os.close(end)
    return max(code if code >= 0 else EXIT_FAILED for code in codes)


def _codes_of(children: set[int]) -> Iterator[int]:
    """Their exit codes, as they end; those that are left get the signals that come meanwhile."""
    while children:
        number = signal.sigwait(_AWAITED)
        for child in set(children):
            if number != signal.SIGCHLD:
                os.kill(child, number)  # until it is waited for its number is its own
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                children.remove(child)
                yield os.waitstatus_to_exitcode(status)


def _fork(
    job: int,
    work: Callable[[int], int],
    lifeline: tuple[int, int],
    mask: Iterable[int],
) -> int:
    child = os.fork()
    if child:
        return child
    code = EXIT_FAILED
    try:
        ours, parents = lifeline
        os.close(parents)
        Thread(target=_end_with_parent, args=(ours,), daemon=True).start()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        code = work(job)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _end_with_parent(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def put_together(parts: Iterable[Path], target: Path) -> int:
    """Writes the lines of all parts to `target`, on disk when it returns; how many they are."""
    count = 0
    with ExitStack() as stack:
        out = stack.enter_context(target.open("wb"))
        lines = [_placed(stack.enter_context(part.open("rb"))) for part in parts if part.exists()]
        for _, line in heapq.merge(*lines):
            out.write(line)
            count += 1
        out.flush()
        os.fsync(out.fileno())
    return count


def _placed(file: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return map(line_without_place, file)

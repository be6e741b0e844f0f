"""Several processes share the work; what each has written is put together in its order."""

from __future__ import annotations

import heapq
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from newsbot.errors import EXIT_FAILED
from newsbot.feeds.jsonlines import line_without_place


def in_parallel(jobs: int, work: Callable[[int], int]) -> int:
    """Calls `work` with each number of a job, in as many processes; the worst exit code of all.

    Signals that end this process are handed on, and where it is killed its jobs end as by SIGTERM.
    With one job there is no other process.
    """
    if jobs == 1:
        return work(0)
    sys.stdout.flush()
    lifeline = os.pipe()  # nobody writes to it: it closes with this process, however that ends
    children = [_fork(job, work, lifeline) for job in range(jobs)]

    def hand_on(number: int, _: Any) -> None:
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, number)

    before = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for end in lifeline:
            os.close(end)
    return max(code if code >= 0 else EXIT_FAILED for code in codes)


def _fork(job: int, work: Callable[[int], int], lifeline: tuple[int, int]) -> int:
    child = os.fork()
    if child:
        return child
    code = EXIT_FAILED
    try:
        ours, parents = lifeline
        os.close(parents)
        Thread(target=_end_with_parent, args=(ours,), daemon=True).start()
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

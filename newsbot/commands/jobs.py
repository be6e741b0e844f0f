"""Several processes share the work; what each has written is put together in its order."""

from __future__ import annotations

import heapq
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from newsbot.errors import EXIT_FAILED
from newsbot.feeds.jsonlines import line_without_place


def in_parallel(jobs: int, work: Callable[[int], int]) -> int:
    """Calls `work` with each number of a job, in as many processes; the worst exit code of all.

    Signals that end this process are handed on. With one job there is no other process.
    """
    if jobs == 1:
        return work(0)
    sys.stdout.flush()
    children = [_fork(job, work) for job in range(jobs)]

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
    return max(code if code >= 0 else EXIT_FAILED for code in codes)


def _fork(job: int, work: Callable[[int], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = EXIT_FAILED
    try:
        code = work(job)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


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

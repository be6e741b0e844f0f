"""Ctrl-C before a run has begun: one line, not a traceback out of an import.

`scrapy` imports itself before anything of newsbot: in that half of its start Python still answers.
The command `newsbot` comes here first. Nothing here imports Scrapy.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType, TracebackType

STOPPED = "stopped at once; nothing is lost, the next run goes on from there or begins anew"
_EXIT_FAILED = 1
"""As in `newsbot.errors`, which imports Scrapy."""


def say_in_one_line() -> None:
    """From now on; once a run has begun, Scrapy ends it in good order."""
    sys.excepthook = _excepthook


def _excepthook(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    sys.stderr.write(f"newsbot: {STOPPED}\n")
    sys.stderr.flush()
    os._exit(_EXIT_FAILED)  # else Python ends itself by the same signal


@contextmanager
def ended_as_by_ctrl_c() -> Iterator[None]:
    """SIGTERM, and SIGHUP of a terminal that is closed, leave the block: what is temporary goes.

    Where Scrapy, or `nohup`, has another answer to them, that one holds.
    """
    answered = [
        number
        for number in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) is signal.SIG_DFL
    ]
    for number in answered:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in answered:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt

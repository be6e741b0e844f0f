"""Ctrl-C before a run has begun: one line, not a traceback out of an import.

`scrapy` imports itself before anything of newsbot: in that half of its start Python still answers.
The command `newsbot` comes here first. Nothing here imports Scrapy.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

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

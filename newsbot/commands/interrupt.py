"""Ctrl-C before a run has begun: one line, not a traceback out of an import.

`scrapy` imports itself before anything of newsbot: in that half of its start Python still answers.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newsbot.errors import EXIT_FAILED
from newsbot.report.problem import STOPPED

if TYPE_CHECKING:
    from types import TracebackType


def say_in_one_line() -> None:
    """From now on; once a run has begun, Scrapy ends it in good order."""
    sys.excepthook = _excepthook


def _excepthook(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    print(f"newsbot: {STOPPED}", file=sys.stderr, flush=True)
    os._exit(EXIT_FAILED)  # else Python ends itself by the same signal

"""How far a command has come that crawls nothing: one line at the foot of a terminal."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import Self

_EVERY = 0.5
"""Seconds."""
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Drawn on standard error where that is a terminal, and cleared at the end of the block."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_shown = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        if self._is_shown and monotonic() >= self._next:
            self._next = monotonic() + _EVERY
            print(f"{_CLEAR}{done} of {total} {self._what}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)

"""One line at the foot of a terminal, written anew again and again."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

EVERY = 0.5
"""Seconds between two lines."""
_CLEAR = "\r\x1b[K"
_COLUMNS = 80


class FootLine:
    def __init__(self) -> None:
        self._is_shown = False

    def show(self, text: str) -> bool:
        """Whether there still is a terminal."""
        self._is_shown = True
        return _write(_CLEAR + text[: _columns() - 1])

    def clear(self) -> None:
        """Takes the line away, before anything else is written to the terminal."""
        if self._is_shown:
            self._is_shown = False
            _write(_CLEAR)


def has_terminal(settings: BaseSettings) -> bool:
    """Not under cron, Scrapyd, systemd, in quiet mode, or into a file."""
    return is_terminal() and not settings.getbool("NEWSBOT_QUIET")


def is_terminal() -> bool:
    """Whether somebody sits before the standard error."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _write(text: str) -> bool:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return False
    return True


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS

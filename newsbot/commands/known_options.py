"""Options that a command has not: Scrapy hands them on among its arguments."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.exceptions import UsageError


def check_options(words: Iterable[str]) -> None:
    """Raises UsageError for the first one; behind `--` there is none."""
    for word in words:
        if word == "--":
            return
        if word.startswith("-") and word != "-":
            raise UsageError(f"there is no option {word.partition('=')[0]}; --help names them")

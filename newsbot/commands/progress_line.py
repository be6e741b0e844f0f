"""How far a command has come that crawls nothing: a line at the foot of a terminal."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Self

from newsbot.report.foot_line import EVERY, FootLine, has_terminal
from newsbot.report.summary import duration

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


class ProgressLine:
    """Drawn where a person sits at the terminal, and cleared at the end of its block."""

    def __init__(self, settings: BaseSettings) -> None:
        self._foot = FootLine() if has_terminal(settings) else None
        self._begun = self._last = monotonic()

    def __enter__(self) -> Self:
        return self

    def begin(self, text: str) -> None:
        """Before it is known how much there is to do; the time that is left counts from here."""
        self._begun = monotonic()
        if self._foot is not None:
            self._foot.show(text)

    def __call__(self, done: int, total: int) -> None:
        """So many articles of so many."""
        now = monotonic()
        if self._foot is None or now - self._last < EVERY or not done:
            return
        self._last = now
        left = (now - self._begun) * (total / done - 1)
        parts = [duration(now - self._begun), f"{done} of {total} articles"]
        self._foot.show(" | ".join([*parts, f"about {duration(left)} left"]))

    def __exit__(self, *_: object) -> None:
        if self._foot is not None:
            self._foot.clear()

"""Where the time of a run goes, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from scrapy.crawler import Crawler


class Stopwatch:
    """Adds up seconds by step; a step inside another is not counted in both.

    >>> with watch("feed"):
    ...     write()

    Only for code that does not wait for anything: what runs meanwhile would be counted too. Where
    it waits there is `waiting`. All parts of a run share one: `one_of(crawler, Stopwatch)`.
    """

    def __init__(self, crawler: Crawler | None = None) -> None:  # noqa: ARG002 - as `one_of` asks
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._steps: list[str] = []
        self._since = 0.0
        self._next = ""

    def __call__(self, step: str) -> Self:
        self._next = step
        return self

    def __enter__(self) -> None:
        now = perf_counter()
        if self._steps:
            self.seconds[self._steps[-1]] += now - self._since
        self._steps.append(self._next)
        self._since = now

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        now = perf_counter()
        self.seconds[self._steps.pop()] += now - self._since
        self._since = now

    @contextmanager
    def waiting(self, step: str) -> Iterator[None]:
        """Around an `await`: the time is that of `step`; what runs meanwhile counts its own."""
        began = perf_counter()
        if self._steps:
            self.seconds[self._steps[-1]] += began - self._since
        steps, self._steps = self._steps, []
        try:
            yield
        finally:
            self._steps, self._since = steps, perf_counter()
            self.seconds[step] += self._since - began

"""Counts what a run reads, page by page. It costs a few microseconds a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import compress
from operator import attrgetter

from newsbot.items import Article
from newsbot.ledger.ledger import number_of
from newsbot.report.sample import EXAMPLES, FIELDS, FRESH, Coverage, Sample, size_class

_METRICS = {name: f"field:{name}" for name in FIELDS}
_ALL = frozenset(FIELDS)
_VALUES = attrgetter(*FIELDS)


class Collector:
    """The numbers of a run.

    `newest` is about the newest number that is known, None for a start; `order` gives the number of
    an id.
    """

    def __init__(self, newest: int | None = None, order: Callable[[str], int] = number_of) -> None:
        self.coverage = Coverage()
        self.sample = Sample()
        self.sections: Counter[str] = Counter()
        self.first: str | None = None
        """The publication time of the oldest exported article."""
        self.last: str | None = None
        self._newest = newest
        self._order = order
        self._span: tuple[datetime, datetime] | None = None
        self._shortest: list[tuple[int, str]] = []

    def read(self, item: Article, *, is_typical: bool = True) -> None:
        """An article left the pipelines, exported or not.

        `is_typical`: it was fetched for no reason that lies in its content, so that the alarm may
        compare it with others.
        """
        filled = [*compress(FIELDS, _VALUES(item))]
        self.coverage.add(item, filled)
        if not is_typical or not self._is_fresh(self._order(item.id)):
            return
        missing = _ALL.difference(filled)
        if item.event_at is not None:  # an announcement prints no other time, in whatever layout
            filled = [name for name in filled if name != "published_at"]
            missing -= {"published_at"}
        metric, evidence = _METRICS.__getitem__, item.evidence
        well = ["article", *map(metric, filled)]
        well += [f"source:{name}:{source}" for name, source in evidence.sources.items()]
        failed = sorted(map(metric, missing))
        for name, found in evidence.blocks.items():
            (well if found else failed).append(f"block:{name}")
        self.sample.note(item.url, well=well, failed=failed)
        self._measure(len(item.body or ""), item.url)

    def exported(self, item: Article) -> None:
        """An article went to the feeds."""
        self.sections[item.section or "?"] += 1
        if item.published_at is None:
            return
        published = datetime.fromisoformat(item.published_at)
        if self._span is None:
            self._span = (published, published)
            self.first = self.last = item.published_at
        elif published < self._span[0]:
            self._span = (published, self._span[1])
            self.first = item.published_at
        elif published > self._span[1]:
            self._span = (self._span[0], published)
            self.last = item.published_at

    def not_read(self, number: int, url: str) -> None:
        """A page that should have been an article was none, for the first time."""
        if self._is_fresh(number):
            self.sample.note(url, failed=["article"])

    def _measure(self, length: int, url: str) -> None:
        self.sample.sizes[size_class(length)] += 1
        if len(self._shortest) < EXAMPLES or length < self._shortest[-1][0]:
            self._shortest = sorted([*self._shortest, (length, url)])[:EXAMPLES]
            self.sample.examples["length"] = [page for _, page in self._shortest]

    def _is_fresh(self, number: int) -> bool:
        if self._newest is None:
            # The frontier hands out the newest first.
            self._newest = number
        return number > self._newest - FRESH

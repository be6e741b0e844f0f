"""What the ledger says of the archive as a whole: the numbers behind `scrapy report`."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from typing import Any

from newsbot.ledger import overview
from newsbot.ledger.memory import Gap
from newsbot.ledger.overview import Failure
from newsbot.report.sample import FIELDS
from newsbot.text.dates.clock import KYIV

DAYS = 60
"""The days that the charts show."""
_FAILURES = 50


@dataclass(frozen=True, slots=True)
class Latency:
    """Minutes from publication to the first fetch, of the articles of one day."""

    day: date
    median: float
    ninth: float
    """Nine of ten came sooner."""
    articles: int


@dataclass(slots=True)
class Archive:
    """All of it."""

    articles: int = 0
    waiting: int = 0
    days: list[tuple[date, int]] = field(default_factory=list)
    """Articles by day of publication, every day of the span."""
    sections: list[tuple[str, int]] = field(default_factory=list)
    coverage: dict[str, list[tuple[date, float, int]]] = field(default_factory=dict)
    """Field -> (day, share of the articles read that had it, articles read)."""
    latency: list[Latency] = field(default_factory=list)
    failed: list[tuple[date, int]] = field(default_factory=list)
    """Articles that could not be read, by day of the run."""
    failures: list[Failure] = field(default_factory=list)
    gaps: list[tuple[Gap, str]] = field(default_factory=list)
    """With the moment at which it was opened."""


def read_archive(ledger: sqlite3.Connection, reports: list[tuple[int, dict[str, Any]]]) -> Archive:
    """The archive; `reports` are (start, report) of its runs."""
    return Archive(
        articles=overview.articles(ledger),
        waiting=overview.waiting(ledger),
        days=_every_day(
            {date.fromisoformat(day): count for day, count in overview.by_day(ledger, DAYS)}
        ),
        sections=overview.by_section(ledger),
        coverage=_coverage(reports),
        latency=_latency(ledger),
        failed=_failed(reports),
        failures=overview.failures(ledger, _FAILURES),
        gaps=[
            (gap, f"{_moment(gap.opened_at):%Y-%m-%d %H:%M}") for gap in overview.open_gaps(ledger)
        ],
    )


def _every_day(counts: dict[date, int]) -> list[tuple[date, int]]:
    """With the days on which there was nothing, as far back as the charts go."""
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(days=DAYS - 1))
    return [
        (first + timedelta(days=n), counts.get(first + timedelta(days=n), 0))
        for n in range((last - first).days + 1)
    ]


def _day_of(seconds: int) -> date:
    return _moment(seconds).date()


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, KYIV)


def _coverage(
    reports: list[tuple[int, dict[str, Any]]],
) -> dict[str, list[tuple[date, float, int]]]:
    read: Counter[date] = Counter()
    filled: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for started_at, report in reports:
        day = _day_of(started_at)
        read[day] += report["pages"]["articles"]
        for name, part in report["fields"].items():
            filled[name][day] += part["filled"]
    days = sorted(day for day, count in read.items() if count)[-DAYS:]
    return {
        name: [(day, filled[name][day] / read[day], read[day]) for day in days]
        for name in FIELDS
        if any(filled[name].values())
    }


def _latency(ledger: sqlite3.Connection) -> list[Latency]:
    """Only of what was published since the first run: the rest was there before."""
    first = overview.first_start(ledger)
    rows = overview.fetches(ledger, first, _day_of(first).isoformat())
    minutes: defaultdict[date, list[float]] = defaultdict(list)
    for published_at, fetched_at in rows:
        published = datetime.fromisoformat(published_at)
        if published.timestamp() >= first:
            waited = (fetched_at - published.timestamp()) / 60
            minutes[published.date()].append(max(0.0, waited))
    return [
        Latency(day, median(values), _ninth(values), len(values))
        for day, values in sorted(minutes.items())
    ][-DAYS:]


def _ninth(values: list[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def _failed(reports: list[tuple[int, dict[str, Any]]]) -> list[tuple[date, int]]:
    counts: Counter[date] = Counter()
    for started_at, report in reports:
        counts[_day_of(started_at)] += report["articles"]["failed"]
    return _every_day(dict(counts))

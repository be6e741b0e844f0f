"""What the ledger says of the archive as a whole: the numbers behind `scrapy report`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from typing import Any

from newsbot.ledger import overview
from newsbot.ledger.beside import Reader
from newsbot.ledger.memory import Gap
from newsbot.ledger.overview import Failure
from newsbot.report.sample import FIELDS
from newsbot.text.dates.clock import KYIV

DAYS = 60
"""The days that the charts show unless a period is asked for."""
MOST_DAYS = 120
"""A chart of a longer period is one of months: a column a day would be thinner than a hair."""
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
    """All of it; days, sections, coverage, latency and failed of the period alone.

    Where the period is long, each date stands for the month that begins with it.
    """

    period: Period
    articles: int = 0
    waiting: int = 0
    days: dict[str, list[tuple[date, int]]] = field(default_factory=dict)
    """Edition -> articles by day of publication, every day of the span."""
    sections: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """Edition -> articles by section, the largest first."""
    coverage: dict[str, list[tuple[date, float, int]]] = field(default_factory=dict)
    """Field -> (day, share of the articles read that had it, articles read)."""
    latency: list[Latency] = field(default_factory=list)
    failed: list[tuple[date, int]] = field(default_factory=list)
    """Articles that could not be read, by day of the run."""
    failures: list[Failure] = field(default_factory=list)
    gaps: list[tuple[Gap, str]] = field(default_factory=list)
    """With the moment at which it was opened."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Kyiv's calendar, both included."""

    since: date
    until: date

    @property
    def is_of_months(self) -> bool:
        return (self.until - self.since).days >= MOST_DAYS

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return self.until + timedelta(days=1)

    def unit(self, day: date) -> date:
        """What a day is counted under: itself, or the first of its month."""
        return day.replace(day=1) if self.is_of_months else day


def period_of(ledger: Reader, since: date | None, until: date | None, today: date) -> Period:
    """What is asked for; the last days that the archive knows where nothing is."""
    newest = overview.last_day(ledger)
    last = until or max(since or date.min, date.fromisoformat(newest) if newest else today)
    return Period(since or last - timedelta(days=DAYS - 1), last)


def read_archive(
    ledger: Reader, reports: Iterable[tuple[int, dict[str, Any]]], period: Period
) -> Archive:
    """The archive; `reports` are (start, report) of the runs of the period."""
    days = (period.since.isoformat(), period.until.isoformat())
    read = _read(reports, period)
    sections: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for edition, section, count in overview.by_section(ledger, *days):
        sections[edition].append((section, count))
    return Archive(
        period,
        articles=overview.articles(ledger),
        waiting=overview.waiting(ledger),
        days=_days(overview.by_day(ledger, *days), period),
        sections=dict(sorted(sections.items())),
        coverage=_coverage(read),
        latency=_latency(ledger, period),
        failed=_failed(read, period),
        failures=overview.failures(ledger, _FAILURES),
        gaps=[
            (gap, f"{_moment(gap.opened_at):%Y-%m-%d %H:%M}") for gap in overview.open_gaps(ledger)
        ],
    )


def _days(
    rows: Iterable[tuple[str, str, int]], period: Period
) -> dict[str, list[tuple[date, int]]]:
    counts: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for edition, day, count in rows:
        counts[edition][period.unit(date.fromisoformat(day))] += count
    span = [day for each in counts.values() for day in each]
    return {
        edition: _every_unit(each, min(span), max(span), period)
        for edition, each in sorted(counts.items())
    }


def _every_unit(
    counts: Counter[date], first: date, last: date, period: Period
) -> list[tuple[date, int]]:
    """With the days on which there was nothing."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [(day, counts[day]) for day in dict.fromkeys(map(period.unit, days))]


def _day_of(seconds: int) -> date:
    return _moment(seconds).date()


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, KYIV)


@dataclass(slots=True)
class _Read:
    """What the runs of one day read."""

    articles: int = 0
    failed: int = 0
    filled: Counter[str] = field(default_factory=Counter)


def _read(reports: Iterable[tuple[int, dict[str, Any]]], period: Period) -> dict[date, _Read]:
    days: defaultdict[date, _Read] = defaultdict(_Read)
    for started_at, report in reports:
        day = days[period.unit(_day_of(started_at))]
        day.articles += report["pages"]["articles"]
        day.failed += report["articles"]["failed"]
        day.filled.update({name: part["filled"] for name, part in report["fields"].items()})
    return dict(sorted(days.items()))


def _coverage(read: dict[date, _Read]) -> dict[str, list[tuple[date, float, int]]]:
    days = [(day, part) for day, part in read.items() if part.articles]
    return {
        name: [(day, part.filled[name] / part.articles, part.articles) for day, part in days]
        for name in FIELDS
        if any(part.filled[name] for _, part in days)
    }


def _latency(ledger: Reader, period: Period) -> list[Latency]:
    """Only of what was published since the first run: the rest was there before."""
    first = overview.first_start(ledger)
    since = max(period.since, _day_of(first))
    rows = overview.fetches(ledger, first, since.isoformat(), period.until.isoformat())
    minutes: defaultdict[date, list[float]] = defaultdict(list)
    for published_at, fetched_at in rows:
        published = datetime.fromisoformat(published_at)
        if published.timestamp() >= first:
            waited = (fetched_at - published.timestamp()) / 60
            minutes[period.unit(published.date())].append(max(0.0, waited))
    return [
        Latency(day, median(values), _ninth(values), len(values))
        for day, values in sorted(minutes.items())
    ]


def _ninth(values: list[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def _failed(read: dict[date, _Read], period: Period) -> list[tuple[date, int]]:
    counts = Counter({day: part.failed for day, part in read.items()})
    return _every_unit(counts, min(counts), max(counts), period) if counts else []

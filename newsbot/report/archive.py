"""What the ledger says of the archive as a whole: the numbers behind `scrapy report`."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

from newsbot.ledger.memory import Gap
from newsbot.report.sample import FIELDS

KYIV = ZoneInfo("Europe/Kyiv")
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


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be read."""

    id: str
    edition: str
    section: str
    state: str
    attempts: int
    problem: str


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
    archive = Archive(
        articles=ledger.execute("SELECT count(*) FROM articles").fetchone()[0],
        waiting=ledger.execute(
            "SELECT count(*) FROM urls WHERE state IN ('queued', 'fetching')"
        ).fetchone()[0],
    )
    archive.days = _days(ledger)
    archive.sections = ledger.execute(
        "SELECT section, count(*) AS n FROM articles GROUP BY section ORDER BY n DESC, section"
    ).fetchall()
    archive.coverage = _coverage(reports)
    archive.latency = _latency(ledger)
    archive.failed = _failed(reports)
    archive.failures = [
        Failure(*row)
        for row in ledger.execute(
            "SELECT id, edition, section, state, attempts, coalesce(problem, '') FROM urls "
            "WHERE state IN ('failed', 'gone') ORDER BY number DESC, id DESC LIMIT ?",
            (_FAILURES,),
        )
    ]
    archive.gaps = list(_gaps(ledger))
    return archive


def _days(ledger: sqlite3.Connection) -> list[tuple[date, int]]:
    rows = ledger.execute(
        "SELECT substr(published_at, 1, 10) AS day, count(*) FROM articles "
        "WHERE published_at IS NOT NULL GROUP BY day ORDER BY day DESC LIMIT ?",
        (DAYS,),
    ).fetchall()
    return _every_day({date.fromisoformat(day): count for day, count in rows})


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
    return datetime.fromtimestamp(seconds, KYIV).date()


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
    first = ledger.execute("SELECT min(started_at) FROM runs").fetchone()[0] or 0
    rows = ledger.execute(
        "SELECT published_at, fetched_at FROM articles WHERE fetched_at >= ? "
        "AND published_at >= ? ORDER BY published_at DESC",
        (first, datetime.fromtimestamp(first, KYIV).date().isoformat()),
    )
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


def _gaps(ledger: sqlite3.Connection) -> Iterator[tuple[Gap, str]]:
    rows = ledger.execute(
        "SELECT id, edition, list, page, since, until, target = '[]', opened_at FROM gaps "
        "ORDER BY id"
    )
    for *values, is_initial, opened_at in rows:
        opened = f"{datetime.fromtimestamp(opened_at, KYIV):%Y-%m-%d %H:%M}"
        number, edition, path, page, since, until = values
        yield Gap(number, edition, path, page, since, until, bool(is_initial)), opened

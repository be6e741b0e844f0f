"""Questions about the whole of a ledger, over a connection that only reads (`reading.py`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsbot.ledger.lists_read import gap_of
from newsbot.ledger.memory import Gap
from newsbot.ledger.rows import GAPS, GapRow


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be read."""

    id: str
    section: str
    state: str
    attempts: int
    problem: str


def articles(ledger: sqlite3.Connection) -> int:
    """How many are in the feeds."""
    count: int = ledger.execute("SELECT count(*) FROM articles").fetchone()[0]
    return count


def waiting(ledger: sqlite3.Connection) -> int:
    """How many are known and have not been asked for yet."""
    count: int = ledger.execute(
        "SELECT count(*) FROM urls WHERE state IN ('queued', 'fetching')"
    ).fetchone()[0]
    return count


def by_section(ledger: sqlite3.Connection) -> list[tuple[str, int]]:
    """Section -> articles, the largest first."""
    return ledger.execute(
        "SELECT section, count(*) AS n FROM articles GROUP BY section ORDER BY n DESC, section"
    ).fetchall()


def by_day(ledger: sqlite3.Connection, days: int) -> list[tuple[str, int]]:
    """Day of publication (`2026-11-26`) -> articles, of the last so many days that have any."""
    return ledger.execute(
        "SELECT substr(published_at, 1, 10) AS day, count(*) FROM articles "
        "WHERE published_at IS NOT NULL GROUP BY day ORDER BY day DESC LIMIT ?",
        (days,),
    ).fetchall()


def first_start(ledger: sqlite3.Connection) -> int:
    """When the first run began; 0 before there was any."""
    first: int | None = ledger.execute("SELECT min(started_at) FROM runs").fetchone()[0]
    return first or 0


def fetches(ledger: sqlite3.Connection, since: int, day: str) -> Iterator[tuple[str, int]]:
    """(publication, first fetch) of articles fetched since a moment and published since a day."""
    return ledger.execute(
        "SELECT published_at, fetched_at FROM articles WHERE fetched_at >= ? "
        "AND published_at >= ? ORDER BY published_at DESC",
        (since, day),
    )


def failures(ledger: sqlite3.Connection, most: int) -> list[Failure]:
    """What cannot be read, newest first."""
    rows = ledger.execute(
        "SELECT u.id, coalesce(min(p.section), ''), u.state, u.attempts, coalesce(u.problem, '') "
        "FROM urls AS u LEFT JOIN places AS p ON p.site = u.site AND p.id = u.id "
        "WHERE u.state IN ('failed', 'gone') "
        "GROUP BY u.site, u.id, u.number, u.state, u.attempts, u.problem "
        "ORDER BY u.number DESC, u.id DESC LIMIT ?",
        (most,),
    )
    return [Failure(*row) for row in rows]


def open_gaps(ledger: sqlite3.Connection) -> Iterator[Gap]:
    """Of all sites, oldest first."""
    for (site,) in ledger.execute("SELECT DISTINCT site FROM gaps ORDER BY site").fetchall():
        for row in ledger.execute(GAPS.select_all, (site,)):
            yield gap_of(GapRow(*row))

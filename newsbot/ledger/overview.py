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
    site: str
    edition: str
    """Where it was found, as are section and path; '' where that is not known."""
    section: str
    path: str
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


def by_section(
    ledger: sqlite3.Connection, since: str, until: str
) -> Iterator[tuple[str, str, int]]:
    """(edition, section, articles), the largest first; see `by_day` for the period."""
    return ledger.execute(
        "SELECT coalesce(u.edition, ''), a.section, count(*) AS n FROM articles AS a "
        "LEFT JOIN urls AS u ON u.site = a.site AND u.id = a.id "
        "WHERE substr(a.published_at, 1, 10) BETWEEN ? AND ? "
        "GROUP BY u.edition, a.section ORDER BY n DESC, a.section",
        (since, until),
    )


def by_day(ledger: sqlite3.Connection, since: str, until: str) -> Iterator[tuple[str, str, int]]:
    """(edition, day, articles), of what was published from one day (`2026-11-26`) to another."""
    return ledger.execute(
        "SELECT coalesce(u.edition, ''), substr(a.published_at, 1, 10) AS day, count(*) "
        "FROM articles AS a LEFT JOIN urls AS u ON u.site = a.site AND u.id = a.id "
        "WHERE substr(a.published_at, 1, 10) BETWEEN ? AND ? GROUP BY u.edition, day",
        (since, until),
    )


def last_day(ledger: sqlite3.Connection) -> str | None:
    """The newest day of publication; None where no date is known."""
    newest: str | None = ledger.execute("SELECT max(published_at) FROM articles").fetchone()[0]
    return newest and newest[:10]


def first_start(ledger: sqlite3.Connection) -> int:
    """When the first run began; 0 before there was any."""
    first: int | None = ledger.execute("SELECT min(started_at) FROM runs").fetchone()[0]
    return first or 0


def fetches(
    ledger: sqlite3.Connection, fetched: int, since: str, until: str
) -> Iterator[tuple[str, int]]:
    """(publication, first fetch) of what was fetched since a moment, in a period as of `by_day`."""
    return ledger.execute(
        "SELECT published_at, fetched_at FROM articles WHERE fetched_at >= ? "
        "AND substr(published_at, 1, 10) BETWEEN ? AND ?",
        (fetched, since, until),
    )


def failures(ledger: sqlite3.Connection, most: int) -> list[Failure]:
    """What cannot be read, newest first."""
    rows = ledger.execute(
        "SELECT u.id, u.site, coalesce(p.edition, ''), coalesce(p.section, ''), "
        "coalesce(p.path, ''), u.state, u.attempts, coalesce(u.problem, '') "
        "FROM urls AS u LEFT JOIN places AS p ON p.site = u.site AND p.id = u.id AND p.edition = "
        "(SELECT min(edition) FROM places WHERE site = u.site AND id = u.id) "
        "WHERE u.state IN ('failed', 'gone') ORDER BY u.number DESC, u.id DESC LIMIT ?",
        (most,),
    )
    return [Failure(*row) for row in rows]


def open_gaps(ledger: sqlite3.Connection) -> Iterator[Gap]:
    """Of all sites, oldest first."""
    for (site,) in ledger.execute("SELECT DISTINCT site FROM gaps ORDER BY site").fetchall():
        for row in ledger.execute(GAPS.select_all, (site,)):
            yield gap_of(GapRow(*row))

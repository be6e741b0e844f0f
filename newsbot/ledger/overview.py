"""Questions about the whole of a ledger, over a connection that only reads (`beside.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsbot.ledger.beside import Reader, folder_of
from newsbot.ledger.lists_read import gap_of, has_ended
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


def articles(ledger: Reader) -> int:
    """How many are in the feeds."""
    count: int = ledger.execute("SELECT count(*) FROM articles").fetchone()[0]
    return count


def damage(ledger: Reader) -> list[str]:
    """What is not as it must be; nothing where all is well. Reads the whole ledger."""
    if folder_of(ledger) is not None:
        return [text for (text,) in ledger.execute("PRAGMA quick_check") if text != "ok"]
    rows = ledger.execute(
        "SELECT a.site, a.id, a.revision FROM articles AS a LEFT JOIN records AS r "
        "ON r.site = a.site AND r.id = a.id AND r.revision = a.revision "
        "WHERE r.id IS NULL LIMIT 20"
    )
    return [f"revision {row[2]} of article {row[1]} of {row[0]} has no record" for row in rows]


def leases(ledger: Reader) -> list[tuple[str, str, int]]:
    """(site, worker, seconds that it has left) of what is crawled now; [] for a file."""
    if folder_of(ledger) is not None:
        return []
    held: list[tuple[str, str, int]] = ledger.execute(
        "SELECT site, holder, CAST(extract(epoch FROM expires_at - now()) AS INTEGER) FROM leases "
        "WHERE expires_at > now() ORDER BY site"
    ).fetchall()
    return held


def waiting(ledger: Reader) -> int:
    """How many are known and have not been asked for yet."""
    count: int = ledger.execute(
        "SELECT count(*) FROM urls WHERE state IN ('queued', 'fetching')"
    ).fetchone()[0]
    return count


def by_section(ledger: Reader, since: str, until: str) -> Iterator[tuple[str, str, int]]:
    """(edition, section, articles), the largest first; see `by_day` for the period."""
    yield from ledger.execute(
        "SELECT coalesce(u.edition, ''), a.section, count(*) AS n FROM articles AS a "
        "LEFT JOIN urls AS u ON u.site = a.site AND u.id = a.id "
        "WHERE substr(a.published_at, 1, 10) BETWEEN ? AND ? "
        "GROUP BY u.edition, a.section ORDER BY n DESC, a.section",
        (since, until),
    )


def by_day(ledger: Reader, since: str, until: str) -> Iterator[tuple[str, str, int]]:
    """(edition, day, articles), of what was published from one day (`2026-11-26`) to another."""
    yield from ledger.execute(
        "SELECT coalesce(u.edition, ''), substr(a.published_at, 1, 10) AS day, count(*) "
        "FROM articles AS a LEFT JOIN urls AS u ON u.site = a.site AND u.id = a.id "
        "WHERE substr(a.published_at, 1, 10) BETWEEN ? AND ? GROUP BY u.edition, day",
        (since, until),
    )


def last_day(ledger: Reader) -> str | None:
    """The newest day of publication; None where no date is known."""
    newest: str | None = ledger.execute("SELECT max(published_at) FROM articles").fetchone()[0]
    return newest and newest[:10]


def first_start(ledger: Reader) -> int:
    """When the first run began; 0 before there was any."""
    first: int | None = ledger.execute("SELECT min(started_at) FROM runs").fetchone()[0]
    return first or 0


def fetches(ledger: Reader, fetched: int, since: str, until: str) -> Iterator[tuple[str, int]]:
    """(publication, first fetch) of what was fetched since a moment, in a period as of `by_day`."""
    yield from ledger.execute(
        "SELECT published_at, fetched_at FROM articles WHERE fetched_at >= ? "
        "AND substr(published_at, 1, 10) BETWEEN ? AND ?",
        (fetched, since, until),
    )


def failures(ledger: Reader, most: int) -> list[Failure]:
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


def open_gaps(ledger: Reader) -> Iterator[Gap]:
    """Of all sites, oldest first."""
    for (site,) in ledger.execute("SELECT DISTINCT site FROM gaps ORDER BY site").fetchall():
        for row in map(GapRow._make, ledger.execute(GAPS.select_all, (site,))):
            if not has_ended(row):
                yield gap_of(row)

"""The records in a shared ledger, in the order in which they were committed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsbot.ledger.beside import Reader
from newsbot.ledger.store import Store

_AT_A_TIME = 1000
"""Some megabytes of records."""


class Stored(NamedTuple):
    position: int
    """Grows with each record of its site, with gaps."""
    feed: str
    """The file in which it belongs, below the data folder: `interfax/2026-11-26.jsonl`."""
    line: str
    """As a feed has it, without the newline."""


def sites_with_records(ledger: Reader) -> list[str]:
    """By name."""
    rows = ledger.execute("SELECT DISTINCT site FROM records ORDER BY site").fetchall()
    return [site for (site,) in rows]


def records_from(ledger: Reader, site: str, position: int = 0) -> Iterator[Stored]:
    """The records of a site behind a position, read as they are asked for.

    A site has one writer at a time: what is committed later lies behind all that is seen here.
    """
    return _read(ledger, site, position, "TRUE")


def newest_from(ledger: Reader, site: str) -> Iterator[Stored]:
    """Of each article the record of its newest revision."""
    return _read(
        ledger,
        site,
        0,
        "NOT EXISTS (SELECT 1 FROM records AS later WHERE later.site = records.site "
        "AND later.id = records.id AND later.revision > records.revision)",
    )


def _read(ledger: Reader, site: str, position: int, which: str) -> Iterator[Stored]:
    while True:
        rows = ledger.execute(
            "SELECT position, feed, CAST(record AS TEXT) FROM records "  # noqa: S608 - from here
            f"WHERE site = ? AND position > ? AND {which} ORDER BY position LIMIT ?",
            (site, position, _AT_A_TIME),
        ).fetchall()
        for row in rows:
            stored = Stored(*row)
            position = stored.position
            yield stored
        if len(rows) < _AT_A_TIME:
            return


def count_records(ledger: Reader, *, only_newest: bool) -> int:
    """How many articles, or all of their revisions, there are."""
    counted = "DISTINCT (site, id)" if only_newest else "*"
    count: int = ledger.execute(f"SELECT count({counted}) FROM records").fetchone()[0]  # noqa: S608
    return count


def last_position(ledger: Reader, site: str) -> int:
    """Of a site; 0 where it has no record."""
    question = "SELECT coalesce(max(position), 0) FROM records WHERE site = ?"
    position: int = ledger.execute(question, (site,)).fetchone()[0]
    return position


async def record_before(store: Store, key: str, revision: int) -> str | None:
    """The line of the revision just before this one, as a run sees it; None where it is elsewhere.

    An older one says nothing of what this revision has changed.
    """
    rows = await store.ask_behind(
        "SELECT CAST(record AS TEXT) FROM records WHERE site = ? AND id = ? AND revision = ?",
        (store.site, key, revision - 1),
    )
    return rows[0][0] if rows else None


def last_record(store: Store, key: str) -> str | None:
    """The line of an article's last revision that is committed; None without any."""
    rows = store.ask(
        "SELECT CAST(record AS TEXT) FROM records WHERE site = ? AND id = ? "
        "ORDER BY revision DESC LIMIT 1",
        (store.site, key),
    )
    return rows[0][0] if rows else None

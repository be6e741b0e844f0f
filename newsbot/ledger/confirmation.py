"""What is confirmed of each feed, and what a feed that is stored later is still owed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.ledger.ledger import Ledger


class LocalFeed(NamedTuple):
    """A local JSON Lines feed. Of its bytes the first `size` are confirmed."""

    path: Path
    size: int
    is_open: bool
    """Whether a run appends to it, or did so when it was killed."""


def local_feeds(ledger: Ledger) -> list[LocalFeed]:
    """The local feeds that the ledger knows."""
    rows = ledger.execute(
        "SELECT path, size, is_open FROM feeds WHERE site = ? AND size >= 0", (ledger.site,)
    )
    return [LocalFeed(Path(path), size, bool(is_open)) for path, size, is_open in rows]


def confirm(ledger: Ledger, path: Path, *, is_open: bool) -> None:
    """Notes the present size of a local feed as confirmed."""
    size = path.stat().st_size if path.exists() else 0
    _note(ledger, str(path), size, is_open=is_open)


def forget(ledger: Ledger, path: Path) -> None:
    """A local feed is gone."""
    ledger.execute("DELETE FROM feeds WHERE site = ? AND path = ?", (ledger.site, str(path)))


# Feeds that are complete only when they close


def await_storing(ledger: Ledger, feed: str) -> None:
    """Names a feed to which the articles of this run are owed if the run is killed."""
    _note(ledger, feed, -1, is_open=True)


def awaited(ledger: Ledger) -> list[str]:
    """The feeds that a killed run could not store."""
    rows = ledger.execute("SELECT path FROM feeds WHERE site = ? AND size < 0", (ledger.site,))
    return [feed for (feed,) in rows]


def none_awaited(ledger: Ledger) -> None:
    """The run has stored its feeds, or noted what it owes to them."""
    ledger.execute("DELETE FROM feeds WHERE site = ? AND size < 0", (ledger.site,))


def owe(ledger: Ledger, feed: str, key: str, record: dict[str, Any]) -> None:
    """Notes the record of an article that `feed` is to get when it is stored next."""
    ledger.execute(
        "INSERT INTO backlog (site, feed, id, record) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (site, feed, id) DO UPDATE SET record = excluded.record",
        (ledger.site, feed, key, json.dumps(record, ensure_ascii=False)),
    )


def owed(ledger: Ledger, feed: str) -> list[dict[str, Any]]:
    """The records that `feed` has not got yet."""
    rows = ledger.execute(
        "SELECT record FROM backlog WHERE site = ? AND feed = ? ORDER BY id", (ledger.site, feed)
    )
    return [json.loads(record) for (record,) in rows]


def stored(ledger: Ledger, feed: str) -> None:
    """`feed` has got all that it was owed."""
    ledger.execute("DELETE FROM backlog WHERE site = ? AND feed = ?", (ledger.site, feed))


def _note(ledger: Ledger, path: str, size: int, *, is_open: bool) -> None:
    ledger.execute(
        "INSERT INTO feeds (site, path, size, is_open) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (site, path) DO UPDATE SET size = excluded.size, is_open = excluded.is_open",
        (ledger.site, path, size, int(is_open)),
    )

"""What is confirmed of each feed, and what a feed that is stored later is still owed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.tables import BACKLOG, FEEDS, Feed, Owed, without_secrets

CLOSED, ARCHIVE, BESIDE = range(3)
"""Whether a run appends to a feed, or did so when it was killed: to the archive, or beside it."""


class LocalFeed(NamedTuple):
    """A local JSON Lines feed. Of its bytes the first `size` are confirmed."""

    path: Path
    size: int
    state: int


def local_feeds(ledger: Ledger) -> list[LocalFeed]:
    """The local feeds that the ledger knows."""
    return [LocalFeed(Path(path), *rest) for path, *rest in ledger.store.all(FEEDS) if rest[0] >= 0]


def confirm(ledger: Ledger, path: Path, state: int, *, size: int | None = None) -> None:
    """Notes the first `size` bytes of a local feed as confirmed; by default all of them."""
    if size is None:
        size = path.stat().st_size if path.exists() else 0
    ledger.store.put(FEEDS, Feed(str(path), size, state))


def forget(ledger: Ledger, path: Path) -> None:
    """A local feed is gone."""
    ledger.store.delete(FEEDS, str(path))


# Feeds that are complete only when they close


def await_storing(ledger: Ledger, feed: str) -> None:
    """Names a feed to which the articles of this run are owed if the run is killed."""
    ledger.store.put(FEEDS, Feed(without_secrets(feed), -1, 1))


def awaited(ledger: Ledger) -> list[str]:
    """The feeds that a killed run could not store."""
    return [feed.path for feed in ledger.store.all(FEEDS) if feed.size < 0]


def none_awaited(ledger: Ledger) -> None:
    """The run has stored its feeds, or noted what it owes to them."""
    for feed in awaited(ledger):
        ledger.store.delete(FEEDS, feed)


def owe(ledger: Ledger, feed: str, key: str, record: dict[str, Any]) -> None:
    """Notes the record of an article that `feed` is to get when it is stored next."""
    text = json.dumps(record, ensure_ascii=False)
    ledger.store.put(BACKLOG, Owed(without_secrets(feed), key, text))


def owed(ledger: Ledger, feed: str) -> list[dict[str, Any]]:
    """The records that `feed` has not got yet."""
    feed = without_secrets(feed)
    return [json.loads(row.record) for row in ledger.store.all(BACKLOG) if row.feed == feed]


def stored(ledger: Ledger, feed: str) -> None:
    """`feed` has got all that it was owed."""
    feed = without_secrets(feed)
    for row in ledger.store.all(BACKLOG):
        if row.feed == feed:
            ledger.store.delete(BACKLOG, row.feed, row.id)

"""What is confirmed of each feed, and what a feed that is stored later is still owed."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.rows import BACKLOG, FEEDS, Feed, Owed, without_secrets

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
    feed = Feed(str(path), _size_of(path) if size is None else size, state)
    if ledger.store.get(FEEDS, feed.path) != feed:  # else each look at it would be a commit
        ledger.store.put(FEEDS, feed)


def check_uncut(ledger: Ledger, path: Path) -> None:
    """Raises OSError where a feed that is being written has less than what is confirmed of it."""
    known = ledger.store.get(FEEDS, str(path))
    if known is not None and _size_of(path) < known.size:
        raise OSError(errno.EIO, "somebody cut it while the run wrote to it")


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def forget(ledger: Ledger, path: Path) -> None:
    """A local feed is gone."""
    ledger.store.delete(FEEDS, str(path))


# Feeds that are complete only when they close

_AWAITED = -1
_COMPLETE = -2
"""Sizes of no local JSON Lines feed; from `_COMPLETE` downwards the end of a file is counted."""


def await_storing(ledger: Ledger, feed: str) -> None:
    """Names a feed to which the articles of this run are owed if the run is killed."""
    ledger.store.put(FEEDS, Feed(without_secrets(feed), _AWAITED, 1))


def awaited(ledger: Ledger) -> list[str]:
    """The feeds that a killed run could not store."""
    return [feed.path for feed in ledger.store.all(FEEDS) if feed.size == _AWAITED]


def none_awaited(ledger: Ledger) -> None:
    """The run has stored its feeds, or noted what it owes to them."""
    for feed in awaited(ledger):
        ledger.store.delete(FEEDS, feed)


def owe(ledger: Ledger, feed: str, record: dict[str, Any]) -> str:
    """Notes a record that `feed` is to get when it is stored next; returns a key for `stored`."""
    key = f"{record['id']} {record['revision']}"
    text = json.dumps(record, ensure_ascii=False)
    ledger.store.put(BACKLOG, Owed(without_secrets(feed), key, text))
    return key


def owed(ledger: Ledger, feed: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What `feed` has not got yet, as far as it is committed: one record at a time, by its key."""
    names = ledger.site, without_secrets(feed)
    keys = ledger.store.ask("SELECT id FROM backlog WHERE site = ? AND feed = ? ORDER BY id", names)
    for (key,) in keys:
        question = "SELECT record FROM backlog WHERE site = ? AND feed = ? AND id = ?"
        for (record,) in ledger.store.ask(question, (*names, key)):
            yield key, json.loads(record)


def stored(ledger: Ledger, feed: str, keys: Iterable[str]) -> None:
    """`feed` has got these."""
    for key in keys:
        ledger.store.delete(BACKLOG, without_secrets(feed), key)


def complete(ledger: Ledger, target: Path, end: int | None) -> None:
    """A local file is to be put in its place: behind so many bytes, or instead of what is there."""
    size = _COMPLETE - (end or 0)
    ledger.store.put(FEEDS, Feed(str(target), size, int(end is not None)))


def unplaced(ledger: Ledger) -> list[tuple[Path, int | None]]:
    """The files that are complete, and may not be in their places."""
    return [
        (Path(feed.path), _COMPLETE - feed.size if feed.is_open else None)
        for feed in ledger.store.all(FEEDS)
        if feed.size <= _COMPLETE
    ]

"""What a run does before its first line, so that a killed one has lost nothing.

For each local feed: a torn last line is cut off, and whole lines that the ledger has not confirmed
are taken as delivered. A line that reached one feed of the killed run but not another is added
there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from newsbot.feeds.lines import append, cut_torn_tail, lines_from
from newsbot.ledger.confirmation import LocalFeed, awaited, confirm, forget, local_feeds, owe
from newsbot.ledger.ledger import Delivery, Ledger
from newsbot.run import Place

logger = logging.getLogger(__name__)

Locate: TypeAlias = Callable[[str], Place | None]
"""The address of an article -> where it is, None for one of another site."""
_Revision: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class _Tail:
    """The unconfirmed lines of one feed."""

    path: Path
    was_open: bool
    lines: dict[_Revision, tuple[bytes, dict[str, Any]]] = field(default_factory=dict)


def recover(ledger: Ledger, configured: Iterable[Path], locate: Locate) -> int:
    """Repairs the feeds of earlier runs and those that this one appends to.

    Returns how many articles were taken over. Raises OSError where a feed cannot be repaired.
    """
    tails = [
        tail
        for path, size, was_open in _feeds(ledger, configured)
        if (tail := _read_tail(ledger, path, size, was_open=was_open, locate=locate)) is not None
    ]
    adopted: dict[_Revision, dict[str, Any]] = {}
    for tail in tails:
        for revision, (_, record) in tail.lines.items():
            adopted.setdefault(revision, record)
    _complete(tails)
    unstored = awaited(ledger)
    for (key, _), record in sorted(adopted.items(), key=lambda entry: entry[0]):
        _adopt(ledger, key, record, locate)
        for feed in unstored:
            owe(ledger, feed, key, record)
    for tail in tails:
        confirm(ledger, tail.path, is_open=False)
    ledger.commit()
    if adopted:
        logger.info("%d articles of an earlier run were in the feed already", len(adopted))
    return len(adopted)


def _feeds(ledger: Ledger, configured: Iterable[Path]) -> list[LocalFeed]:
    """The feeds to look at."""
    known = {feed.path: feed for feed in local_feeds(ledger)}
    feeds = {path: feed for path, feed in known.items() if feed.is_open}
    for path in configured:
        feeds[path] = known.get(path, LocalFeed(path, 0, is_open=False))
    return list(feeds.values())


def _read_tail(
    ledger: Ledger, path: Path, size: int, *, was_open: bool, locate: Locate
) -> _Tail | None:
    if not path.is_file():
        if size:
            logger.warning(
                "The feed %s is gone; the ledger has its articles as delivered. "
                "Restore it, or fetch them again with -a refetch=1",
                path,
            )
            forget(ledger, path)
        return None
    present = path.stat().st_size
    if present < size:
        logger.warning(
            "The feed %s is shorter than confirmed (%d bytes instead of %d): somebody cut it. "
            "What is missing can be fetched again with -a refetch=1",
            path,
            present,
            size,
        )
        size = 0
    if present == size:
        return _Tail(path, was_open)
    torn = cut_torn_tail(path)
    if torn:
        logger.info("Cut %d bytes of a torn last line off %s", torn, path)
    tail = _Tail(path, was_open)
    for line, record in lines_from(path, size):
        place = locate(str(record.get("url")))
        revision = record.get("revision")
        if place is not None and isinstance(revision, int) and record.get("content_hash"):
            tail.lines[place.id, revision] = (line, record)
    return tail


def _complete(tails: list[_Tail]) -> None:
    """Adds to each feed of the killed run the lines that only its other feeds got."""
    together = [tail for tail in tails if tail.was_open]
    for tail in together:
        missing = {
            revision: line
            for other in together
            if other is not tail
            for revision, (line, _) in other.lines.items()
            if revision not in tail.lines
        }
        if missing:
            append(tail.path, list(missing.values()))


def _adopt(ledger: Ledger, key: str, record: dict[str, Any], locate: Locate) -> None:
    """Takes a line as delivered, and what its page linked to as discovered."""
    known = ledger.article(key)
    place = locate(str(record.get("url")))
    if place is not None and (known is None or known.revision < record["revision"]):
        ledger.delivered(
            Delivery(
                id=key,
                edition=place.edition,
                section=str(record.get("section")),
                url=str(record["url"]),
                language=record.get("language"),
                revision=record["revision"],
                content_hash=str(record["content_hash"]),
                published_at=record.get("published_at"),
                fetched_at=_seconds(record.get("fetched_at"), ledger.now()),
            )
        )
    for block in ("related", "latest"):
        for link in record.get(block) or ():
            place = locate(str(link.get("url"))) if isinstance(link, dict) else None
            if place is not None:
                ledger.queue(place)


def _seconds(text: object, default: int) -> int:
    try:
        return int(datetime.fromisoformat(str(text)).timestamp())
    except ValueError:
        return default

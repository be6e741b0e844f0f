"""What a run does before its first line, so that a killed one has lost nothing.

The archive feed is the truth. Lines in it that the ledger has not confirmed are taken as delivered,
in whichever of its files they are: a killed run, a power cut or a ledger out of a backup leaves
them. Every other feed of the killed run gets the lines that only the archive got; what such a feed
has and the archive lacks is fetched for the archive, and not written to that feed again.

Files are read line by line and committed in batches: neither memory nor, where nothing is to be
done, time grows with the archive.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from newsbot.feeds.earlier_line import record_before
from newsbot.feeds.lines import Line, append, lines_from, mend_tail
from newsbot.feeds.records import hash_version_of
from newsbot.feeds.uri_params import day_files, is_file_of
from newsbot.items import OF_THE_MOMENT, changed_fields
from newsbot.ledger import rereading
from newsbot.ledger.confirmation import (
    ARCHIVE,
    CLOSED,
    LocalFeed,
    awaited,
    confirm,
    forget,
    local_feeds,
    owe,
)
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.readings import Delivery
from newsbot.ledger.rows import Known
from newsbot.run import Place
from newsbot.text.gist import gist_of

logger = logging.getLogger(__name__)

Locate: TypeAlias = Callable[[str], Place | None]
"""The address of an article -> where it is, None for one of another site."""

_BATCH = 1000
"""Lines between two commits: some megabytes of records."""


@dataclass(slots=True)
class Recovery:
    """What was found."""

    adopted: int = 0
    """Articles that were taken over."""
    damage: str | None = None
    """What somebody did to the archive, in a sentence for a person."""
    present: dict[Path, tuple[int, set[int]]] = field(default_factory=dict)
    """Feed -> how much of it is confirmed, and `key_of` each later line that the archive lacks."""


@dataclass(slots=True)
class _Tail:
    """The unconfirmed end of a feed."""

    path: Path
    start: int
    state: int
    is_archive: bool
    is_cut: bool = False
    """Whether the file is shorter than confirmed."""

    @property
    def is_open(self) -> bool:
        return self.state != CLOSED and not self.is_cut

    def lines(self) -> Iterator[Line]:
        return lines_from(self.path, self.start) if self.path.exists() else iter(())


def recover(
    ledger: Ledger, archive: Path | None, beside: Iterable[Path], locate: Locate
) -> Recovery:
    """Repairs the feeds of earlier runs and those that this one appends to.

    `archive` is the feed whose lines count as delivered; with the name of a day it stands for the
    files of all days. Raises OSError where a feed cannot be repaired.
    """
    found = Recovery()
    if archive is not None:
        _follow(ledger, archive)
    tails = [
        tail
        for feed, is_archive in _feeds(ledger, archive, beside)
        if (tail := _tail(ledger, feed, found, is_archive=is_archive)) is not None
    ]
    _complete(tails, locate)
    unstored = awaited(ledger)
    for tail in tails:
        if tail.is_archive:
            found.adopted += _adopt_all(
                ledger, tail, unstored if tail.is_open else [], locate, archive
            )
    for tail in tails:
        if not tail.is_archive and (present := _unknown(ledger, tail, locate)):
            found.present[tail.path] = tail.start, present
            confirm(ledger, tail.path, CLOSED, size=tail.start)
        else:
            confirm(ledger, tail.path, CLOSED)
    rereading.end(ledger)
    ledger.commit()
    if found.adopted:
        logger.info("%d articles of an earlier run were in the feed already", found.adopted)
    return found


def _follow(ledger: Ledger, archive: Path) -> None:
    """Has the archive of a killed run known where it is now, if its folder was moved or copied.

    Lines that another run has added at its former place since are not in this one.
    """
    feeds = local_feeds(ledger)
    known = {feed.path for feed in feeds}
    for feed in feeds:
        there = archive.parent / feed.path.name
        is_another = there not in known and is_file_of(archive, there)
        if feed.state == ARCHIVE and is_another and there.is_file():
            forget(ledger, feed.path)
            confirm(ledger, there, ARCHIVE, size=feed.size)


def key_of(key: str, content_hash: str) -> int:
    """An article as it says itself, in as few bytes as will do to tell it from others."""
    return hash((key, content_hash))


def _feeds(
    ledger: Ledger, archive: Path | None, beside: Iterable[Path]
) -> Iterator[tuple[LocalFeed, bool]]:
    """The feeds to look at, and whether the lines of each count as delivered."""
    known = {feed.path: feed for feed in local_feeds(ledger)}
    named = [*(day_files(archive) if archive is not None else ()), *beside]
    for path in dict.fromkeys([*named, *known]):
        feed = known.get(path, LocalFeed(path, 0, CLOSED))
        of_archive = archive is not None and is_file_of(archive, path)
        if path in named or of_archive or feed.state != CLOSED:
            yield feed, of_archive or feed.state == ARCHIVE


def _tail(ledger: Ledger, feed: LocalFeed, found: Recovery, *, is_archive: bool) -> _Tail | None:
    """The end of a feed that is to be read; None where there is nothing to do."""
    tail = _Tail(feed.path, feed.size, feed.state, is_archive)
    if not feed.path.is_file():
        if feed.size:
            _tell(found, f"The feed {feed.path} is gone", is_archive=is_archive)
            forget(ledger, feed.path)
            return None
        return tail if feed.state != CLOSED else None
    size = feed.path.stat().st_size
    if size == feed.size and feed.state == CLOSED:
        return None
    if torn := mend_tail(feed.path):
        logger.info("Cut %d bytes of a torn last line off %s", torn, feed.path)
    if max(size, feed.path.stat().st_size) < feed.size:
        sizes = f"{size} bytes instead of {feed.size}"
        _tell(
            found, f"The feed {feed.path} is shorter than confirmed: {sizes}", is_archive=is_archive
        )
        tail.start, tail.is_cut = 0, True
    return tail


def _tell(found: Recovery, what: str, *, is_archive: bool) -> None:
    if not is_archive:
        logger.warning("%s; what was in it is not written there again", what)
        return
    sentence = (
        f"{what}; the ledger has its articles as delivered. Restore it from a backup; or move the "
        "ledger away: the next run then takes over what the feeds have, and fetches the rest"
    )
    logger.warning("%s", sentence)
    found.damage = found.damage or sentence


def _complete(tails: Iterable[_Tail], locate: Locate) -> None:
    """Adds to each feed of the killed run the lines that only the archive got."""
    together = [tail for tail in tails if tail.is_open]
    for tail in together:
        others = [other for other in together if other.state == ARCHIVE and other is not tail]
        if others:
            present = {revision for _, revision in _articles(tail, locate)}
            append(
                tail.path,
                (
                    line.text
                    for other in others
                    for line, revision in _articles(other, locate)
                    if revision not in present
                ),
            )


def _articles(tail: _Tail, locate: Locate) -> Iterator[tuple[Line, tuple[str, int]]]:
    """The lines of articles, each with what it is a line of."""
    for line in tail.lines():
        place = locate(str(line.record.get("url")))
        revision = line.record.get("revision")
        if place is not None and isinstance(revision, int) and line.record.get("content_hash"):
            yield line, (place.id, revision)


def _adopt_all(
    ledger: Ledger, tail: _Tail, unstored: list[str], locate: Locate, archive: Path | None
) -> int:
    """Takes the lines as delivered; those of a killed run are owed to what it had not stored.

    Of these few it is also looked up what they have changed.
    """
    adopted = 0
    queued: set[str] = set()
    for number, (line, (key, _)) in enumerate(_articles(tail, locate), 1):
        adopted += _adopt(ledger, key, line.record, locate, archive if tail.is_open else None)
        for place in _links(line.record, locate):
            if place.id not in queued:
                queued.add(place.id)
                ledger.queue(place)
        for feed in unstored:
            owe(ledger, feed, line.record)
        if number % _BATCH == 0:
            confirm(ledger, tail.path, tail.state, size=line.end)
            ledger.commit()
            queued.clear()
    return adopted


def _changed(ledger: Ledger, archive: Path | None, key: str, record: dict[str, Any]) -> str | None:
    """What a line has changed, as `Delivery` has it."""
    before = record_before(archive, ledger, key, record["revision"]) if archive else None
    if before is None:
        return None
    without = () if rereading.is_rereading(ledger) else OF_THE_MOMENT
    return ",".join(changed_fields(before, record, without)) or None


def _adopt(
    ledger: Ledger, key: str, record: dict[str, Any], locate: Locate, archive: Path | None
) -> bool:
    known = ledger.article(key)
    place = locate(str(record.get("url")))
    mine = int(record["revision"]), str(record["content_hash"])
    if place is None or (known is not None and not _is_newer(mine, known)):
        return False
    ledger.delivered(
        Delivery(
            id=key,
            edition=place.edition,
            section=str(record.get("section")),
            url=str(record["url"]),
            gist=gist_of(*(record.get(name) for name in ("title", "lead", "body"))),
            language=record.get("language"),
            revision=mine[0],
            content_hash=mine[1],
            hash_version=hash_version_of(record),
            published_at=record.get("published_at"),
            modified_at=record.get("modified_at"),
            fetched_at=_seconds(record.get("fetched_at"), ledger.now()),
            changed_fields=_changed(ledger, archive, key, record),
        )
    )
    return True


def _is_newer(mine: tuple[int, str], known: Known) -> bool:
    """Whether a line says more than the ledger; of two with one revision the later line counts."""
    revision, content_hash = mine
    if revision != known.revision:
        return revision > known.revision
    return content_hash != known.content_hash


def _links(record: dict[str, Any], locate: Locate) -> Iterator[Place]:
    for block in ("related", "latest"):
        for link in record.get(block) or ():
            place = locate(str(link.get("url"))) if isinstance(link, dict) else None
            if place is not None:
                yield place


def _unknown(ledger: Ledger, tail: _Tail, locate: Locate) -> set[int]:
    """The lines that the archive lacks."""
    unknown = set()
    for number, (line, (key, _)) in enumerate(_articles(tail, locate), 1):
        if ledger.article(key) is None:
            unknown.add(key_of(key, str(line.record["content_hash"])))
        if number % _BATCH == 0:
            ledger.commit()
    return unknown


def _seconds(text: object, default: int) -> int:
    try:
        return int(datetime.fromisoformat(str(text)).timestamp())
    except ValueError:
        return default

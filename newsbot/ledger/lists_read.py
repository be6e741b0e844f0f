"""How far each list has been read, and the gaps that are still open.

A list is paged back until a page shows articles that were on the list's first page when it was last
read: from there on everything is known. Until then the ledger holds an open gap, so that a run that
is killed, stopped or cannot reach a page is followed by one that goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from itertools import pairwise

from newsbot.ledger.memory import Gap, ListPage
from newsbot.ledger.pauses import next_retry
from newsbot.ledger.rows import GAPS, LISTINGS, GapRow, Listing
from newsbot.ledger.store import Store

_PAUSES = (3600, 6 * 3600, 86400, 7 * 86400)
"""Seconds; a list that ended before the gap was closed is not asked at every run."""
_NO_TARGET = "[]"
"""Of the first reading of a list, which goes on to its end."""


class Lists:
    """The lists' part of a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ended: set[int] = set()
        self._former_ends: dict[int, str | None] = {}
        self._last_gap = 0

    def read(self, page: ListPage, now: int) -> int | None:
        """Notes a page; the gap to which the next page belongs, or None to stop paging.

        Call it after the articles of the page have been queued: then both are committed together.
        """
        if page.gap is None:
            return self._first(page, now)
        return self._further(page, page.gap, now)

    def open_gaps(self, editions: Collection[str], due_at: int | None = None) -> list[Gap]:
        """The open gaps, oldest first; with `due_at` those that do not wait for another try.

        Only those are with a list that has ended, and whose end is to be seen once more.
        """
        return [
            gap_of(row)
            for row in self._store.all(GAPS)
            if row.edition in editions
            and (not has_ended(row) if due_at is None else _is_due(row.next_at, due_at))
        ]

    def _first(self, page: ListPage, now: int) -> int | None:
        known = self._store.get(LISTINGS, page.edition, page.path)
        top = json.loads(known.top) if known is not None else []
        self._store.put(
            LISTINGS, Listing(page.edition, page.path, _listed(page.ids), page.newest, now)
        )
        if _meets(page, top):
            return None
        gap = GapRow(
            id=self._new_gap(),
            edition=page.edition,
            list=page.path,
            page=page.page if page.ends else page.page + 1,
            target=_listed(top),
            since=known.newest if known is not None else None,
            until=page.oldest,
            attempts=0,
            next_at=0,
            opened_at=now,
        )
        self._store.put(GAPS, gap)
        if page.ends:
            self.ended(gap.id, now)
            return None
        return gap.id

    def _new_gap(self) -> int:
        """A number that no gap has, nor had in this run."""
        self._last_gap = max((self._last_gap, *(gap.id for gap in self._store.all(GAPS)))) + 1
        return self._last_gap

    def _further(self, page: ListPage, gap: int, now: int) -> int | None:
        row = self._store.get(GAPS, gap)
        if row is None:
            return None
        is_again = page.page < row.page  # its articles are known by now
        if not is_again and _meets(page, json.loads(row.target)):
            self._store.delete(GAPS, gap)
            return None
        if page.ends:
            self._store.put(GAPS, row._replace(page=page.page, until=page.oldest or row.until))
            self.ended(gap, now)
            return None
        if has_ended(row) and is_again:
            return gap
        if has_ended(row):  # what stood here was no end, or the list has grown by pages since
            self._former_ends[gap] = row.until
            row = row._replace(attempts=0)
        self._store.put(GAPS, row._replace(page=page.page + 1, until=page.oldest or row.until))
        return gap

    def ended(self, gap: int, now: int) -> None:
        """The list ended. With a target unmet articles may be missing: a later run tries again.

        Without one it is at its start, if a later run finds its end there as well: an outage, a
        page that was cut and an old one of a cache look like an end.
        """
        row = self._store.get(GAPS, gap)
        if row is None or gap in self._ended:
            return
        is_as_before = gap in self._former_ends and self._former_ends[gap] == row.until
        if has_ended(row) or is_as_before:
            self._store.delete(GAPS, gap)
            return
        self._ended.add(gap)
        attempts = row.attempts + 1
        next_at = next_retry(attempts, now, _PAUSES)
        page = row.page if row.target == _NO_TARGET else 2
        self._store.put(GAPS, row._replace(attempts=attempts, next_at=next_at, page=page))


def has_ended(row: GapRow) -> bool:
    """Whether the end of a list was seen, which is now only to be seen once more."""
    return row.target == _NO_TARGET and row.attempts > 0


def gap_of(row: GapRow) -> Gap:
    """A gap as a spider and people see it."""
    return Gap(
        id=row.id,
        edition=row.edition,
        path=row.list,
        page=row.page,
        since=row.since,
        until=row.until,
        is_initial=row.target == _NO_TARGET,
        opened_at=row.opened_at,
    )


def _is_due(next_at: int, now: int) -> bool:
    """A time beyond the longest pause comes of a clock that was wrong."""
    return next_at <= now or next_at > now + max(_PAUSES)


def _listed(ids: Sequence[str]) -> str:
    return json.dumps(list(ids))


def _meets(page: ListPage, top: Sequence[str]) -> bool:
    """Whether a page shows what was on top before: neighbours that still are neighbours.

    One article alone does not tell: it may be pinned, or recommended beside every list. Nor do a
    few where more are new: those may be pinned together.
    """
    if len(top) == 1:
        return top[0] in page.ids
    followers = dict(pairwise(top))
    known = sum(followers.get(key) == follower for key, follower in pairwise(page.ids))
    return known > 0 and (page.ends or known >= page.new)

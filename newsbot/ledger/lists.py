"""How far each list has been read, and the gaps that are still open.

A list is paged back until a page shows articles that were on the list's first page when it was last
read: from there on everything is known. Until then the ledger holds an open gap, so that a run that
is killed, stopped or cannot reach a page is followed by one that goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.memory import Gap, ListPage
from newsbot.ledger.pauses import next_retry

_PAUSES = (3600, 6 * 3600, 86400, 7 * 86400)
"""Seconds; a list that ended before the gap was closed is not asked at every run."""


@dataclass(slots=True)
class Lists:
    """The lists' part of a ledger."""

    ledger: Ledger
    _ended: set[int] = field(default_factory=set)

    def read(self, page: ListPage) -> int | None:
        """Notes a page; the gap to which the next page belongs, or None to stop paging.

        Call it after the articles of the page have been queued: then both are committed together.
        """
        if page.gap is None:
            return self._first(page)
        return self._further(page, page.gap)

    def open_gaps(self, editions: Sequence[str], *, due_only: bool) -> list[Gap]:
        """The open gaps, oldest first; `due_only` leaves out those that wait for another try."""
        marks = ",".join("?" * len(editions))
        rows = self.ledger.execute(
            "SELECT id, edition, list, page, since, until, target = '[]' FROM gaps "  # noqa: S608
            f"WHERE site = ? AND edition IN ({marks}) AND next_at <= ? ORDER BY id",
            (self.ledger.site, *editions, self.ledger.now() if due_only else 1 << 62),
        )
        return [Gap(*row) for row in rows]

    def _first(self, page: ListPage) -> int | None:
        rows = self.ledger.execute(
            "SELECT top, newest FROM listings WHERE site = ? AND edition = ? AND list = ?",
            (self.ledger.site, page.edition, page.path),
        )
        top, newest = (json.loads(rows[0][0]), rows[0][1]) if rows else ([], None)
        self.ledger.execute(
            "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (site, edition, list) "
            "DO UPDATE SET top = excluded.top, newest = excluded.newest, "
            "read_at = excluded.read_at",
            (
                self.ledger.site,
                page.edition,
                page.path,
                json.dumps(list(page.ids)),
                page.newest,
                self.ledger.now(),
            ),
        )
        if _meets(page.ids, top) or (page.ends and not top):
            return None
        rows = self.ledger.execute(
            "INSERT INTO gaps (site, edition, list, page, target, since, until, opened_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                self.ledger.site,
                page.edition,
                page.path,
                page.page + 1,
                json.dumps(top),
                newest,
                page.oldest,
                self.ledger.now(),
            ),
        )
        gap: int | None = rows[0][0] if rows else None
        if page.ends and gap is not None:
            self.ended(gap)
            return None
        return gap

    def _further(self, page: ListPage, gap: int) -> int | None:
        rows = self.ledger.execute("SELECT target FROM gaps WHERE id = ?", (gap,))
        if not rows:
            return None
        if _meets(page.ids, json.loads(rows[0][0])):
            self.ledger.execute("DELETE FROM gaps WHERE id = ?", (gap,))
            return None
        self.ledger.execute(
            "UPDATE gaps SET page = ?, until = coalesce(?, until) WHERE id = ?",
            (page.page + 1, page.oldest, gap),
        )
        if page.ends:
            self.ended(gap)
            return None
        return gap

    def ended(self, gap: int) -> None:
        """The list ended. With a target unmet articles may be missing: a later run tries again."""
        rows = self.ledger.execute("SELECT target, attempts FROM gaps WHERE id = ?", (gap,))
        if not rows:
            return
        if rows[0][0] == "[]":
            self.ledger.execute("DELETE FROM gaps WHERE id = ?", (gap,))
        elif gap not in self._ended:
            self._ended.add(gap)
            attempts = rows[0][1] + 1
            self.ledger.execute(
                "UPDATE gaps SET attempts = ?, next_at = ?, page = 2 WHERE id = ?",
                (attempts, next_retry(attempts, self.ledger.now(), _PAUSES), gap),
            )


def _meets(ids: Sequence[str], top: Sequence[str]) -> bool:
    """Whether a page shows what was on top before: two neighbours that still are neighbours.

    One article alone does not tell: it may be pinned, or recommended beside every list.
    """
    if len(top) == 1:
        return top[0] in ids
    followers = dict(pairwise(top))
    return any(followers.get(key) == follower for key, follower in pairwise(ids))

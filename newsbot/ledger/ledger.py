"""The ledger: what is known of every article of a site, and what is still to do.

What is noted here waits for `commit`. The feed exporter calls it, at most a second or a hundred
articles apart, after the lines of the feed are on disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsbot.ledger.leases import Terms
from newsbot.ledger.pauses import next_recheck, next_retry
from newsbot.ledger.readings import Delivery, Reading
from newsbot.ledger.rereading import is_rereading
from newsbot.ledger.rows import (
    ARTICLES,
    LINKS,
    PLACES,
    REVISIONS,
    URLS,
    Known,
    LinkSeen,
    Revision,
    Url,
)
from newsbot.ledger.stores import open_store
from newsbot.run import Place
from newsbot.stopwatch import Stopwatch

_CHUNK = 2000
"""Articles that are taken out of the queue at a time: a long one must not fill the memory."""
_LONGEST_PROBLEM = 200
_HIGHEST = (1 << 63) - 1


class Ledger:
    """What is known of one site. An article's key is its id, as text.

    Opens the store at `place`, with `terms` for a lease of the site (`newsbot.ledger.stores`);
    `clock` tells the time in seconds since 1970, `order` the place of an id in the order of the
    site: the newest has the highest. Raises RunError, and once the database fails LedgerError (see
    `Store`).
    """

    def __init__(
        self,
        place: Path | str,
        *,
        site: str,
        rechecks: Sequence[int],
        retries: Sequence[int],
        clock: Callable[[], float],
        order: Callable[[str], int] | None = None,
        watch: Stopwatch | None = None,
        terms: Terms | None = None,
    ) -> None:
        self.store = open_store(place, site, watch, terms)
        self.site = site
        self._rechecks = tuple(rechecks)
        self._retries = tuple(retries)
        self._longest_pause = max((*rechecks, *retries), default=0)
        self._clock = clock
        self._order = order or number_of
        self.run_id = 0
        self.started_at = self.now()

    def now(self) -> int:
        return int(self._clock())

    def commit(self, *, durable: bool = False) -> None:
        """Makes everything last. The caller has made sure that the feed is on disk."""
        self.store.commit(durable=durable)

    def roll_back(self) -> None:
        """Leaves out everything since the last commit: the feed has not got it."""
        self.store.roll_back()

    def close(self) -> None:
        """Leaves out what was not committed."""
        self.store.close()

    # Runs

    def start_run(self, arguments: dict[str, Any]) -> None:
        self.started_at = self.now()
        rows = self.store.write(
            "INSERT INTO runs (site, started_at, pid, arguments) VALUES (?, ?, ?, ?) RETURNING id",
            (
                self.site,
                self.started_at,
                os.getpid(),
                json.dumps(arguments, ensure_ascii=False),
            ),
        )
        self.run_id = rows[0][0]

    def finish_run(self, reason: str) -> None:
        self.store.write(
            "UPDATE runs SET finished_at = ?, reason = ? WHERE id = ?",
            (self.now(), reason, self.run_id),
        )

    # What is known

    def is_known(self, key: str, editions: Collection[str] = ()) -> bool:
        """Whether a run that asks for `editions` need not fetch an article now.

        So it is with one that was delivered, is gone, failed a moment ago, or was read and belongs
        to another edition.
        """
        url = self.store.get(URLS, key)
        if url is None:
            return False
        if url.edition is not None and editions and url.edition not in editions:
            return True
        if url.state == "failed":
            return not self._is_due(url.next_at)
        return url.state == "done" or (url.state == "gone" and not self._may_be_back(url))

    def article(self, key: str) -> Known | None:
        """What was delivered."""
        return self.store.get(ARTICLES, key)

    def has_articles(self) -> bool:
        return bool(self.store.ask("SELECT 1 FROM articles WHERE site = ? LIMIT 1", (self.site,)))

    def newest(self, nth: int) -> int | None:
        """The `nth` highest number of a delivered article, from 1; None where there are fewer."""
        rows = self.store.ask(
            "SELECT number FROM articles WHERE site = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
            (self.site, nth - 1),
        )
        return rows[0][0] if rows else None

    def failures(self, key: str) -> int:
        """How often in a row an article could not be read."""
        url = self.store.get(URLS, key)
        return url.attempts if url is not None else 0

    def feed_time(self, key: str) -> str | None:
        """When an article was published, as an RSS feed said."""
        url = self.store.get(URLS, key)
        return url.feed_time if url is not None else None

    def due(self, editions: Collection[str], sections: Collection[str] = ()) -> Iterator[Place]:
        """What a run that asks for `editions` is to fetch, newest first.

        That is what belongs to them, and what was found there and has not been read. Failures of
        this run are left out. Read in chunks, each when it is asked for: what is delivered
        meanwhile is not named again.
        """
        last: tuple[int, str] = (_HIGHEST, "\U0010ffff")
        marks = ",".join("?" * len(editions))
        limits = f"AND p.section IN ({','.join('?' * len(sections))})" if sections else ""
        while True:
            rows = self.store.ask(
                # Only the number of placeholders is put in; every value is bound.
                "SELECT u.id, p.edition, p.section, p.path, u.number FROM urls AS u "  # noqa: S608
                "JOIN places AS p ON p.site = u.site AND p.id = u.id "
                "WHERE u.site = ? AND (u.next_at <= ? OR u.next_at > ?) AND u.state <> 'gone' "
                "AND (u.number, u.id) < (?, ?) "
                f"AND coalesce(u.edition, p.edition) IN ({marks}) {limits} "
                "ORDER BY u.number DESC, u.id DESC, "
                "CASE WHEN p.edition = u.edition THEN 0 ELSE 1 END LIMIT ?",
                (
                    self.site,
                    self.started_at,
                    self.now() + self._longest_pause,
                    *last,
                    *editions,
                    *sections,
                    _CHUNK,
                ),
            )
            self.store.foresee(URLS, [row[0] for row in rows], ARTICLES)
            for *place, number in rows:
                key: str = place[0]
                if (number, key) != last:
                    url = self.store.get(URLS, key)
                    if url is not None and self._is_due(url.next_at):
                        yield Place(*place)
                last = (number, key)
            if len(rows) < _CHUNK:
                return

    def _is_due(self, next_at: int | None) -> bool:
        """A time beyond the longest pause comes of a clock that was wrong."""
        if next_at is None:
            return False
        return next_at <= self.started_at or next_at > self.now() + self._longest_pause

    def _may_be_back(self, url: Url) -> bool:
        """Whether to look for one that is gone, now that it is named; version 1 noted no time."""
        return url.next_at is None or self._is_due(url.next_at)

    # What happens

    def queue(self, place: Place) -> None:
        """An article was discovered."""
        url = self.store.get(URLS, place.id)
        if url is None:
            url = Url(place.id, self._number(place.id), "queued", None, 0, 0, self.now())
            self.store.put(URLS, url)
        elif url.state == "gone" and self._may_be_back(url):
            state = "failed" if self.article(place.id) is None else "done"
            url = url._replace(state=state, next_at=self.now())
            self.store.put(URLS, url)
        if url.state not in {"done", "gone"}:
            self.store.put(PLACES, place)

    def announced(self, key: str, feed_time: str) -> None:
        """An RSS feed says when a discovered article was published."""
        url = self.store.get(URLS, key)
        if url is not None and url.feed_time is None:
            self.store.put(URLS, url._replace(feed_time=feed_time))

    def fetching(self, key: str) -> bool:
        """A request for an article goes out. Returns whether it is surely not delivered yet."""
        url = self.store.get(URLS, key)
        if url is None or url.state not in {"queued", "failed"}:
            return False
        self.store.put(URLS, url._replace(state="fetching"))
        return True

    def failed(
        self,
        key: str,
        problem: str,
        *,
        outcome: str,
        is_missing: bool = False,
        at_once: bool = False,
    ) -> int:
        """An article could not be read. Returns how often in a row.

        `is_missing`: the site says that there is none; the second time it is `gone`, and looked for
        again only where it is named after the longest pause. `at_once`: the fault was the
        connection's or the server's, so the next run tries again without a pause.
        """
        url = self.store.get(URLS, key)
        if url is None:
            return 1
        now, attempts = self.now(), url.attempts + 1
        problem = problem[:_LONGEST_PROBLEM]
        state = "failed" if self.article(key) is None else "done"
        next_at: int | None = next_retry(attempts, now, self._retries)
        if at_once and attempts == 1:
            next_at = now
        if is_missing and url.problem == problem:
            state, next_at = "gone", now + max(self._retries, default=0)
        self.store.put(
            URLS,
            url._replace(
                state=state, attempts=attempts, next_at=next_at, outcome=outcome, problem=problem
            ),
        )
        return attempts

    def doubted(self, key: str, problem: str, content_hash: str) -> None:
        """A delivered article was read without most of its text: it is looked at again later.

        So much later that a fault of the site is over, or known as what the page now is.
        """
        url = self.store.get(URLS, key)
        if url is None or self._is_doubted(url, content_hash):
            return
        next_at = self.now() + max(self._retries, default=0)
        self.failed(key, problem, outcome="doubtful")
        failed = self.store.get(URLS, key)
        assert failed is not None
        self.store.put(URLS, failed._replace(next_at=next_at, doubted_hash=content_hash))

    def is_confirmed(self, key: str, content_hash: str) -> bool:
        """Whether a doubted reading was made before, and the pause since then is over."""
        url = self.store.get(URLS, key)
        return url is not None and url.doubted_hash == content_hash and self._is_due(url.next_at)

    def _is_doubted(self, url: Url, content_hash: str) -> bool:
        return url.doubted_hash == content_hash and not self._is_due(url.next_at)

    def elsewhere(self, key: str, edition: str) -> None:
        """An article was read and belongs to `edition`, which this run does not ask for.

        A run that does takes it; the others leave it alone.
        """
        url = self.store.get(URLS, key)
        if url is None:
            return
        url = url._replace(edition=edition, attempts=0, problem=None, outcome="notwanted")
        if self.article(key) is None:
            url = url._replace(state="queued", next_at=0)
        self.store.put(URLS, url)

    def unchanged(self, key: str, reading: Reading | None = None) -> None:
        """A recheck found nothing new: by reading the whole page, or by the site's word for it."""
        now = self.now()
        known = self.article(key)
        if known is not None:
            # A first fetch in the future is one of a clock that was wrong.
            known = known._replace(fetched_at=min(known.fetched_at, now), checked_at=now)
            if reading is not None:
                # The address stays; version 1 did not keep it.
                known = known._replace(**{**reading._asdict(), "url": known.url or reading.url})
            self.store.put(ARTICLES, known)
        url = self.store.get(URLS, key)
        if url is not None:
            first = known.fetched_at if known else now
            self._settle(url, "unchanged", next_recheck(first, now, self._rechecks))

    def delivered(self, delivery: Delivery) -> None:
        """An article's line is written; `commit` follows once it is on disk.

        Where a kept page gave it, what the ledger has of later looks at the article stays.
        """
        key, now = delivery.id, self.now()
        known = self.article(key)
        first = min(known.fetched_at if known else delivery.fetched_at, now)
        is_reread = is_rereading(self)
        later = known if is_reread else None
        self.store.put(
            ARTICLES,
            Known(
                id=key,
                number=self._number(key),
                revision=delivery.revision,
                content_hash=delivery.content_hash,
                hash_version=delivery.hash_version,
                url=delivery.url,
                gist=delivery.gist,
                language=delivery.language,
                section=delivery.section,
                published_at=delivery.published_at,
                modified_at=delivery.modified_at,
                fetched_at=first,
                checked_at=max(later.checked_at if later else 0, delivery.fetched_at),
                etag=later.etag if later else delivery.etag,
                last_modified=later.last_modified if later else delivery.last_modified,
            ),
        )
        self.store.put(
            REVISIONS,
            Revision(
                key,
                delivery.revision,
                delivery.content_hash,
                delivery.fetched_at,
                delivery.changed_fields,
                int(is_reread),
            ),
        )
        if later is not None:
            return
        url = self.store.get(URLS, key)
        if url is None:
            url = Url(key, self._number(key), "done", delivery.edition, 0, 0, now)
            path = "/" + delivery.url.split("/", 3)[3]
            self.store.put(PLACES, Place(key, delivery.edition, delivery.section, path))
        self._settle(
            url._replace(edition=delivery.edition),
            "delivered",
            next_recheck(first, now, self._rechecks),
        )

    def _settle(self, url: Url, outcome: str, next_at: int | None) -> None:
        self.store.put(
            URLS,
            url._replace(
                state="done",
                attempts=0,
                next_at=next_at,
                outcome=outcome,
                problem=None,
                doubted_hash=None,
            ),
        )

    def link(self, source: str, targets: Mapping[str, Sequence[str]]) -> None:
        """The links of an article: titled block -> ids, in page order."""
        now = self.now()
        for block, keys in targets.items():
            for position, target in enumerate(keys, 1):
                self.store.put(LINKS, LinkSeen(source, target, block, position, now))

    def _number(self, key: str) -> int:
        """The place of an id in the order of the site, as a database takes it."""
        return min(self._order(key), _HIGHEST)


def number_of(key: str) -> int:
    """The order of ids that are numbers; 0 for one that is none."""
    return int(key) if key.isascii() and key.isdecimal() else 0

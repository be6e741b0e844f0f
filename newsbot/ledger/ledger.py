"""The ledger: what is known of every article, and what is still to do.

All changes go into one open transaction, which `commit` ends. The feed exporter calls it, at most
a second or a hundred articles apart, after the lines of the feed are on disk.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.errors import LedgerError
from newsbot.ledger.database import open_database
from newsbot.ledger.memory import Due
from newsbot.ledger.pauses import next_recheck, next_retry
from newsbot.stopwatch import Stopwatch

_ADVICE = {
    sqlite3.SQLITE_BUSY: "another program holds it, end that one.",
    sqlite3.SQLITE_READONLY: "make it and its folder writable.",
}
"""What to do, by the code of an error."""
_PRIMARY = 0xFF
"""The part of an error code that `_ADVICE` knows: https://www.sqlite.org/rescode.html#pve"""
_CHUNK = 2000
"""Articles that are taken out of the queue at a time: a long one must not fill the memory."""


class Known(NamedTuple):
    """What the ledger has of an article that was delivered."""

    revision: int
    content_hash: str
    fetched_at: int


class Validators(NamedTuple):
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """An article whose line is in the feed."""

    id: str
    edition: str
    """Where it was found."""
    section: str
    revision: int
    content_hash: str
    published_at: str | None
    fetched_at: int
    etag: str | None = None
    last_modified: str | None = None


class Ledger:
    """What is known of one site. An article's key is its id, as text.

    Opens the file at `path`; `clock` tells the time in seconds since 1970.

    Raises RunError (see `open_database`). After an error of the database `on_failure` is called
    once, with a sentence for a person; that statement and all later ones raise LedgerError, nothing
    more is committed, and the next run repairs.
    """

    def __init__(
        self,
        path: Path,
        *,
        site: str,
        rechecks: Sequence[int],
        retries: Sequence[int],
        clock: Callable[[], float],
        watch: Stopwatch | None = None,
    ) -> None:
        self.path = path
        self.site = site
        self._rechecks = tuple(rechecks)
        self._retries = tuple(retries)
        self._clock = clock
        self._connection = open_database(path)
        self._in_transaction = False
        self.failure: str | None = None
        self.on_failure: Callable[[str], object] = str
        self.run_id = 0
        self.watch = watch or Stopwatch()
        self.started_at = self.now()

    def now(self) -> int:
        return int(self._clock())

    # The database

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Runs one statement in the open transaction and returns its rows."""
        return self._run(sql, values)[0]

    def _run(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], int]:
        """The rows that a statement finds, and how many it changed."""
        self._check()
        try:
            self._begin()
            with self.watch("ledger"):
                cursor = self._connection.execute(sql, values)
                return cursor.fetchall(), cursor.rowcount
        except sqlite3.Error as error:
            raise self._error(error) from error

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement for each of the rows, in the open transaction."""
        if not rows:
            return
        self._check()
        try:
            self._begin()
            with self.watch("ledger"):
                self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _begin(self) -> None:
        if not self._in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
            self._in_transaction = True

    def commit(self) -> None:
        """Ends the open transaction. The caller has made sure that the feed is on disk."""
        self._check()
        if not self._in_transaction:
            return
        try:
            with self.watch("ledger"):
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._error(error) from error
        self._in_transaction = False

    def roll_back(self) -> None:
        """Leaves out everything since the last commit: the feed has not got it."""
        if self._in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            self._in_transaction = False

    def _check(self) -> None:
        if self.failure is not None:
            raise LedgerError(self.failure)

    def _error(self, error: sqlite3.Error) -> LedgerError:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        advice = _ADVICE.get(code, "is the disk full, or failing?")
        self.failure = (
            f"the ledger {self.path} cannot be written ({error}): {advice} "
            "The next run takes over what the feed has and goes on"
        )
        self.on_failure(self.failure)
        return LedgerError(self.failure)

    def close(self) -> None:
        """Leaves out what was not committed."""
        self._connection.close()

    # Runs

    def start_run(self, arguments: dict[str, Any]) -> None:
        self.started_at = self.now()
        self.execute(
            "INSERT INTO runs (site, started_at, pid, arguments) VALUES (?, ?, ?, ?)",
            (self.site, self.started_at, os.getpid(), json.dumps(arguments, ensure_ascii=False)),
        )
        row = self.execute("SELECT max(id) FROM runs")
        self.run_id = row[0][0] if row else 0
        self.commit()

    def finish_run(self, reason: str) -> None:
        self.execute(
            "UPDATE runs SET finished_at = ?, reason = ? WHERE id = ?",
            (self.now(), reason, self.run_id),
        )

    # What is known

    def is_known(self, key: str) -> bool:
        """Whether an article need not be fetched now: delivered, gone, or failed a moment ago."""
        row = self.execute(
            "SELECT 1 FROM urls WHERE site = ? AND id = ? AND (state IN ('done', 'gone') "
            "OR (state = 'failed' AND next_at > ?))",
            (self.site, key, self.started_at),
        )
        return bool(row)

    def article(self, key: str) -> Known | None:
        rows = self.execute(
            "SELECT revision, content_hash, fetched_at FROM articles WHERE site = ? AND id = ?",
            (self.site, key),
        )
        return Known(*rows[0]) if rows else None

    def has_articles(self) -> bool:
        return bool(self.execute("SELECT 1 FROM articles WHERE site = ? LIMIT 1", (self.site,)))

    def newest(self, nth: int) -> int | None:
        """The `nth` highest number of a delivered article, from 1; None where there are fewer."""
        rows = self.execute(
            "SELECT number FROM articles WHERE site = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
            (self.site, nth - 1),
        )
        return rows[0][0] if rows else None

    def failures(self, key: str) -> int:
        """How often in a row an article could not be read."""
        rows = self.execute("SELECT attempts FROM urls WHERE site = ? AND id = ?", (self.site, key))
        return rows[0][0] if rows else 0

    def validators(self, key: str) -> Validators | None:
        rows = self.execute(
            "SELECT etag, last_modified FROM validators WHERE site = ? AND id = ?",
            (self.site, key),
        )
        return Validators(*rows[0]) if rows else None

    def due(self, editions: Iterable[str], sections: Iterable[str] = ()) -> Iterator[Due]:
        """What is to be fetched in this run, newest first; failures of this run are left out.

        Read in chunks, each when it is asked for: what is delivered meanwhile is not named again.
        """
        last = (1 << 62, "")
        editions, sections = list(editions), list(sections)
        marks = ",".join("?" * len(editions))
        limits = f"AND section IN ({','.join('?' * len(sections))})" if sections else ""
        while True:
            rows = self.execute(
                # Only the number of placeholders is put in; every value is bound.
                "SELECT id, edition, section, state, number FROM urls "  # noqa: S608
                f"WHERE site = ? AND next_at <= ? AND (number, id) < (?, ?) "
                f"AND edition IN ({marks}) {limits} "
                "ORDER BY number DESC, id DESC LIMIT ?",
                (self.site, self.started_at, *last, *editions, *sections, _CHUNK),
            )
            for *due, number in rows:
                yield Due(*due)
                last = (number, due[0])
            if len(rows) < _CHUNK:
                return

    # What happens

    def queue(self, key: str, edition: str, section: str) -> None:
        """An article was discovered."""
        self.execute(
            "INSERT INTO urls (site, id, number, edition, section, state, next_at, discovered_at) "
            "VALUES (?, ?, ?, ?, ?, 'queued', 0, ?) ON CONFLICT DO NOTHING",
            (self.site, key, number_of(key), edition, section, self.now()),
        )

    def fetching(self, key: str) -> bool:
        """A request for an article goes out. Returns whether it is surely not delivered yet."""
        _, changed = self._run(
            "UPDATE urls SET state = 'fetching' "
            "WHERE site = ? AND id = ? AND state IN ('queued', 'failed')",
            (self.site, key),
        )
        return changed > 0

    def failed(
        self, key: str, problem: str, *, is_missing: bool = False, at_once: bool = False
    ) -> int:
        """An article could not be read. Returns how often in a row.

        `is_missing`: the site says that there is none; the second time it is `gone`. `at_once`: the
        fault was the connection's or the server's, so the next run tries again without a pause.
        """
        rows = self.execute(
            "SELECT attempts, state, problem FROM urls WHERE site = ? AND id = ?",
            (self.site, key),
        )
        attempts, state, last_problem = rows[0] if rows else (0, "failed", None)
        attempts += 1
        now = self.now()
        next_at: int | None = next_retry(attempts, now, self._retries)
        if at_once and attempts == 1:
            next_at = now
        if is_missing and last_problem == problem:
            state, next_at = "gone", None
        elif self.article(key) is not None:
            state = "done"
        else:
            state = "failed"
        self.execute(
            "UPDATE urls SET state = ?, attempts = ?, next_at = ?, problem = ? "
            "WHERE site = ? AND id = ?",
            (state, attempts, next_at, problem[:200], self.site, key),
        )
        return int(attempts)

    def unchanged(self, key: str) -> None:
        """A recheck found nothing new."""
        now = self.now()
        known = self.article(key)
        first = known.fetched_at if known else now
        self.execute(
            "UPDATE articles SET checked_at = ? WHERE site = ? AND id = ?",
            (now, self.site, key),
        )
        self.execute(
            "UPDATE urls SET state = 'done', attempts = 0, problem = NULL, next_at = ? "
            "WHERE site = ? AND id = ?",
            (next_recheck(first, now, self._rechecks), self.site, key),
        )

    def delivered(self, delivery: Delivery) -> None:
        """An article's line is written; `commit` follows once it is on disk."""
        key = (self.site, delivery.id)
        number = number_of(delivery.id)
        self.execute(
            "INSERT INTO articles (site, id, number, revision, content_hash, section, "
            "published_at, fetched_at, checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (site, id) DO UPDATE SET "
            "revision = excluded.revision, section = excluded.section, "
            "content_hash = excluded.content_hash, published_at = excluded.published_at, "
            "checked_at = excluded.checked_at",
            (
                *key,
                number,
                delivery.revision,
                delivery.content_hash,
                delivery.section,
                delivery.published_at,
                delivery.fetched_at,
                delivery.fetched_at,
            ),
        )
        self.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*key, delivery.revision, delivery.content_hash, delivery.fetched_at),
        )
        self.remember_validators(delivery.id, delivery.etag, delivery.last_modified)
        first = delivery.fetched_at
        if delivery.revision > 1 and (known := self.article(delivery.id)) is not None:
            first = known.fetched_at
        now = self.now()
        self.execute(
            "INSERT INTO urls (site, id, number, edition, section, state, next_at, discovered_at) "
            "VALUES (?, ?, ?, ?, ?, 'done', ?, ?) ON CONFLICT (site, id) DO UPDATE SET "
            "state = 'done', attempts = 0, problem = NULL, next_at = excluded.next_at",
            (
                *key,
                number,
                delivery.edition,
                delivery.section,
                next_recheck(first, now, self._rechecks),
                now,
            ),
        )

    def remember_validators(self, key: str, etag: str | None, last_modified: str | None) -> None:
        if etag or last_modified:
            self.execute(
                "INSERT INTO validators VALUES (?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET "
                "etag = excluded.etag, last_modified = excluded.last_modified",
                (self.site, key, etag, last_modified),
            )

    def link(self, source: str, targets: Mapping[str, Sequence[str]]) -> None:
        """The links of an article: titled block -> ids, in page order."""
        now = self.now()
        self.execute_many(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (self.site, source, target, block, position, now)
                for block, ids in targets.items()
                for position, target in enumerate(ids, 1)
            ],
        )


def number_of(key: str) -> int:
    """The number that an id is; 0 for an id that is none, or a longer one than a database takes."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0

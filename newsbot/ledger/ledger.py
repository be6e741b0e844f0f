"""The ledger: what is known of every article, and what is still to do.

All changes go into one open transaction, which `commit` ends. The feed exporter calls it, at most
a second or a hundred articles apart, after the lines of the feed are on disk.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.ledger.database import open_database
from newsbot.ledger.memory import Due, Key
from newsbot.ledger.pauses import next_recheck, next_retry
from newsbot.report.stopwatch import Stopwatch

logger = logging.getLogger(__name__)

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

    edition: str
    number: int
    section: str
    revision: int
    content_hash: str
    published_at: str | None
    fetched_at: int
    etag: str | None = None
    last_modified: str | None = None


class Ledger:
    """Opens the file at `path`; `clock` tells the time in seconds since 1970.

    Raises RunError (see `open_database`). After an error of the database while the run goes on,
    `on_failure` is called once, every further change is ignored, and the next run repairs.
    """

    def __init__(
        self,
        path: Path,
        *,
        rechecks: Sequence[int],
        retries: Sequence[int],
        clock: Callable[[], float],
    ) -> None:
        self.path = path
        self._rechecks = tuple(rechecks)
        self._retries = tuple(retries)
        self._clock = clock
        self._connection = open_database(path)
        self._in_transaction = False
        self.failure: sqlite3.Error | None = None
        self.on_failure: Callable[[sqlite3.Error], object] = str
        self.run_id = 0
        self.watch = Stopwatch()
        self.started_at = self.now()

    def now(self) -> int:
        return int(self._clock())

    # The database

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Runs one statement in the open transaction and returns its rows."""
        return self._run(sql, values)[0]

    def _run(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], int]:
        """The rows that a statement finds, and how many it changed."""
        if self.failure is not None:
            return [], 0
        try:
            self._begin()
            with self.watch("ledger"):
                cursor = self._connection.execute(sql, values)
                return cursor.fetchall(), cursor.rowcount
        except sqlite3.Error as error:
            self._fail(error)
            return [], 0

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement for each of the rows, in the open transaction."""
        if self.failure is not None or not rows:
            return
        try:
            self._begin()
            with self.watch("ledger"):
                self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            self._fail(error)

    def _begin(self) -> None:
        if not self._in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
            self._in_transaction = True

    def commit(self) -> None:
        """Ends the open transaction. The caller has made sure that the feed is on disk."""
        if self.failure is not None or not self._in_transaction:
            return
        try:
            with self.watch("ledger"):
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._fail(error)
        self._in_transaction = False

    def roll_back(self) -> None:
        """Leaves out everything since the last commit: the feed has not got it."""
        if self._in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            self._in_transaction = False

    def _fail(self, error: sqlite3.Error) -> None:
        self.failure = error
        logger.error("The ledger %s failed: %s", self.path, error)
        self.on_failure(error)

    def close(self) -> None:
        """Leaves out what was not committed."""
        self._connection.close()

    # Runs

    def start_run(self, arguments: dict[str, Any]) -> None:
        self.started_at = self.now()
        self.execute(
            "INSERT INTO runs (started_at, pid, arguments) VALUES (?, ?, ?)",
            (self.started_at, os.getpid(), json.dumps(arguments, ensure_ascii=False)),
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

    def is_known(self, key: Key) -> bool:
        """Whether an article need not be fetched now: delivered, gone, or failed a moment ago."""
        row = self.execute(
            "SELECT 1 FROM urls WHERE edition = ? AND number = ? AND (state IN ('done', 'gone') "
            "OR (state = 'failed' AND next_at > ?))",
            (key[0], int(key[1]), self.started_at),
        )
        return bool(row)

    def article(self, key: Key) -> Known | None:
        rows = self.execute(
            "SELECT revision, content_hash, fetched_at FROM articles "
            "WHERE edition = ? AND number = ?",
            (key[0], int(key[1])),
        )
        return Known(*rows[0]) if rows else None

    def has_articles(self) -> bool:
        return bool(self.execute("SELECT 1 FROM articles LIMIT 1"))

    def validators(self, key: Key) -> Validators | None:
        rows = self.execute(
            "SELECT etag, last_modified FROM validators WHERE edition = ? AND number = ?",
            (key[0], int(key[1])),
        )
        return Validators(*rows[0]) if rows else None

    def due(self, editions: Iterable[str], sections: Iterable[str] = ()) -> Iterator[Due]:
        """What is to be fetched in this run, newest first; failures of this run are left out.

        Read in chunks, each when it is asked for: what is delivered meanwhile is not named again.
        """
        last = 1 << 62
        editions, sections = list(editions), list(sections)
        marks = ",".join("?" * len(editions))
        limits = f"AND section IN ({','.join('?' * len(sections))})" if sections else ""
        while True:
            rows = self.execute(
                # Only the number of placeholders is put in; every value is bound.
                "SELECT edition, number, section, state FROM urls "  # noqa: S608
                f"WHERE next_at <= ? AND number < ? AND edition IN ({marks}) {limits} "
                "ORDER BY number DESC LIMIT ?",
                (self.started_at, last, *editions, *sections, _CHUNK),
            )
            if not rows:
                return
            yield from (Due(*row) for row in rows if row[1] != rows[-1][1] or len(rows) < _CHUNK)
            # The last number of a full chunk may go on in another edition: it is read again.
            last = rows[-1][1] + (1 if len(rows) == _CHUNK else 0)

    # What happens

    def queue(self, edition: str, number: int, section: str) -> None:
        """An article was discovered."""
        self.execute(
            "INSERT INTO urls (edition, number, section, state, next_at, discovered_at) "
            "VALUES (?, ?, ?, 'queued', 0, ?) ON CONFLICT DO NOTHING",
            (edition, number, section, self.now()),
        )

    def fetching(self, key: Key) -> bool:
        """A request for an article goes out. Returns whether it is surely not delivered yet."""
        _, changed = self._run(
            "UPDATE urls SET state = 'fetching' "
            "WHERE edition = ? AND number = ? AND state IN ('queued', 'failed')",
            (key[0], int(key[1])),
        )
        return changed > 0

    def failed(
        self, key: Key, problem: str, *, is_missing: bool = False, at_once: bool = False
    ) -> int:
        """An article could not be read. Returns how often in a row.

        `is_missing`: the site says that there is none; the second time it is `gone`. `at_once`: the
        fault was the connection's or the server's, so the next run tries again without a pause.
        """
        rows = self.execute(
            "SELECT attempts, state, problem FROM urls WHERE edition = ? AND number = ?",
            (key[0], int(key[1])),
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
            "WHERE edition = ? AND number = ?",
            (state, attempts, next_at, problem[:200], key[0], int(key[1])),
        )
        return int(attempts)

    def unchanged(self, key: Key) -> None:
        """A recheck found nothing new."""
        now = self.now()
        known = self.article(key)
        first = known.fetched_at if known else now
        self.execute(
            "UPDATE articles SET checked_at = ? WHERE edition = ? AND number = ?",
            (now, key[0], int(key[1])),
        )
        self.execute(
            "UPDATE urls SET state = 'done', attempts = 0, problem = NULL, next_at = ? "
            "WHERE edition = ? AND number = ?",
            (next_recheck(first, now, self._rechecks), key[0], int(key[1])),
        )

    def delivered(self, delivery: Delivery) -> None:
        """An article's line is written; `commit` follows once it is on disk."""
        key = (delivery.edition, delivery.number)
        self.execute(
            "INSERT INTO articles (edition, number, revision, content_hash, section, published_at, "
            "fetched_at, checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET revision = excluded.revision, section = excluded.section, "
            "content_hash = excluded.content_hash, published_at = excluded.published_at, "
            "checked_at = excluded.checked_at",
            (
                *key,
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
        self.remember_validators(
            (delivery.edition, str(delivery.number)), delivery.etag, delivery.last_modified
        )
        first = delivery.fetched_at
        if delivery.revision > 1 and (known := self.article((key[0], str(key[1])))) is not None:
            first = known.fetched_at
        now = self.now()
        self.execute(
            "INSERT INTO urls (edition, number, section, state, next_at, discovered_at) "
            "VALUES (?, ?, ?, 'done', ?, ?) ON CONFLICT DO UPDATE SET "
            "state = 'done', attempts = 0, problem = NULL, next_at = excluded.next_at",
            (*key, delivery.section, next_recheck(first, now, self._rechecks), now),
        )

    def remember_validators(self, key: Key, etag: str | None, last_modified: str | None) -> None:
        if etag or last_modified:
            self.execute(
                "INSERT OR REPLACE INTO validators VALUES (?, ?, ?, ?)",
                (key[0], int(key[1]), etag, last_modified),
            )

    def link(self, edition: str, source: int, targets: Mapping[str, Sequence[int]]) -> None:
        """The links of an article: titled block -> numbers, in page order."""
        now = self.now()
        self.execute_many(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (edition, source, target, block, position, now)
                for block, numbers in targets.items()
                for position, target in enumerate(numbers, 1)
            ],
        )

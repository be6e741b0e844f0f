"""The store in a file of this machine: SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newsbot.ledger.database import cure_of, damaged, open_database, tells_damage
from newsbot.ledger.lock import Lock
from newsbot.ledger.rows import Table
from newsbot.ledger.store import Store
from newsbot.stopwatch import Stopwatch


class SqliteStore(Store):
    """Raises RunError (see `open_database`)."""

    errors = (sqlite3.Error,)

    def __init__(self, path: Path, site: str, watch: Stopwatch | None = None) -> None:
        super().__init__(site, watch)
        self.path = path
        self.locks: Sequence[Lock] = ()
        """Those without which another run may have begun meanwhile: nothing is committed then."""
        self._connection = open_database(path)

    def _ask(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def _ask_many(self, table: Table[Any], keys: list[str]) -> list[Any]:
        sql = f"{table.select_by_first} IN (SELECT value FROM json_each(?))"  # noqa: S608
        return self._ask(sql, (self.site, json.dumps(keys)))

    def _write(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with self._transaction():
            return self._connection.execute(sql, values).fetchall()

    def _commit(self, *, durable: bool) -> None:
        self._check_locks()
        if self._changed:
            with self._transaction(durable=durable):
                for sql, rows in self._changes(self._changed):
                    self._connection.executemany(sql, rows)

    def _check_locks(self) -> None:
        for lock in self.locks:
            if not lock.is_there:
                self.fail(
                    f"somebody removed the lock {lock.path} while the run worked under it, so that "
                    "another one may have begun; leave such files where they are. "
                    "The next run takes over what the feed has and goes on"
                )

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _transaction(self, *, durable: bool = False) -> Iterator[None]:
        if durable:
            self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        if durable:
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def explain(self, error: Exception) -> str:
        if tells_damage(error):
            return damaged(self.path, str(error))
        cure = cure_of(error) or "free the disk, or see whether it fails"
        return (
            f"the ledger {self.path} cannot be written ({error}): {cure}. "
            "The next run takes over what the feed has and goes on"
        )

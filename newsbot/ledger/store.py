"""The tables of one site as this run sees them: what is in the database, and its own changes.

The changes wait in memory until `commit` writes all of them in one short transaction, so that the
runs of several sites can share a file: none of them keeps the others waiting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, cast

from newsbot.errors import LedgerError
from newsbot.ledger.database import cure_of, damaged, open_database, primary_code
from newsbot.ledger.rows import Row, Table
from newsbot.stopwatch import Stopwatch

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Store:
    """Raises RunError (see `open_database`).

    After an error of the database `on_failure` is called once, with a sentence for a person; that
    call and all later ones raise LedgerError, and nothing more is committed.
    """

    def __init__(self, path: Path, site: str, watch: Stopwatch | None = None) -> None:
        self.path = path
        self.site = site
        self.failure: str | None = None
        self.on_failure: Callable[[str], object] = str
        self._watch = watch or Stopwatch()
        self._connection = open_database(path)
        self._rows: dict[Table[Any], dict[tuple[Any, ...], Any]] = {}
        self._changed: dict[Table[Any], dict[tuple[Any, ...], None]] = {}

    # Rows by their key

    def get(self, table: Table[Row], *key: Any) -> Row | None:
        """The row with this key; None where there is none."""
        rows = self._rows.setdefault(table, {})
        if key not in rows:
            found = self.ask(table.select, (self.site, *key))
            rows[key] = table.row(*found[0]) if found else None
        return cast("Row | None", rows[key])

    def put(self, table: Table[Row], row: Row) -> None:
        """Adds the row, or replaces the one with its key; see `Table.keeps_first`."""
        key = row[: table.key]
        rows = self._rows.setdefault(table, {})
        if table.keeps_first and rows.get(key) is not None:
            return
        rows[key] = row
        self._changed.setdefault(table, {})[key] = None

    def delete(self, table: Table[Any], *key: Any) -> None:
        self._rows.setdefault(table, {})[key] = None
        self._changed.setdefault(table, {})[key] = None

    def all(self, table: Table[Row]) -> list[Row]:
        """All rows of a small table."""
        found = (table.row(*row) for row in self.ask(table.select_all, (self.site,)))
        rows: dict[tuple[Any, ...], Row | None] = {row[: table.key]: row for row in found}
        for key in self._changed.get(table, ()):
            rows[key] = self._rows[table][key]
        return [row for row in rows.values() if row is not None]

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows that a question finds; what waits for the next commit is not among them."""
        with self._guarded():
            return self._connection.execute(sql, values).fetchall()

    # All together

    def write(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Runs one statement in a transaction of its own and returns its rows."""
        with self._guarded(), self._transaction():
            return self._connection.execute(sql, values).fetchall()

    def commit(self, *, durable: bool = False) -> None:
        """Writes all changes. The caller has made sure that the feed is on disk.

        A power cut may take back the last commits, up to the last one that was `durable`.
        """
        with self._guarded():
            if self._changed:
                with self._transaction(durable=durable):
                    self._write_changes()
        self.roll_back()

    def roll_back(self) -> None:
        """Forgets everything since the last commit."""
        self._rows.clear()
        self._changed.clear()

    def close(self) -> None:
        """Leaves out what was not committed."""
        self._connection.close()

    def _write_changes(self) -> None:
        for table, keys in self._changed.items():
            rows = self._rows[table]
            gone = [key for key in keys if rows[key] is None]
            kept = [rows[key] for key in keys if rows[key] is not None]
            self._many(table.delete, gone)
            self._many(table.write, kept)

    def _many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(sql, ((self.site, *row) for row in rows))

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

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        if self.failure is not None:
            raise LedgerError(self.failure)
        try:
            with self._watch("ledger"):
                yield
        except sqlite3.Error as error:
            self._fail(error)

    def _fail(self, error: sqlite3.Error) -> NoReturn:
        if primary_code(error) in _DAMAGE:
            self.failure = damaged(self.path, str(error))
        else:
            cure = cure_of(error) or "free the disk, or see whether it fails"
            self.failure = (
                f"the ledger {self.path} cannot be written ({error}): {cure}. "
                "The next run takes over what the feed has and goes on"
            )
        self.on_failure(self.failure)
        raise LedgerError(self.failure) from error

"""The tables of one site as this run sees them: what is in the database, and its own changes.

The changes wait in memory until `commit` writes all of them in one short transaction, so that the
runs of several sites can share a database: none of them keeps the others waiting.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeAlias

from newsbot.errors import LedgerError
from newsbot.ledger.rows import Row, Table
from newsbot.stopwatch import Stopwatch

Key: TypeAlias = tuple[Any, ...]
Keys: TypeAlias = dict[Table[Any], dict[Key, None]]


class Store(ABC):
    """Two are made of it, one for each database: `newsbot.ledger.stores.open_store`.

    After an error of the database `on_failure` is called once, with a sentence for a person; that
    call and all later ones raise LedgerError, and nothing more is committed.
    """

    errors: tuple[type[Exception], ...]
    """What the database raises."""

    def __init__(self, site: str, watch: Stopwatch | None = None) -> None:
        self.site = site
        self.failure: str | None = None
        self.on_failure: Callable[[str], object] = str
        self._watch = watch or Stopwatch()
        self._rows: dict[Table[Any], dict[Key, Any]] = {}
        self._changed: Keys = {}

    # What the database does

    @abstractmethod
    def _ask(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """The rows of a question."""

    @abstractmethod
    def _ask_many(self, table: Table[Any], keys: list[str]) -> list[Any]:
        """The rows of a table with one key column that have one of these keys."""

    @abstractmethod
    def _write(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """The rows of a statement in a transaction of its own."""

    @abstractmethod
    def _commit(self, *, durable: bool) -> None:
        """Writes what has changed in one transaction."""

    @abstractmethod
    def explain(self, error: Exception) -> str:
        """An error of the database in a sentence that says what to do."""

    @abstractmethod
    def close(self) -> None:
        """Leaves out what was not committed."""

    # Rows by their key

    def get(self, table: Table[Row], *key: Any) -> Row | None:
        """The row with this key; None where there is none."""
        rows = self._rows.setdefault(table, {})
        if key not in rows:
            found = self.ask(table.select, (self.site, *key))
            rows[key] = table.row(*found[0]) if found else None
        known: Row | None = rows[key]
        return known

    def foresee(self, table: Table[Any], keys: Collection[str], rest: Table[Any]) -> None:
        """Many rows will be asked for by their keys: until the next commit they are at hand.

        What has no row in the table has none in `rest` either.
        """
        expected = Expected(self._rows, table, keys, rest)
        if expected.missing:
            with self._guarded():
                found = self._ask_many(table, expected.missing)
            expected.fill(found)

    # While the run goes on: a database far away may take its time

    async def foresee_behind(
        self, table: Table[Any], keys: Collection[str], rest: Table[Any]
    ) -> None:
        """As `foresee`; one row alone is asked for when it is needed, which it may never be."""
        if len(keys) > 1:
            self.foresee(table, keys, rest)

    async def ask_behind(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """As `ask`."""
        return self.ask(sql, values)

    async def answers(self) -> None:  # noqa: B027 - one in this process always does
        """Returns when the database answers: what is asked now does not keep the run waiting."""

    # One by one

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
        rows: dict[Key, Row | None] = {row[: table.key]: row for row in found}
        for key in self._unwritten(table):
            rows[key] = self._rows[table][key]
        return [row for row in rows.values() if row is not None]

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows that a question finds; what waits for the next commit is not among them."""
        with self._guarded():
            return self._ask(sql, values)

    # All together

    def write(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Runs one statement in a transaction of its own and returns its rows."""
        with self._guarded():
            return self._write(sql, values)

    def commit(self, *, durable: bool = False) -> None:
        """Writes all changes. The caller has made sure that the feed is on disk.

        A power cut may take back the last commits, up to the last one that was `durable`.
        """
        with self._guarded():
            self._commit(durable=durable)
        self.roll_back()

    def roll_back(self) -> None:
        """Forgets everything since the last commit."""
        self._rows.clear()
        self._changed.clear()

    def _unwritten(self, table: Table[Any]) -> Collection[Key]:
        """The keys of the changes that the database has not got yet."""
        return self._changed.get(table, {})

    def _changes(self, keys: Keys) -> Iterator[tuple[str, list[Key]]]:
        """Statements, each with the rows or keys that it is to be run with, site first."""
        for table, changed in keys.items():
            rows = self._rows[table]
            gone = [(self.site, *key) for key in changed if rows[key] is None]
            kept = [(self.site, *rows[key]) for key in changed if rows[key] is not None]
            if gone:
                yield table.delete, gone
            if kept:
                yield table.write, kept

    @contextmanager
    def _guarded(self, *, waits: bool = False) -> Iterator[None]:
        if self.failure is not None:
            raise LedgerError(self.failure)
        try:
            with self._watch.waiting("ledger") if waits else self._watch("ledger"):
                yield
        except self.errors as error:
            self.fail(self.explain(error), error)

    def fail(self, sentence: str, error: Exception | None = None) -> NoReturn:
        """Nothing more is answered or committed."""
        if self.failure is None:
            self.failure = sentence
            self.on_failure(sentence)
        raise LedgerError(self.failure) from error


class Expected:
    """Rows that will be asked for, and where they are to be kept.

    The place is that of the beginning: what a commit drops while the database is asked must not
    come back as it was.
    """

    def __init__(
        self,
        rows: dict[Table[Any], dict[Key, Any]],
        table: Table[Any],
        keys: Collection[str],
        rest: Table[Any],
    ) -> None:
        self._table = table
        self._rows = rows.setdefault(table, {})
        self._beside = rows.setdefault(rest, {})
        self.missing = [key for key in keys if (key,) not in self._rows]

    def fill(self, found: list[Any]) -> None:
        """With rows of the database; what was noted meanwhile stays."""
        for row in found:
            self._rows.setdefault(row[: self._table.key], self._table.row(*row))
        for key in self.missing:
            if self._rows.setdefault((key,), None) is None:
                self._beside.setdefault((key,), None)

"""Crawls on a ledger that fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from crawling import Run, crawl
from newsbot.ledger import database, sqlite_store
from replica import ReplicaServer

LOCKED = ""
"""The file is as it is: somebody else may hold it. It is waited for less long than in earnest."""
READ_ONLY = "read-only"
"""The file may not be written. (Its mode would not do: root may write all the same.)"""


def failing_crawl(
    server: ReplicaServer,
    folder: Path,
    fault: str,
    *options: str,
    settings: Mapping[str, object] | None = None,
) -> Run:
    """A crawl whose ledger has a fault: one of the above, or `4 INSERT INTO links`.

    That fails the fourth statement which begins so, and only this one, as a lock does that is gone
    a moment later.
    """
    return crawl(server, folder, *options, settings=settings, prepare=partial(give_fault, fault))


class FailingOnce:
    """A connection of which statement number `fails_at`, of those that begin so, fails."""

    def __init__(self, connection: sqlite3.Connection, fails_at: int, beginning: str) -> None:
        self._connection = connection
        self._left = fails_at
        self._beginning = beginning

    def _count(self, sql: str) -> None:
        self._left -= sql.startswith(self._beginning)
        if self._left == 0:
            self._left = -1
            raise sqlite3.OperationalError("disk I/O error")

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self._count(sql)
        return self._connection.execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> sqlite3.Cursor:
        self._count(sql)
        return self._connection.executemany(sql, rows)

    def close(self) -> None:
        self._connection.close()


def give_fault(fault: str) -> None:
    """Gives this process a ledger with the fault."""
    database._BUSY_SECONDS = 0.05
    sqlite_store.open_database = partial(_open_faulty, fault)  # type: ignore[attr-defined]


def _open_faulty(fault: str, path: Path) -> Any:
    if fault == READ_ONLY:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection = database.open_database(path)
    if fault == LOCKED:
        return connection
    count, _, beginning = fault.partition(" ")
    return FailingOnce(connection, int(count), beginning)

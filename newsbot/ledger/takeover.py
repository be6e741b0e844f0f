"""Taking over the ledger of an older newsbot, with a copy of it kept beside."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from newsbot.disk import sync
from newsbot.ledger.lock import Lock
from newsbot.ledger.rows import without_secrets

_LOCK = "newsbot"
"""The lock of version 1, on the whole folder."""


def copy_of(path: Path, version: int) -> Path:
    """Where the ledger at `path` is kept as it was under `version`."""
    return path.with_name(f"{path.name}.v{version}")


def take_over(
    connection: sqlite3.Connection, path: Path, version: int, new: int, schema: str, step: str
) -> None:
    """Leads the open ledger at `path` from `version` to `new`.

    `schema` is the SQL of the new tables, `step` that which fills them from the old ones, whose
    names begin with `old_`. All or nothing: a process that dies here leaves the ledger as it was.
    Raises BusyError while a run of an older newsbot works on it, sqlite3.Error and OSError.
    """
    lock = Lock(path.parent, _LOCK)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != version:
            connection.execute("ROLLBACK")  # somebody else was quicker
            return
        _keep(path, version)
        _put_aside(connection)
        for statement in statements(f"{schema}\n{step}"):
            connection.execute(statement)
        _forget_secrets(connection)
        connection.execute(f"PRAGMA user_version = {new}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        lock.release()


def _keep(path: Path, version: int) -> None:
    """A whole copy, or none. One of an earlier time is replaced: this one knows more."""
    copy = copy_of(path, version)
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    address = f"file:{quote(str(path))}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
    shutil.copymode(path, part)
    sync(part)
    part.replace(copy)
    sync(path.parent)


def _put_aside(connection: sqlite3.Connection) -> None:
    """Gives the old tables other names. An index would keep its name, which the new ones take."""
    named = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name in named:
        change = f"ALTER TABLE {name} RENAME TO old_{name}" if kind == "table" else None
        connection.execute(change or f"DROP INDEX {name}")


def statements(sql: str) -> list[str]:
    """The statements of a script one by one: `executescript` would commit before the first."""
    found, open_part = [], ""
    for line in sql.splitlines(keepends=True):
        open_part += line
        if sqlite3.complete_statement(open_part):
            found.append(open_part)
            open_part = ""
    return found


def _forget_secrets(connection: sqlite3.Connection) -> None:
    """Version 1 kept the addresses of remote feeds with their passwords."""
    for table, column in (("feeds", "path"), ("backlog", "feed")):
        names = connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()  # noqa: S608
        for (name,) in names:
            if (bare := without_secrets(name)) != name:
                connection.execute(
                    f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?",  # noqa: S608
                    (bare, name),
                )


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version

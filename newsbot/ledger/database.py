"""Opening the ledger's SQLite file: created, migrated, or refused and left untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from newsbot.errors import ConfigurationError, RunError

APPLICATION_ID = 0x6E657773
"""`news`, in the header of the file: https://www.sqlite.org/pragma.html#pragma_application_id"""
VERSION = 2
"""The version of `schema.sql`."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_VERSION_AT, _APPLICATION_AT = 60, 68
_BUSY_SECONDS = 5.0


def open_database(path: Path) -> sqlite3.Connection:
    """The ledger at `path`, made where there is none.

    Raises ConfigurationError for a file that is corrupt, of another program or of a newer newsbot;
    such a file is not touched. Raises RunError where the folder cannot be written.
    """
    _refuse_foreign(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "disk image" not in str(error):
            raise _unusable(path, error) from error
        raise ConfigurationError(_corrupt(path, str(error))) from error
    except RunError:
        connection.close()
        raise
    return connection


def _unusable(path: Path, error: Exception) -> RunError:
    return RunError(
        f"the ledger {path} cannot be opened ({error}); "
        "is its folder writable, and the disk not full?"
    )


def _corrupt(path: Path, why: str) -> str:
    return (
        f"the ledger {path} cannot be read ({why}); it was left as it is. Restore it from a "
        "backup, or move it away: the next run then takes over what the feed already has"
    )


def _refuse_foreign(path: Path) -> None:
    """Looks at the first bytes only: opening a database may already write to it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(path, error) from error
    if not header or _is_unfinished(path):
        return
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ConfigurationError(_corrupt(path, "it is no SQLite file"))
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")
    _check(path, application, version)


def _is_unfinished(path: Path) -> bool:
    """Whether SQLite has to roll back or forward before the file says what it is."""
    return any(
        side.exists() and side.stat().st_size > 0
        for side in (path.with_name(f"{path.name}-journal"), path.with_name(f"{path.name}-wal"))
    )


def _check(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise ConfigurationError(
            f"{path} is no ledger of newsbot but a database of another program; it was left as it "
            "is. Name another file with NEWSBOT_LEDGER"
        )
    if version > VERSION:
        raise ConfigurationError(
            f"the ledger {path} is of a newer newsbot (version {version}, this one knows "
            f"{VERSION}); it was left as it is. Update newsbot"
        )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    application = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not tables and not application and not version:
        _create(connection)
    else:
        _check(path, application, version)
        _migrate(connection, version)
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL may lose the last commits in a power cut, never more, and never corrupts.
    # The feed is on disk before each commit, and recovery takes over what the ledger lacks.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("SELECT count(*) FROM runs").fetchone()


def _create(connection: sqlite3.Connection) -> None:
    """All or nothing: a process that dies here leaves an empty file."""
    connection.executescript(
        f"BEGIN IMMEDIATE; {_sql('schema.sql')}\n"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
    )


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """All or nothing: a process that dies here leaves the ledger as it was."""
    if version == VERSION:
        return
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    indexes = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    aside = [f"ALTER TABLE {name} RENAME TO old_{name};" for (name,) in tables]
    aside += [f"DROP INDEX {name};" for (name,) in indexes]
    connection.executescript(
        f"BEGIN IMMEDIATE; {' '.join(aside)} {_sql('schema.sql')}\n"
        f"{_sql(f'version_{version}.sql')}\nPRAGMA user_version = {VERSION}; COMMIT;"
    )
    with closing(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")) as cursor:
        cursor.fetchall()


def _sql(name: str) -> str:
    return files("newsbot.ledger").joinpath(name).read_text(encoding="utf-8")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value

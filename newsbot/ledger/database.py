"""Opening the ledger's SQLite file: created, migrated, or refused and left untouched."""

from __future__ import annotations

import os
import sqlite3
from importlib.resources import files
from pathlib import Path
from shlex import quote

from newsbot.errors import ConfigurationError, RunError
from newsbot.ledger.lock import make_private
from newsbot.ledger.takeover import statements, take_over

APPLICATION_ID = 0x6E657773
"""`news`, in the header of the file: https://www.sqlite.org/pragma.html#pragma_application_id"""
VERSION = 2
"""The version of `schema.sql`."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_VERSION_AT, _APPLICATION_AT = 60, 68
_BUSY_SECONDS = 5.0
_CURES = {
    sqlite3.SQLITE_BUSY: "another program holds it, end that one",
    sqlite3.SQLITE_READONLY: "make it and its folder writable",
}
"""What to do, by the code of an error."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF
"""The part of an error code that says what kind it is."""


def open_database(path: Path) -> sqlite3.Connection:
    """The ledger at `path`, made where there is none.

    Raises ConfigurationError for a file that is corrupt, of another program or of a newer newsbot;
    such a file is not touched. Raises RunError where the folder cannot be written.
    """
    _refuse_foreign(path)
    _refuse_orphans(path)
    try:
        make_private(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "disk image" not in str(error):
            raise _unusable(path, error) from error
        raise ConfigurationError(damaged(path, str(error))) from error
    except OSError as error:
        connection.close()
        raise _unusable(path, error) from error
    except RunError:
        connection.close()
        raise
    return connection


def _unusable(path: Path, error: Exception) -> RunError:
    cure = cure_of(error) or "free the disk, or make the folder writable"
    return RunError(f"the ledger {path} cannot be opened ({error}): {cure}")


def _primary_code(error: Exception) -> int:
    """Of an error of SQLite: https://www.sqlite.org/rescode.html"""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & _PRIMARY


def cure_of(error: Exception) -> str | None:
    """What a person has to do about an error; None where it may be one of many things."""
    return _CURES.get(_primary_code(error))


def tells_damage(error: Exception) -> bool:
    """Whether the file itself is what is wrong."""
    return _primary_code(error) in _DAMAGE


def damaged(path: Path, why: str) -> str:
    """What a person is told of a ledger that cannot be read."""
    away = path.with_name("damaged")
    return (
        f"the ledger {path} is damaged ({why}); it was left as it is. Put a backup in its place, "
        f"or move it away: mkdir -p {quote(str(away))} && mv {quote(str(path))}* "
        f"{quote(str(away))}; the next run then takes over what the feeds have"
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
        raise ConfigurationError(damaged(path, "it is no SQLite file"))
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")
    _check(path, application, version)


def _refuse_orphans(path: Path) -> None:
    """SQLite would play what they hold into a new file, which it is not about."""
    if path.exists():
        return
    for side in filter(Path.exists, _sides(path)):
        raise ConfigurationError(
            f"{side} stands without the ledger that it belongs to. Put {path.name} back beside it, "
            "or move it away as well: a ledger is those files together"
        )


def _sides(path: Path) -> list[Path]:
    """The files in which SQLite keeps what is not in the ledger's own yet."""
    return [path.with_name(f"{path.name}-{end}") for end in ("wal", "journal")]


def _is_unfinished(path: Path) -> bool:
    """Whether SQLite has to roll back or forward before the file says what it is."""
    return any(side.exists() and side.stat().st_size > 0 for side in _sides(path))


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
    if _is_empty(connection):
        _create(connection)
    version = _pragma(connection, "user_version")
    _check(path, _pragma(connection, "application_id"), version)
    if version < VERSION:
        step = _sql(f"version_{version}.sql")
        take_over(connection, path, version, VERSION, _sql("schema.sql"), step)
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL may lose the last commits in a power cut, never more, and never corrupts.
    # The feed is on disk before each commit, and recovery takes over what the ledger lacks.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("SELECT count(*) FROM runs").fetchone()


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    marks = (_pragma(connection, name) for name in ("application_id", "user_version"))
    return not tables and not any(marks)


def _create(connection: sqlite3.Connection) -> None:
    """All or nothing: a process that dies here leaves an empty file."""
    connection.execute("BEGIN IMMEDIATE")
    if not _is_empty(connection):
        connection.execute("ROLLBACK")  # the run of another site was quicker
        return
    for statement in statements(_sql("schema.sql")):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _sql(name: str) -> str:
    return files("newsbot.ledger").joinpath(name).read_text(encoding="utf-8")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value

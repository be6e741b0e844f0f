"""Looking into a ledger from beside a run: nothing is locked, nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import quote

from newsbot.errors import ConfigurationError
from newsbot.ledger.database import APPLICATION_ID, VERSION
from newsbot.ledger.stores import need_psycopg


class Reader(Protocol):
    """What questions need of a connection; SQLite's and PostgreSQL's both have it."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Any: ...

    def close(self) -> None: ...


def read_ledger(place: Path | str) -> Reader:
    """A connection that cannot change a ledger, and sees it as it is at one moment.

    Raises ConfigurationError where there is no ledger, or one that this newsbot cannot read, and
    RunError where its database cannot be reached.
    """
    if isinstance(place, Path):
        return cast("Reader", read_database(place))
    need_psycopg()
    from newsbot.ledger.postgres import look_into

    return look_into(place)


def read_errors() -> tuple[type[Exception], ...]:
    """What a `Reader` raises."""
    if find_spec("psycopg") is None:
        return (sqlite3.Error,)
    from psycopg import Error

    return (sqlite3.Error, Error)


def folder_of(ledger: Reader) -> Path | None:
    """Where the file of a ledger lies; None for a database that several machines share."""
    if not isinstance(ledger, sqlite3.Connection):
        return None
    # Behind it there may be one for what is temporary: SQLite opens it for a question that sorts.
    path = ledger.execute("PRAGMA database_list").fetchone()[2]
    return Path(path).parent


def read_database(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the ledger at `path`, and sees it as it is at one moment.

    Raises ConfigurationError where there is no ledger, or one that this newsbot cannot read.
    """
    if not path.is_file():
        raise ConfigurationError(
            f"there is no ledger at {path}: no run has worked there yet. "
            "Name another place with -s NEWSBOT_DATA_DIR=... or NEWSBOT_LEDGER"
        )
    try:
        return _checked(path, "mode=ro")
    except sqlite3.OperationalError:
        # The folder is read-only: SQLite cannot make the file by which readers agree with writers,
        # and nobody writes there.
        try:
            return _checked(path, "mode=ro&immutable=1")
        except sqlite3.Error as error:
            raise ConfigurationError(f"the ledger {path} cannot be read ({error})") from error
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(f"the ledger {path} cannot be read ({error})") from error


def _checked(path: Path, options: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?{options}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        connection.close()
        raise
    if application != APPLICATION_ID or version != VERSION:
        connection.close()
        if application == APPLICATION_ID and version < VERSION:
            raise ConfigurationError(
                f"the ledger {path} is of an older newsbot; the next run takes it over"
            )
        raise ConfigurationError(f"{path} is no ledger of this version of newsbot")
    connection.execute("BEGIN")
    return connection

"""All rows of a ledger, from one store to the other; the records come along with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsbot.errors import ConfigurationError, RunError
from newsbot.ledger.rows import (
    ARTICLES,
    FACTS,
    GAPS,
    LINKS,
    LISTINGS,
    PLACES,
    REVISIONS,
    URLS,
    VALIDATORS,
    Table,
)

if TYPE_CHECKING:
    from newsbot.ledger.beside import Reader

_TABLES: tuple[Table[Any], ...] = (
    URLS,
    PLACES,
    ARTICLES,
    REVISIONS,
    LINKS,
    LISTINGS,
    GAPS,
    VALIDATORS,
    FACTS,
)
"""Not those of files of this machine: what is confirmed of feeds, and what is owed to them."""
_RUNS = (
    "INSERT INTO runs "
    "(id, site, started_at, finished_at, pid, arguments, reason, exit_code, report) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_BATCH = 2000
"""Rows between two statements: a megabyte."""


class Line(NamedTuple):
    """A record, as it is in a feed."""

    site: str
    id: str
    revision: int
    feed: str
    line: str


Write = Callable[[str, list[tuple[Any, ...]]], object]
"""Runs a statement with each of these rows."""


def sites_of(ledger: Reader) -> list[str]:
    """The sites that a ledger knows anything of, by name."""
    rows = ledger.execute("SELECT site FROM urls UNION SELECT site FROM runs ORDER BY site")
    return [site for (site,) in rows.fetchall()]


def into_database(file: Reader, address: str, lines: Iterable[Line]) -> None:
    """Copies the ledger of a file, with the lines of its feeds, into an empty one.

    One transaction: killed at any moment, the database is as it was. Raises RunError.
    """
    import psycopg

    from newsbot.ledger.postgres import bulk, check_tables, connect, name_of, reason, translated

    name = name_of(address)
    with connect(address, patience=_PATIENCE, idle=_PATIENCE) as database:
        check_tables(database, address)
        try:
            with database.transaction(), database.cursor() as cursor:
                # Nobody takes a site meanwhile.
                cursor.execute("LOCK TABLE leases IN EXCLUSIVE MODE")
                if cursor.execute("SELECT 1 FROM urls LIMIT 1").fetchone() is not None:
                    raise ConfigurationError(
                        f"the ledger {name} is not empty; move into a new database"
                    )

                def write(sql: str, rows: list[tuple[Any, ...]]) -> None:
                    # A report is JSON itself: among rows that are one JSON text it would be quoted.
                    many = (translated(sql), rows) if sql == _RUNS else bulk(sql, rows)
                    cursor.executemany(*many)

                _copy(file, write)
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('runs', 'id'), max(id)) FROM runs"
                )
                for part in _parts(lines):
                    cursor.executemany(
                        "INSERT INTO records (site, id, revision, feed, record) "
                        "VALUES (%s, %s, %s, %s, %s)",
                        part,
                    )
                _check_records(cursor)
        except psycopg.Error as error:
            raise RunError(
                f"the ledger cannot be moved into {name} ({reason(error)}); nothing was changed"
            ) from None


_PATIENCE = 3600.0
"""Seconds; a million articles take minutes, and nobody waits for them meanwhile."""


def _check_records(cursor: Any) -> None:
    """Raises RunError where an article has no record."""
    lacking = cursor.execute(
        "SELECT count(*), min(a.id) FROM articles AS a LEFT JOIN records AS r ON r.site = a.site "
        "AND r.id = a.id AND r.revision = a.revision WHERE r.id IS NULL"
    ).fetchone()
    if lacking[0]:
        raise RunError(
            f"{lacking[0]} articles of the ledger have no line in the feeds, among them "
            f"{lacking[1]}; nothing was changed. Restore the feeds from a backup"
        )


def into_file(database: Reader, path: Path, feeds: Iterable[tuple[str, Path, int]]) -> None:
    """Copies a shared ledger into a file that is not there yet, with the sizes of its feeds.

    `feeds` are (site, file, bytes). Killed at any moment, the file is not there. Raises RunError.
    """
    from newsbot.ledger.database import open_database

    part = path.with_name(f"{path.name}.part")
    for old in path.parent.glob(f"{part.name}*"):
        old.unlink()
    connection = open_database(part)
    try:
        connection.execute("BEGIN")
        _copy(database, connection.executemany)
        connection.executemany(
            "INSERT INTO feeds (site, path, size, is_open) VALUES (?, ?, ?, 0)",
            [(site, str(file), size) for site, file, size in feeds],
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, all of it on the disk
    except sqlite3.Error as error:
        raise RunError(f"the ledger {part} cannot be written ({error}): free the disk") from error
    finally:
        connection.close()
    part.replace(path)


def _copy(source: Reader, write: Write) -> None:
    for table in _TABLES:
        columns = ", ".join(("site", *table.row._fields))
        rows = source.execute(f"SELECT {columns} FROM {table.name}")  # noqa: S608 - constants
        for part in _parts(rows):
            write(table.write, part)
    columns = _RUNS.partition("(")[2].partition(")")[0]
    runs = source.execute(f"SELECT {columns} FROM runs ORDER BY id")  # noqa: S608 - constants
    for part in _parts(runs):
        write(_RUNS, part)


def _parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(rows)
    while part := list(islice(left, _BATCH)):
        yield part

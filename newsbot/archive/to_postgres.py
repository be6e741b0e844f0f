"""An export into PostgreSQL: tables of newsbot's own, gone on with by every export.

Groups of articles are copied into a staging table and put among the others by site, id and
revision, each group in one transaction: after a kill the next export makes it whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import psycopg

from newsbot.errors import BusyError, OptionError, RunError
from newsbot.ledger.postgres import place_at, reason

if TYPE_CHECKING:
    from newsbot.archive.archive import Entry

_VERSIONS = ("postgres_1.sql",)
"""The steps from one version of the tables to the next."""
_COLUMNS = (
    *("site", "id", "revision", "url", "language", "section", "section_name", "title"),
    *("published_at", "published_raw", "event_at", "modified_at", "reading_minutes"),
    *("lead", "body", "source_url", "authors", "tags", "images", "related", "latest"),
    *("fetched_at", "content_hash"),
)
_JSON = frozenset({"images", "related", "latest"})
_GROUP = 1 << 24
"""Bytes of lines in one transaction."""
_LOCK = 0x6E65777362
"""«newsb»: of the advisory lock that exports take on a database."""
_WAIT = 60
"""Seconds until another export must have ended: that of a client just killed ends its statement."""
_CONNECT = 10
"""Seconds for the server to answer."""

_STAGING = """
    CREATE TEMPORARY TABLE staging (LIKE newsbot_archive.articles) ON COMMIT DELETE ROWS
"""
_NAMES = ", ".join(_COLUMNS)
_COPY = f"COPY staging ({_NAMES}) FROM STDIN"
_UPSERT = f"""
    INSERT INTO newsbot_archive.articles AS old ({_NAMES}) SELECT {_NAMES} FROM staging
    ON CONFLICT (site, id, revision) DO UPDATE
        SET ({_NAMES}) = ({", ".join(f"excluded.{name}" for name in _COLUMNS)})
        WHERE old IS DISTINCT FROM excluded
"""  # noqa: S608 - names of its own


class PostgresTables:
    def __init__(self, address: str) -> None:
        """Raises OptionError, BusyError, RunError."""
        self.name = _name_of(address)
        self._rows: list[tuple[Any, ...]] = []
        self._bytes = 0
        self._is_ready = False
        with self._in_one_sentence():
            self._connection = psycopg.connect(address, autocommit=True, connect_timeout=_CONNECT)
            self._take_lock()
            self._version = self._found_version()

    def write(self, entry: Entry) -> None:
        record = entry.record
        self._rows.append(
            tuple(
                json.dumps(record[name], ensure_ascii=False) if name in _JSON else record[name]
                for name in _COLUMNS
            )
        )
        self._bytes += len(entry.line)
        if self._bytes >= _GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._connection.close()

    def abandon(self) -> None:
        self._connection.close()

    def _flush(self) -> None:
        with self._in_one_sentence():
            if not self._is_ready:
                self._make_ready()
            with self._connection.transaction(), self._connection.cursor() as cursor:
                with cursor.copy(_COPY) as copy:
                    for row in self._rows:
                        copy.write_row(row)
                cursor.execute(_UPSERT)
        self._rows, self._bytes = [], 0

    def _take_lock(self) -> None:
        try:
            self._connection.execute(f"SET lock_timeout = '{_WAIT}s'")
            self._connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        except psycopg.errors.LockNotAvailable as error:
            self._connection.close()
            raise BusyError(f"another export writes to {self.name}; wait for it to end") from error

    def _found_version(self) -> int:
        """Of the tables that are there; 0 where there are none. Raises OptionError."""
        one = "SELECT to_regnamespace('newsbot_archive') IS NOT NULL"
        if not self._number(one):
            return 0
        if not self._number("SELECT to_regclass('newsbot_archive.version') IS NOT NULL"):
            raise OptionError(
                f"the schema newsbot_archive in {self.name} was made by something else; "
                "rename it, or name another database"
            )
        version = self._number("SELECT max(version) FROM newsbot_archive.version")
        if version > len(_VERSIONS):
            raise OptionError(
                f"the tables in {self.name} have version {version}, made by a newer newsbot; this "
                f"one knows {len(_VERSIONS)}: install the newer one, or name another database"
            )
        return version

    def _number(self, sql: str) -> int:
        row = self._connection.execute(sql.encode()).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def _make_ready(self) -> None:
        """Brings the tables to the version of today."""
        with self._connection.transaction():
            if not self._version:
                self._connection.execute("CREATE SCHEMA newsbot_archive")
                self._connection.execute(
                    "CREATE TABLE newsbot_archive.version (version integer PRIMARY KEY)"
                )
            for number, name in enumerate(_VERSIONS[self._version :], self._version + 1):
                self._connection.execute(files("newsbot.archive").joinpath(name).read_bytes())
                self._connection.execute(
                    "INSERT INTO newsbot_archive.version VALUES (%s)", (number,)
                )
        self._connection.execute(_STAGING)
        self._is_ready = True

    @contextmanager
    def _in_one_sentence(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise RunError(
                f"{self.name} could not take the export ({reason(error)}); what it has is whole, "
                "and the same command goes on from there"
            ) from error


def _name_of(address: str) -> str:
    """The address of a database without what is secret in it. Raises OptionError."""
    name = place_at(address)
    if name is None:
        raise OptionError(
            "the address postgresql://... is not understood; in a name or a password write "
            "/ : @ % as %2F %3A %40 %25"
        )
    return name

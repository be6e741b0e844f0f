"""An export as a database of SQLite; one that is there is gone on with, in one transaction."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.archive.placed import PlacedFile
from newsbot.errors import OptionError

if TYPE_CHECKING:
    from newsbot.archive.archive import Entry

_OURS = 0x6E657773
"""`application_id` in the head of the file: «news»."""
_VERSION = 1
"""`user_version`, as in sqlite.sql."""
_COLUMNS = (
    *("site", "id", "revision", "url", "language", "section", "section_name", "title"),
    *("published_at", "published_raw", "event_at", "modified_at", "reading_minutes"),
    *("lead", "body", "source_url", "authors", "tags", "fetched_at", "content_hash"),
)
_WAIT = 60
"""Seconds for which another program may hold the file."""


class SqliteFile:
    def __init__(self, target: Path, *, overwrite: bool) -> None:
        """Raises OptionError, BusyError, OSError, sqlite3.Error."""
        self._placed: PlacedFile | None = None
        if target.exists() and not target.is_dir():
            _check_ours(target)
        if target.is_file() and not overwrite:
            self._file = sqlite3.connect(target, isolation_level=None, timeout=_WAIT)
        else:
            self._placed = PlacedFile(target, overwrite=overwrite)
            self._file = sqlite3.connect(self._placed.part, isolation_level=None)
            # It is thrown away if it does not become whole.
            self._file.execute("PRAGMA journal_mode = OFF")
            self._file.execute("PRAGMA synchronous = OFF")
            self._file.executescript(_sql("sqlite.sql"))
            self._file.execute(f"PRAGMA application_id = {_OURS}")
        self._file.execute("BEGIN IMMEDIATE")

    def write(self, entry: Entry) -> None:
        record = entry.record
        key = (record["site"], record["id"], record["revision"])
        if self._placed is None:  # a new file has nothing that would have to go
            for table in ("articles", "images", "links"):
                self._file.execute(
                    f"DELETE FROM {table} WHERE site = ? AND id = ? AND revision = ?",  # noqa: S608
                    key,
                )
        row = {**record, "authors": _json(record["authors"]), "tags": _json(record["tags"])}
        marks = ", ".join("?" * len(_COLUMNS))
        self._file.execute(
            f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608
            [row[name] for name in _COLUMNS],
        )
        self._file.executemany(
            "INSERT INTO images VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (*key, position, image["url"], image["caption"], image["credit"])
                for position, image in enumerate(record["images"], 1)
            ),
        )
        self._file.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (*key, block, position, link["title"], link["url"])
                for block in ("related", "latest")
                for position, link in enumerate(record[block], 1)
            ),
        )

    def finish(self) -> None:
        self._file.execute("COMMIT")
        if self._placed is not None:
            self._file.executescript(_sql("sqlite_search.sql"))
        self._file.close()
        if self._placed is not None:
            self._placed.finish()

    def abandon(self) -> None:
        self._file.close()  # which takes back what was not committed
        if self._placed is not None:
            self._placed.abandon()


def _sql(name: str) -> str:
    return files("newsbot.archive").joinpath(name).read_text("utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _check_ours(target: Path) -> None:
    """A database of somebody else, as the ledger is, is never written to, nor replaced."""
    try:
        with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True)) as file:
            ours = file.execute("PRAGMA application_id").fetchone()[0]
            version = file.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        ours = version = 0
    if ours != _OURS:
        raise OptionError(f"{target} is no export of newsbot; name another file")
    if version != _VERSION:
        raise OptionError(
            f"{target} was written by another newsbot, in version {version} of its tables and not "
            f"{_VERSION}; remove it, or name another file"
        )

"""Where each revision stands in the files of an archive: what one pass over them finds.

In a database of SQLite that nobody else sees: it lies in memory while it is small, in a temporary
file when it is not, and is gone with its process.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from newsbot.errors import ArchiveError

_OFFSETS = 44
"""Bits of an offset, in the number that names a place: files of up to 16 TB."""

_SCHEMA = """
    CREATE TABLE line (id TEXT, site TEXT, revision INTEGER, place INTEGER,
                       PRIMARY KEY (id, site, revision, place)) WITHOUT ROWID
"""
_NEWEST = """
    SELECT place FROM line AS one WHERE NOT EXISTS (
        SELECT 1 FROM line WHERE id = one.id AND site = one.site
            AND (revision, place) > (one.revision, one.place))
    ORDER BY place
"""
_ALL = """
    SELECT place FROM line AS one WHERE NOT EXISTS (
        SELECT 1 FROM line WHERE id = one.id AND site = one.site
            AND revision = one.revision AND place > one.place)
    ORDER BY place
"""


class Place(NamedTuple):
    file: int
    """The number of the file."""
    offset: int


class Places:
    """Of lines with one revision the later counts.

    Each question raises ArchiveError where the temporary file has no room.
    """

    def __init__(self) -> None:
        self._lines = sqlite3.connect("", check_same_thread=False)
        weakref.finalize(self, self._lines.close)
        self._lines.execute(_SCHEMA)

    def add(self, found: Iterable[tuple[str, str, int, Place]]) -> None:
        """Lines in their order: id, site, revision, place."""
        rows = (
            (key, site, revision, place.file << _OFFSETS | place.offset)
            for key, site, revision, place in found
        )
        with _in_one_sentence(), self._lines:
            self._lines.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", rows)

    def __len__(self) -> int:
        """How many articles there are."""
        return self._number("SELECT count(*) FROM (SELECT 1 FROM line GROUP BY id, site)")

    def count(self) -> int:
        """How many revisions there are."""
        return self._number("SELECT count(*) FROM (SELECT DISTINCT id, site, revision FROM line)")

    def newest(self) -> Iterator[Place]:
        """One place an article, in the order of the files."""
        return self._places(_NEWEST)

    def all(self) -> Iterator[Place]:
        """One place a revision, in the order of the files."""
        return self._places(_ALL)

    def sites_of(self, key: str) -> list[str]:
        with _in_one_sentence():
            rows = self._lines.execute("SELECT DISTINCT site FROM line WHERE id = ?", (key,))
            return sorted(site for (site,) in rows)

    def of(self, key: str, site: str) -> list[tuple[int, Place]]:
        """The lines of an article: revision and place, the one that counts last."""
        found = """
            SELECT revision, place FROM line WHERE id = ? AND site = ? ORDER BY revision, place
        """
        with _in_one_sentence():
            rows = self._lines.execute(found, (key, site)).fetchall()
        return [(revision, _place(number)) for revision, number in rows]

    def forget(self, place: Place) -> tuple[str, str, int]:
        """Takes back a line that is none after all; whose it was (id, site, revision)."""
        number = place.file << _OFFSETS | place.offset
        with _in_one_sentence(), self._lines:
            row: tuple[str, str, int] = self._lines.execute(
                "DELETE FROM line WHERE place = ? RETURNING id, site, revision", (number,)
            ).fetchone()
        return row

    def _places(self, sql: str) -> Iterator[Place]:
        with _in_one_sentence():
            for (number,) in self._lines.execute(sql):
                yield _place(number)

    def _number(self, sql: str) -> int:
        with _in_one_sentence():
            count: int = self._lines.execute(sql).fetchone()[0]
        return count


def _place(number: int) -> Place:
    return Place(number >> _OFFSETS, number & (1 << _OFFSETS) - 1)


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(
            f"what is where in the archive cannot be noted in a temporary file ({error}); free the "
            "disk, or name another folder in SQLITE_TMPDIR"
        ) from error

"""The last line of each article in an archive, found by its id: in files, or in a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsbot.feeds.lines import lines_from
from newsbot.ledger.shared_records import last_record
from newsbot.ledger.store import Store

_OFFSETS = 44
"""Bits of an offset in a file, in the number that names a place."""


class LastLines:
    """Knows a place for each article, about 100 bytes; the lines stay in their files.

    Of lines with one revision the later one counts, as in the ledger.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        """Reads all files once. Raises OSError."""
        self._files = tuple(files)
        self._places: dict[int, int] = {}
        revisions: dict[int, int] = {}
        for number, path in enumerate(self._files):
            for line in lines_from(path, 0):
                key = hash(line.record.get("id"))
                revision = line.record.get("revision")
                if isinstance(revision, int) and revision >= revisions.get(key, 0):
                    if revision > 1:
                        revisions[key] = revision
                    self._places[key] = number << _OFFSETS | line.end - len(line.text)

    def get(self, key: str) -> dict[str, Any] | None:
        """The record of an article; None where there is none."""
        place = self._places.get(hash(key))
        if place is None:
            return None
        with self._files[place >> _OFFSETS].open("rb") as file:
            file.seek(place & (1 << _OFFSETS) - 1)
            record: dict[str, Any] = json.loads(file.readline())
        return record if record.get("id") == key else None

    def forget(self, key: str) -> None:
        """A later line was written."""
        self._places.pop(hash(key), None)


class LastRecords:
    """The same of a ledger that several machines share, as the run sees it that has the site."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._forgotten: set[str] = set()

    def get(self, key: str) -> dict[str, Any] | None:
        """The record of an article; None where there is none. Raises LedgerError."""
        line = last_record(self._store, key) if key not in self._forgotten else None
        return json.loads(line) if line is not None else None

    def forget(self, key: str) -> None:
        """A later line was written; it may wait for its commit."""
        self._forgotten.add(key)

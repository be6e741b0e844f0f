"""An export as CSV: a line of names, lists as JSON in their cells, null as an empty one."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from newsbot.archive.placed import PlacedFile
from newsbot.items import RECORD_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.archive.archive import Entry
    from newsbot.archive.to_lines import Fields


class CsvFile:
    def __init__(self, target: Path, fields: Fields, *, overwrite: bool) -> None:
        self._fields = fields or RECORD_FIELDS
        self._placed = PlacedFile(target, overwrite=overwrite)
        self._file = self._placed.part.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(self._fields)

    def write(self, entry: Entry) -> None:
        self._rows.writerow([cell(entry.record[name]) for name in self._fields])

    def finish(self) -> None:
        self._file.close()
        self._placed.finish()

    def abandon(self) -> None:
        with suppress(OSError):  # the disk may be full
            self._file.close()
        self._placed.abandon()


def cell(value: object) -> object:
    """A value as it stands in a table."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value

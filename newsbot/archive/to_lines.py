"""Exports as JSON Lines: one file, plain or compressed, or a file for each day."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsbot.archive.packing import packed
from newsbot.archive.placed import PlacedFile, PlacedFolder
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from newsbot.archive.archive import Entry

Fields = tuple[str, ...] | None
"""Those of a record that are wanted; None for all."""

DAYS = r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl"


class LinesFile:
    """All lines in one file: whole ones as they stand in the archive."""

    def __init__(self, target: Path, fields: Fields, *, overwrite: bool) -> None:
        self._fields = fields
        self._placed = PlacedFile(target, overwrite=overwrite)
        self._open = ExitStack()
        raw = self._open.enter_context(self._placed.part.open("wb"))
        self._file = self._open.enter_context(packed(target.name, raw))

    def write(self, entry: Entry) -> None:
        self._file.write(line_of(entry, self._fields))

    def finish(self) -> None:
        self._open.close()
        self._placed.finish()

    def abandon(self) -> None:
        with suppress(OSError):  # the disk may be full
            self._open.close()
        self._placed.abandon()


class DayFiles:
    """A file for each day, by the Kyiv date of the fetch: as the default feed has them."""

    def __init__(self, target: Path, fields: Fields, *, overwrite: bool) -> None:
        self._fields = fields
        self._placed = PlacedFolder(target, overwrite=overwrite, own=DAYS)
        self._day = ""
        self._file: IO[bytes] | None = None

    def write(self, entry: Entry) -> None:
        fetched = datetime.fromisoformat(entry.record["fetched_at"])
        day = fetched.astimezone(KYIV).date().isoformat()
        if self._file is None or day != self._day:
            self._close()
            self._day, self._file = day, (self._placed.part / f"{day}.jsonl").open("ab")
        self._file.write(line_of(entry, self._fields))

    def finish(self) -> None:
        self._close()
        self._placed.finish()

    def abandon(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._placed.abandon()

    def _close(self) -> None:
        if self._file is not None:
            with self._file as file:
                file.flush()
                os.fsync(file.fileno())


def line_of(entry: Entry, fields: Fields) -> bytes:
    """A line of the export, with its line break."""
    if fields is None:
        return entry.line if entry.line.endswith(b"\n") else entry.line + b"\n"
    record = {name: entry.record[name] for name in fields}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"

"""A file of rows: JSON Lines or CSV, by its ending; put in its place when it is whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from newsbot.archive.placed import PlacedFile
from newsbot.archive.to_csv import cell


class Rows(Protocol):
    def write(self, row: Mapping[str, Any]) -> None: ...


@contextmanager
def placed(target: Path, *, overwrite: bool) -> Iterator[IO[str]]:
    """A text file beside its place, which it takes when the block has ended well.

    Raises OptionError where it is there already and is not to be replaced, BusyError, OSError.
    """
    place = PlacedFile(target, overwrite=overwrite)
    try:
        with place.part.open("w", encoding="utf-8", newline="") as file:
            yield file
        place.finish()
    except BaseException:
        place.abandon()
        raise


def rows_in(file: IO[str], target: Path, columns: Sequence[str]) -> Rows:
    """What writes rows into `file`, which will be `target`: a `.jsonl` or `.csv` file."""
    return (_Lines if target.suffix == ".jsonl" else _Table)(file, columns)


class _Lines:
    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self._file = file
        self._columns = columns

    def write(self, row: Mapping[str, Any]) -> None:
        record = {name: row[name] for name in self._columns}
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")


class _Table:
    """Null is an empty cell; a list is JSON."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(columns)
        self._columns = columns

    def write(self, row: Mapping[str, Any]) -> None:
        self._writer.writerow([cell(row[name]) for name in self._columns])

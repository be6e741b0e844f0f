"""Exports as Parquet: one file, or a folder with one for each month."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsbot.archive.choice import day_of
from newsbot.archive.placed import PlacedFile, PlacedFolder
from newsbot.disk import sync
from newsbot.items import RECORD_FIELDS

if TYPE_CHECKING:
    from newsbot.archive.archive import Entry
    from newsbot.archive.to_lines import Fields

_INSTANTS = {
    "published_at": "Europe/Kyiv",
    "event_at": "Europe/Kyiv",
    "modified_at": "Europe/Kyiv",
    "fetched_at": "UTC",
}
_LINKS = pa.list_(pa.struct([("title", pa.string()), ("url", pa.string())]))
_TYPES: dict[str, Any] = {
    **{name: pa.timestamp("us", zone) for name, zone in _INSTANTS.items()},
    "reading_minutes": pa.int32(),
    "revision": pa.int32(),
    "authors": pa.list_(pa.string()),
    "tags": pa.list_(pa.string()),
    "images": pa.list_(
        pa.struct([("url", pa.string()), ("caption", pa.string()), ("credit", pa.string())])
    ),
    "related": _LINKS,
    "latest": _LINKS,
}
_GROUP = 1 << 24
"""Bytes of lines that are written at once: waiting in memory, they are a few times as many."""
MONTHS = r"month=[0-9]{4}-[0-9]{2}/part-0\.parquet"


class ParquetFile:
    def __init__(self, target: Path, fields: Fields, *, overwrite: bool) -> None:
        self._placed = PlacedFile(target, overwrite=overwrite)
        self._schema = _schema(fields)
        self._writer = _writer(self._placed.part, self._schema)
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def write(self, entry: Entry) -> None:
        self._rows.append(entry.record)
        self._bytes += len(entry.line)
        if self._bytes >= _GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._writer.close()
        self._placed.finish()

    def abandon(self) -> None:
        with suppress(OSError):  # the disk may be full
            self._writer.close()
        self._placed.abandon()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_batch(_batch(self._rows, self._schema))
            self._rows, self._bytes = [], 0


class MonthFiles:
    """`month=2026-09/part-0.parquet`: the month in Kyiv of the publication, else of the fetch."""

    def __init__(self, target: Path, fields: Fields, *, overwrite: bool) -> None:
        self._placed = PlacedFolder(target, overwrite=overwrite, own=MONTHS)
        self._schema = _schema(fields)
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._bytes: Counter[str] = Counter()
        self._waiting = 0

    def write(self, entry: Entry) -> None:
        month = f"{day_of(entry.record):%Y-%m}"
        self._rows.setdefault(month, []).append(entry.record)
        self._bytes[month] += len(entry.line)
        self._waiting += len(entry.line)
        if self._waiting >= _GROUP:
            self._flush(self._bytes.most_common(1)[0][0])

    def finish(self) -> None:
        for month in list(self._rows):
            self._flush(month)
        for month, writer in self._writers.items():
            writer.close()
            sync(self._path(month))
        self._placed.finish()

    def abandon(self) -> None:
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
        self._placed.abandon()

    def _flush(self, month: str) -> None:
        if month not in self._writers:
            self._path(month).parent.mkdir()
            self._writers[month] = _writer(self._path(month), self._schema)
        self._writers[month].write_batch(_batch(self._rows.pop(month), self._schema))
        self._waiting -= self._bytes.pop(month)

    def _path(self, month: str) -> Path:
        return self._placed.part / f"month={month}" / "part-0.parquet"


def _schema(fields: Fields) -> pa.Schema:
    names = fields or RECORD_FIELDS
    return pa.schema([(name, _TYPES.get(name, pa.string())) for name in names])


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(path, schema, compression="zstd")


def _batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [
        pa.array([_value(name, row[name]) for row in rows], type=kind)
        for name, kind in zip(schema.names, schema.types, strict=True)
    ]
    return pa.record_batch(columns, schema=schema)


def _value(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if value and name in _INSTANTS else value

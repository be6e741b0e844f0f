"""What the tests of `scrapy export` share beside their fixtures (tests/archive/conftest.py)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsbot.items import RECORD_FIELDS

ARTICLES = 500
"""In the archive that is made for the quick tests."""
SMALL_GROUP = 1 << 20
"""Bytes written at once; without it, sixteen times as many."""
Records = list[dict[str, Any]]
Export = Callable[..., int]
"""Called with the words behind `scrapy export`; its exit code."""

_INSTANTS = {"published_at", "event_at", "modified_at", "fetched_at"}


def in_small_groups() -> None:
    """For a process that exports: to it, a small archive is several groups too."""
    from newsbot.archive import to_parquet, to_postgres

    to_parquet._GROUP = to_postgres._GROUP = SMALL_GROUP


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def by_key(records: Records) -> Records:
    return sorted(records, key=lambda record: (record["site"], record["id"], record["revision"]))


def of_parquet(path: Path) -> Records:
    """Records again; what was an instant is one in its zone."""
    pyarrow = pytest.importorskip("pyarrow.dataset")
    table = pyarrow.dataset(path).to_table(columns=list(RECORD_FIELDS))
    return [
        {name: v.isoformat() if isinstance(v, datetime) else v for name, v in row.items()}
        for row in table.to_pylist()
    ]


def of_postgres(database: str, table: str = "articles") -> Records:
    """Records again; their instants in UTC."""
    import psycopg
    from psycopg.rows import dict_row

    names = ", ".join(RECORD_FIELDS)
    with psycopg.connect(database, row_factory=dict_row) as connection:
        connection.execute("SET timezone = 'UTC'")
        there = connection.execute("SELECT to_regclass('newsbot_archive.newest') AS it").fetchone()
        if there is None or there["it"] is None:
            return []
        rows = connection.execute(f"SELECT {names} FROM newsbot_archive.{table}").fetchall()
    return by_key([in_utc(row) for row in rows])


def in_utc(record: dict[str, Any]) -> dict[str, Any]:
    def of(value: Any) -> Any:
        read = datetime.fromisoformat(value) if isinstance(value, str) else value
        return read and read.astimezone(UTC)

    return {name: of(value) if name in _INSTANTS else value for name, value in record.items()}


def wanted(records: Records) -> Records:
    return by_key([in_utc(record) for record in records])


def rows_of(path: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        return file.execute(sql, values).fetchall()


def of_sqlite(path: Path, table: str = "articles") -> Records:
    """Records again, out of three tables."""
    parts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows_of(path, f"SELECT * FROM {table}"):
        found = {**dict(row), "images": [], "related": [], "latest": []}
        for name in ("authors", "tags"):
            found[name] = json.loads(found[name])
        parts[(row["site"], row["id"], row["revision"])] = found
    for row in rows_of(path, "SELECT * FROM images ORDER BY position"):
        image = {name: row[name] for name in ("url", "caption", "credit")}
        if owner := parts.get(tuple(row)[:3]):
            owner["images"].append(image)
    for row in rows_of(path, "SELECT * FROM links ORDER BY position"):
        if owner := parts.get(tuple(row)[:3]):
            owner[row["block"]].append({"title": row["title"], "url": row["url"]})
    return [{name: found[name] for name in RECORD_FIELDS} for found in parts.values()]

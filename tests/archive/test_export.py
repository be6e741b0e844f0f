"""`scrapy export` into every form: what is in it is what the archive has, no more and no less."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from exporting import ARTICLES, Export, Records, by_key, names, of_parquet, of_sqlite, rows_of
from made_archive import line_of, newest_of
from newsbot.archive.packing import unpacked
from newsbot.items import RECORD_FIELDS


def lines(path: Path) -> Records:
    with path.open("rb") as raw, unpacked(path.name, raw) as file:
        return [json.loads(line) for line in file]


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst"])
def test_json_lines(made: Any, export: Export, tmp_path: Path, name: str) -> None:
    assert export("--to", name) == 0
    assert lines(tmp_path / name) == newest_of(made[1])
    assert names(tmp_path) == [name]


def test_lines_are_the_same_bytes(made: Any, export: Export, tmp_path: Path) -> None:
    assert export("--to", "x.jsonl", "--revisions", "all") == 0
    together = b"".join(path.read_bytes() for path in sorted(made[0].iterdir()))
    assert (tmp_path / "x.jsonl").read_bytes() == together


def test_day_files_are_those_of_the_archive(made: Any, export: Export, tmp_path: Path) -> None:
    assert export("--to", "days/", "--revisions", "all") == 0
    assert names(tmp_path / "days") == names(made[0])
    for path in made[0].iterdir():
        assert (tmp_path / "days" / path.name).read_bytes() == path.read_bytes()


def test_csv(made: Any, export: Export, tmp_path: Path) -> None:
    assert export("--to", "x.csv") == 0
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nested = {"authors", "tags", "images", "related", "latest"}
    whole = {"reading_minutes", "revision"}

    def read(name: str, cell: str) -> Any:
        if name in nested:
            return json.loads(cell)
        return int(cell) if name in whole and cell else cell or None

    assert list(rows[0]) == list(RECORD_FIELDS)
    found = [{name: read(name, cell) for name, cell in row.items()} for row in rows]
    assert found == newest_of(made[1])


def test_sqlite(made: Any, export: Export, tmp_path: Path) -> None:
    assert export("--to", "x.sqlite", "--revisions", "all") == 0
    assert of_sqlite(tmp_path / "x.sqlite") == made[1]
    assert by_key(of_sqlite(tmp_path / "x.sqlite", "newest")) == by_key(newest_of(made[1]))
    assert names(tmp_path) == ["x.sqlite"]


def found_in(path: Path, words: str) -> set[tuple[str, int]]:
    sql = """
        SELECT id, revision FROM articles_text JOIN articles ON articles.rowid = articles_text.rowid
        WHERE articles_text MATCH ?
    """
    return {(row["id"], row["revision"]) for row in rows_of(path, sql, words)}


def test_sqlite_is_searched(made: Any, export: Export, tmp_path: Path) -> None:
    assert export("--to", "x.sqlite") == 0
    wanted = {
        (record["id"], record["revision"])
        for record in newest_of(made[1])
        if "їжак’я" in f"{record['title']} {record['body']}".lower()
    }
    assert wanted
    assert found_in(tmp_path / "x.sqlite", '"ЇЖАК’Я"') == wanted
    first = next(r for r in newest_of(made[1]) if r["language"] == "uk")
    (tmp_path / "one.jsonl").write_text(line_of({**first, "title": "Їжаки та йод у café"}))
    assert export("--to", "one.sqlite", "--from", "one.jsonl") == 0
    assert found_in(tmp_path / "one.sqlite", "їжаки йод café")
    assert found_in(tmp_path / "one.sqlite", "іжаки") == set()
    assert found_in(tmp_path / "one.sqlite", "иод OR cafe") == set()


@pytest.mark.slow
def test_sqlite_is_gone_on_with(made: Any, export: Export, tmp_path: Path) -> None:
    """Twice the same, then what is new: each once, and found by its words of today."""
    grown = tmp_path / "grown"
    shutil.copytree(made[0], grown)
    first = newest_of(made[1])[0]
    again = {**first, "title": "Зовсім інше слово", "images": []}
    (grown / "2030-01-01.jsonl").write_text(line_of(again) + line_of({**first, "id": "77"}))
    assert export("--to", "x.sqlite", "--revisions", "all") == 0
    assert export("--to", "x.sqlite", "--revisions", "all") == 0
    assert by_key(of_sqlite(tmp_path / "x.sqlite")) == by_key(made[1])
    assert export("--to", "x.sqlite", "--revisions", "all", "--from", "grown") == 0
    others = [record for record in made[1] if record is not first]
    wanted = [*others, again, {**first, "id": "77"}]
    assert by_key(of_sqlite(tmp_path / "x.sqlite")) == by_key(wanted)
    assert rows_of(tmp_path / "x.sqlite", "SELECT 1 FROM articles WHERE number IS NOT rowid") == []
    assert found_in(tmp_path / "x.sqlite", "зовсім") == {(first["id"], first["revision"])}
    assert len(found_in(tmp_path / "x.sqlite", "оновлено")) == sum(
        "Оновлено" in record["body"] for record in wanted
    )
    rows_of(
        tmp_path / "x.sqlite",
        "INSERT INTO articles_text (articles_text, rank) VALUES ('integrity-check', 1)",
    )


def test_parquet(made: Any, export: Export, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert export("--to", "x.parquet") == 0
    assert of_parquet(tmp_path / "x.parquet") == newest_of(made[1])
    about = parquet.ParquetFile(tmp_path / "x.parquet")
    kinds = dict(zip(about.schema_arrow.names, map(str, about.schema_arrow.types), strict=True))
    assert list(kinds) == list(RECORD_FIELDS)
    assert kinds["published_at"] == "timestamp[us, tz=Europe/Kyiv]"
    assert kinds["fetched_at"] == "timestamp[us, tz=UTC]"
    assert kinds["latest"] == "list<element: struct<title: string, url: string>>"
    assert about.metadata.row_group(0).column(0).compression == "ZSTD"


def test_parquet_by_month(made: Any, export: Export, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow.dataset")
    assert export("--to", "x.parquet/", "--revisions", "all") == 0
    assert by_key(of_parquet(tmp_path / "x.parquet")) == by_key(made[1])
    months = pyarrow.dataset(tmp_path / "x.parquet", partitioning="hive").to_table()
    for row in months.select(["month", "published_at", "fetched_at"]).to_pylist():
        if row["published_at"]:
            assert f"{row['published_at']:%Y-%m}" == row["month"]
    assert names(tmp_path / "x.parquet")[:2] == ["month=2025-01", "month=2025-02"]


@pytest.mark.parametrize("published_at", [None, "2025-06-30T21:30:00+00:00"])
def test_days_and_months_are_kyivs(
    made: Any, export: Export, tmp_path: Path, published_at: str | None
) -> None:
    late = {"published_at": published_at, "fetched_at": "2025-06-30T21:30:00+00:00"}
    (tmp_path / "feed.jsonl").write_text(line_of({**made[1][0], **late}))
    assert export("--to", "days/", "--from", "feed.jsonl") == 0
    assert names(tmp_path / "days") == ["2025-07-01.jsonl"]
    day = ("--since", "2025-07-01", "--until", "2025-07-01")
    assert export("--to", "x.csv", "--from", "feed.jsonl", *day) == 0
    pytest.importorskip("pyarrow")
    assert export("--to", "x.parquet/", "--from", "feed.jsonl") == 0
    assert names(tmp_path / "x.parquet") == ["month=2025-07"]


def test_a_choice(made: Any, export: Export, tmp_path: Path) -> None:
    window = ["--since", "2025-02-01", "--until", "14.02.2025"]
    others = ["--section", "economic,general,political", "--language", "ru,uk"]
    assert export("--to", "x.jsonl", *window, *others) == 0
    found = lines(tmp_path / "x.jsonl")
    dated = [record for record in found if record["published_at"]]
    assert dated == [
        record
        for record in newest_of(made[1])
        if "2025-02-01" <= (record["published_at"] or "")[:10] <= "2025-02-14"
        and record["section"] in {"economic", "general", "political"}
        and record["language"] in {"ru", "uk"}
    ]
    assert 0 < len(found) - len(dated) < len(dated)


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet"])
def test_fields(made: Any, export: Export, tmp_path: Path, name: str) -> None:
    assert export("--to", name, "--fields", "title, id,latest") == 0
    wanted = [
        {name: record[name] for name in ("title", "id", "latest")} for record in newest_of(made[1])
    ]
    path = tmp_path / name
    if name == "x.jsonl":
        found = lines(path)
        assert list(found[0]) == ["title", "id", "latest"]
    elif name == "x.csv":
        with path.open(encoding="utf-8", newline="") as file:
            found = [{**row, "latest": json.loads(row["latest"])} for row in csv.DictReader(file)]
    else:
        found = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    assert found == wanted


def test_the_compressed_file_is_the_same_each_time(export: Export, tmp_path: Path) -> None:
    assert export("--to", "x.jsonl.gz") == 0
    first = (tmp_path / "x.jsonl.gz").read_bytes()
    os.utime(tmp_path / "x.jsonl.gz", (0, 0))
    assert export("--to", "x.jsonl.gz", "--overwrite") == 0
    assert (tmp_path / "x.jsonl.gz").read_bytes() == first
    assert gzip.decompress(first).count(b"\n") == ARTICLES

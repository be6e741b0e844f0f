"""Every form of an archive of half a year, from winter to summer, with all its revisions."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from exporting import SMALL_GROUP, Export, Records, by_key, names, of_parquet, of_sqlite
from made_archive import newest_of, write_archive
from newsbot import Archive
from newsbot.feeds.records import record_of
from newsbot.items import RECORD_FIELDS

pytestmark = pytest.mark.slow

ARTICLES = 1500
"""More than are read at once, and several groups of what is written at once."""
NESTED = {"authors", "tags", "images", "related", "latest"}
WHOLE = {"reading_minutes", "revision"}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Records]:
    folder = tmp_path_factory.mktemp("large") / "interfax"
    return folder, write_archive(folder, ARTICLES)


def of_csv(path: Path) -> Records:
    def read(name: str, cell: str) -> Any:
        if name in NESTED:
            return json.loads(cell)
        return int(cell) if name in WHOLE and cell else cell or None

    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: read(name, row[name]) for name in RECORD_FIELDS} for row in csv.DictReader(file)
        ]


def of_archive(path: Path) -> Records:
    return [record_of(article) for article in Archive(path).select(revisions="all")]


FORMS = {
    **dict.fromkeys(["x.jsonl", "x.jsonl.gz", "x.jsonl.zst", "days/"], of_archive),
    **dict.fromkeys(["x.parquet", "x.parquet/"], of_parquet),
    "x.csv": of_csv,
    "x.sqlite": of_sqlite,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_revision(
    large: tuple[Path, Records],
    export: Export,
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newsbot.archive.to_parquet._GROUP", SMALL_GROUP)
    folder, records = large
    assert export("--from", str(folder), "--to", name, "--revisions", "all") == 0
    target = tmp_path / name.rstrip("/")
    assert names(tmp_path) == [target.name]
    assert by_key(FORMS[name](target)) == by_key(records)
    if name == "days/":
        assert names(target) == names(folder)


def test_the_newest(large: tuple[Path, Records]) -> None:
    folder, records = large
    archive = Archive(folder)
    assert [record_of(article) for article in archive] == newest_of(records)
    assert len(archive) == ARTICLES
    english = list(archive.select(language="en", section="economic", since="2025-06-15"))
    assert english
    assert [article.id for article in english] == [
        record["id"]
        for record in newest_of(records)
        if record["language"] == "en"
        and record["section"] == "economic"
        and (record["published_at"] or record["fetched_at"]) >= "2025-06-15"
    ]

"""`scrapy stories`: a file of its own, and nothing in the archive."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from archive.told_stories import made_issues, made_stories
from crawling import Run, scrapy
from made_archive import line_of

pytestmark = pytest.mark.slow  # every test makes an archive

Record = dict[str, Any]
COLUMNS = [
    *("site", "id", "language", "near_duplicate_of", "distance"),
    *("translation_of", "translated_from", "score"),
]


def stories(folder: Path, *words: str) -> Run:
    """Of a folder that is no data folder: the harness would check every record of that."""
    return scrapy(folder, "stories", "--from", "feed", *words)


def archive_with(folder: Path, records: list[Record]) -> Path:
    file = folder / "feed" / "2026-03-02.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("".join(map(line_of, records)), "utf-8")
    return file


def written(folder: Path, name: str = "stories.jsonl") -> list[Record]:
    run = stories(folder, "--to", name, "--overwrite")
    assert (run.code, run.err) == (0, "")
    rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
    again = sum(row["near_duplicate_of"] is not None for row in rows)
    assert run.out == f"{again} issued again, {len(rows) - again} translations: {folder / name}\n"
    return rows


def test_both_kinds_whatever_the_order_of_the_lines(tmp_path: Path) -> None:
    told, pairs = made_stories(40)
    issued, again, _ = made_issues(120, seed=7)
    records = [*reversed(told), *issued]
    file = archive_with(tmp_path, records)
    before = hashlib.sha256(file.read_bytes()).digest()
    rows = written(tmp_path)
    assert all(list(row) == COLUMNS for row in rows)
    duplicates = {row["id"]: row["near_duplicate_of"] for row in rows if row["near_duplicate_of"]}
    assert duplicates
    assert duplicates.items() <= again.items()
    translated = [row for row in rows if row["translation_of"]]
    languages = {record["id"]: record["language"] for record in records}
    of_ours = [row for row in translated if row["id"][0] == "2"]
    right = [row for row in of_ours if frozenset((row["id"], row["translation_of"])) in pairs]
    assert len(right) >= 0.98 * len(of_ours) > 0
    for row in translated:
        assert row["language"] == languages[row["id"]] != row["translated_from"]
        assert row["translated_from"] == languages[row["translation_of"]]
        assert 0 < row["score"] <= 1
    assert hashlib.sha256(file.read_bytes()).digest() == before

    assert stories(tmp_path, "--to", "stories.csv").code == 0
    with (tmp_path / "stories.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_a_larger_archive(tmp_path: Path) -> None:
    """Of two weeks, with second revisions, of which the newest counts."""
    records, pairs = made_stories(500, seed=3)
    assert len(records) >= 1_600
    old = [{**record, "title": "Зовсім інше", "body": "Зовсім інше."} for record in records[::10]]
    new = [{**record, "revision": 2} for record in records[::10]]
    others = [record for at, record in enumerate(records) if at % 10]
    archive_with(tmp_path, [*old, *others, *new])
    rows = written(tmp_path)
    found = {frozenset((row["id"], row["translation_of"])) for row in rows}
    assert len(found & pairs) >= 0.98 * len(found)
    assert len(found & pairs) >= 0.8 * len(pairs)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name the file"),
        (["--to", "s.xml"], 2, ".jsonl"),
        (["--to", "there.csv"], 2, "--overwrite"),
        (["--to", "there.csv/s.csv"], 1, "there.csv/s.csv"),
    ],
)
def test_what_it_does_not_understand(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    archive_with(tmp_path, made_stories(1)[0])
    (tmp_path / "there.csv").write_text("mine")
    run = stories(tmp_path, *words)
    assert run.code == code
    assert said in run.err.splitlines()[-1]
    assert "Traceback" not in run.err
    assert {path.name for path in tmp_path.iterdir()} == {"feed", "there.csv"}


def test_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    run = stories(tmp_path, "--to", "s.csv")
    assert (run.code, len(run.err.splitlines())) == (1, 1)
    assert not (tmp_path / "s.csv").exists()

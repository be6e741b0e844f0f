"""`scrapy export` where it cannot or must not: one sentence, and nothing half written."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from exporting import Export, names
from made_archive import line_of
from newsbot.errors import ArchiveError
from newsbot.feeds.placing import part_of

FILES = ["x.jsonl", "x.csv", "x.parquet"]


@pytest.mark.parametrize("name", [*FILES, "x.parquet/", "days/"])
def test_what_is_there_is_replaced_only_when_asked_for(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    def told() -> dict[str, bytes]:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    assert export("--to", name, "--language", "en") == 0
    before = told()
    assert export("--to", name, "--language", "ru") == 2
    assert "already; replace it with --overwrite" in capsys.readouterr().err
    assert told() == before
    assert export("--to", name, "--language", "ru", "--overwrite") == 0
    assert told() != before
    assert len(names(tmp_path)) == 1


def test_a_folder_with_anything_else_is_never_replaced(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--to", "days/", "--language", "en") == 0
    (tmp_path / "days" / "thesis.txt").write_text("two years of work")
    assert export("--to", "days/", "--overwrite") == 2
    assert "days holds thesis.txt, which no export wrote" in capsys.readouterr().err
    assert (tmp_path / "days" / "thesis.txt").exists()


@pytest.mark.parametrize("options", [[], ["--overwrite"]])
def test_a_database_of_somebody_else_is_never_written_to(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as file:
        file.execute("CREATE TABLE mine (a)")
    before = (tmp_path / "x.sqlite").read_bytes()
    assert export("--to", "x.sqlite", *options) == 2
    assert "x.sqlite is no export of newsbot; name another file" in capsys.readouterr().err
    assert (tmp_path / "x.sqlite").read_bytes() == before


def test_tables_of_another_version(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--to", "x.sqlite", "--language", "en") == 0
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as file:
        file.execute("PRAGMA user_version = 7")
    assert export("--to", "x.sqlite") == 2
    assert "in version 7 of its tables and not 1" in capsys.readouterr().err


def test_the_archive_is_not_replaced_by_its_export(
    made: Any, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    before = names(made[0])
    day = made[0] / "2025-01-02.jsonl"
    parts = (made[0] / "2031-01-01.jsonl", made[0].parent / "days", made[0] / "days")
    for target in (made[0], day, made[0].parent, *parts, f"{parts[1]}/"):
        assert export("--to", str(target), "--overwrite") == 2
        assert "lies in the archive that is read" in capsys.readouterr().err
    assert export("--from", str(day), "--to", str(day), "--overwrite") == 2
    assert names(made[0]) == before


@pytest.mark.parametrize("name", [*FILES, "x.sqlite", "x.parquet/", "days/"])
def test_an_empty_choice_is_said_and_leaves_nothing(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert export("--to", name, "--since", "2019-01-01", "--until", "2019-01-02") == 1
    assert "nothing was written: of the 500 articles" in capsys.readouterr().err
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--to", "x.doc"], "it takes x.jsonl, x.jsonl.gz"),
        (["--to", "mysql://a:secret@b/c"], "--to mysql://...: it takes"),
        (["--to", "x.jsonl", "--since", "soon"], "argument 'since': 'soon' is not understood"),
        (["--to", "x.jsonl", "--since", "2025-02-02", "--until", "2025-02-01"], "'until'"),
        (["--to", "x.jsonl", "--fields", "id,mood"], "there is no field 'mood'"),
        (["--to", "x.sqlite", "--fields", "id"], "leave --fields out"),
        (["--to", "x.jsonl", "--from", "nowhere"], "the archive nowhere cannot be read"),
    ],
)
def test_wrong_options(
    export: Export,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    assert export(*arguments) in {1, 2}
    [line] = capsys.readouterr().err.splitlines()
    assert sentence in line
    assert "secret" not in line
    assert names(tmp_path) == []


def test_without_a_path(export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    assert export() == 2
    assert "scrapy export --to PATH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("target", "package", "extra"),
    [("x.parquet", "pyarrow", "parquet"), ("postgresql://localhost/x", "psycopg", "postgres")],
)
def test_a_missing_extra_is_named(
    export: Export,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    target: str,
    package: str,
    extra: str,
) -> None:
    for module in ("to_parquet", "to_postgres"):
        monkeypatch.delitem(sys.modules, f"newsbot.archive.{module}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    assert export("--to", target) == 2
    assert f"pip install 'newsbot[{extra}]'" in capsys.readouterr().err


def test_lines_that_hold_no_article_are_told(
    made: Any, export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = line_of(made[1][0])
    (tmp_path / "feed.jsonl").write_text("{}\n" * 9 + whole + whole[:-50])
    assert export("--to", "x.csv", "--from", "feed.jsonl") == 0
    err = capsys.readouterr().err.splitlines()
    assert err[0] == "newsbot: 10 lines hold no article and were left out:"
    assert err[1] == "  feed.jsonl, line 1: no article of newsbot"
    assert len(err) == 6


def test_a_second_export_to_one_place(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fcntl = pytest.importorskip("fcntl")
    part = part_of(tmp_path / "x.csv")
    part.write_text("half of it")
    with part.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert export("--to", "x.csv") == 75
    assert "another export writes x.csv" in capsys.readouterr().err
    assert part.read_text() == "half of it"
    assert export("--to", "x.csv") == 0
    assert names(tmp_path) == ["x.csv"]


@pytest.mark.parametrize("name", [*FILES, "x.sqlite", "x.parquet/", "days/"])
def test_what_a_killed_export_left_is_no_part_of_the_next(
    export: Export, tmp_path: Path, name: str
) -> None:
    """Be it more than is written now."""
    target = tmp_path / name.rstrip("/")
    assert export("--to", name) == 0
    part = part_of(target)
    target.rename(part)
    if part.is_dir():
        (part / "rest.txt").write_text("rest")
    else:
        part.write_bytes(part.read_bytes() * 2)
    again = tmp_path / "again"
    again.mkdir()
    assert export("--to", name, "--language", "en") == 0
    assert export("--to", f"again/{name}", "--language", "en") == 0
    assert names(tmp_path) == ["again", target.name]
    for path in (path for path in again.rglob("*") if path.is_file()):
        assert (tmp_path / path.relative_to(again)).read_bytes() == path.read_bytes()
    assert len(list(target.rglob("*"))) == len(list((again / target.name).rglob("*")))


def test_a_folder_that_was_half_replaced_is_put_back(export: Export, tmp_path: Path) -> None:
    assert export("--to", "days/", "--language", "en") == 0
    before = names(tmp_path / "days")
    (tmp_path / "days").rename(tmp_path / ".days.old")
    assert export("--to", "days/", "--language", "en") == 2
    assert names(tmp_path / "days") == before
    assert names(tmp_path) == ["days"]


def test_an_archive_that_cannot_be_read_leaves_nothing(
    made: Any,
    export: Export,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(self: object) -> None:
        raise ArchiveError("the archive cannot be read: 2025-01-01.jsonl (Input/output error)")

    monkeypatch.setattr("newsbot.archive.archive.Archive._places", fail)
    assert export("--to", "x.csv") == 1
    assert "Input/output error" in capsys.readouterr().err
    assert names(tmp_path) == []

"""`scrapy export` into PostgreSQL: a real server, the tests' own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from exporting import Export, of_postgres, wanted
from made_archive import line_of, newest_of

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")

pytestmark = pytest.mark.slow  # a database, and exports into it


def test_all_is_there_and_once(made: Any, export: Export, database: str) -> None:
    assert export("--to", database, "--revisions", "all") == 0
    assert of_postgres(database) == wanted(made[1])
    assert of_postgres(database, "newest") == wanted(newest_of(made[1]))
    assert export("--to", database) == 0
    assert of_postgres(database) == wanted(made[1])


def test_what_is_new_or_changed_is_added(
    made: Any, export: Export, database: str, tmp_path: Path
) -> None:
    assert export("--to", database, "--revisions", "all") == 0
    shutil.copytree(made[0], tmp_path / "grown")
    first = newest_of(made[1])[0]
    again = {**first, "title": "Інше", "images": [], "tags": ["а", 'б"}', "NULL"]}
    new = {**first, "id": "77", "lead": "\\N\ttab\\\nбік\r", "reading_minutes": None}
    (tmp_path / "grown" / "2030-01-01.jsonl").write_text(line_of(again) + line_of(new))
    before = rows_written(database)
    assert export("--to", database, "--revisions", "all", "--from", "grown") == 0
    others = [record for record in made[1] if record is not first]
    assert of_postgres(database) == wanted([*others, again, new])
    assert rows_written(database) - before == 2


def rows_written(database: str) -> int:
    """By transactions that ended: rows of the table that are not as the first export left them."""
    with psycopg.connect(database) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        row = connection.execute(
            "SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname = 'articles'"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_groups_are_whole_each(
    made: Any, export: Export, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.archive.to_postgres._GROUP", 50_000)
    assert export("--to", database) == 0
    assert of_postgres(database) == wanted(newest_of(made[1]))


def test_tables_of_a_newer_newsbot_are_left_alone(
    export: Export, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--to", database, "--language", "en") == 0
    before = of_postgres(database)
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO newsbot_archive.version VALUES (9)")
    assert export("--to", database) == 2
    assert "have version 9, made by a newer newsbot; this one knows 1" in capsys.readouterr().err
    assert of_postgres(database) == before


def test_a_schema_of_somebody_else_is_left_alone(
    export: Export, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE SCHEMA newsbot_archive")
    assert export("--to", database) == 2
    assert "was made by something else" in capsys.readouterr().err


def test_an_empty_choice_makes_no_tables(
    export: Export, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--to", database, "--since", "2019-01-01", "--until", "2019-01-02") == 1
    assert "nothing was written" in capsys.readouterr().err
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT to_regnamespace('newsbot_archive')").fetchone()
    assert row == (None,)


def test_another_export_is_waited_for_and_then_named(
    export: Export,
    database: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from newsbot.archive import to_postgres

    monkeypatch.setattr(to_postgres, "_WAIT", 0.01)
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", (to_postgres._LOCK,))
        assert export("--to", database) == 75
    assert "another export writes to postgresql://" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--fields", "id"], ["--overwrite"]])
def test_options_that_tables_do_not_take(
    export: Export, database: str, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert export("--to", database, *options) == 2
    assert "leave --" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hunter2@127.0.0.1:1/news",
        "postgresql://me@127.0.0.1:1/news?password=hunter2",
        "postgresql://me:pass/hunter2@127.0.0.1:1/news",
        "postgresql://me:hunter2%zz@127.0.0.1:1/news",
        "postgresql://me:hunter2@[::1/news",
    ],
)
def test_a_server_that_is_not_there_and_no_password_is_told(
    export: Export, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert export("--to", address) in {1, 2}
    told = capsys.readouterr()
    [line] = told.err.splitlines()
    assert line.startswith("newsbot: ")
    assert "hunter2" not in told.out + told.err
    assert "postgresql://" in line


def test_a_table_that_may_not_be_written(
    export: Export, database: str, cluster: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster.run("DROP ROLE IF EXISTS guest")
    cluster.run("CREATE ROLE guest LOGIN")
    guest = database.replace("postgres@", "guest@")
    assert export("--to", guest) == 1
    assert "permission denied for database" in capsys.readouterr().err

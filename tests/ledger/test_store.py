"""What a run sees of the ledger before and after it has committed, and what others see of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsbot.errors import LedgerError
from newsbot.ledger import rows
from newsbot.ledger.rows import ARTICLES, FACTS, LINKS, URLS, Fact, LinkSeen, Table, Url
from newsbot.ledger.sqlite_store import SqliteStore
from newsbot.ledger.store import Store
from newsbot.ledger.stores import open_store


@pytest.fixture
def store(ledger_place: Path | str) -> Iterator[Store]:
    with closing(open_store(ledger_place, "one.example")) as store:
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(tmp_path / "ledger.sqlite", "one.example")) as store:
        yield store


def test_the_rows_are_the_columns_of_the_schema(file: SqliteStore) -> None:
    found = [table for table in vars(rows).values() if isinstance(table, Table)]
    assert len(found) > 9
    for table in found:
        columns = file.ask(f"SELECT name, pk FROM pragma_table_info('{table.name}')")
        names = [name for name, _ in columns]
        assert names == ["site", *table.row._fields]
        assert {name for name, place in columns if place} == {*names[: table.key + 1]}


def test_changes_are_seen_at_once_and_last_from_the_commit_on(
    store: Store, ledger_place: Path | str
) -> None:
    store.put(FACTS, Fact("end", "</html>"))
    assert store.get(FACTS, "end") == Fact("end", "</html>")
    assert store.all(FACTS) == [Fact("end", "</html>")]
    with closing(open_store(ledger_place, "one.example")) as other:
        assert other.get(FACTS, "end") is None
        store.commit()
    with closing(open_store(ledger_place, "one.example")) as other:
        assert other.get(FACTS, "end") == Fact("end", "</html>")
    store.delete(FACTS, "end")
    assert store.get(FACTS, "end") is None
    assert store.all(FACTS) == []
    store.roll_back()
    assert store.get(FACTS, "end") == Fact("end", "</html>")
    store.put(FACTS, Fact("end", "</body>"))
    store.commit()
    assert store.all(FACTS) == [Fact("end", "</body>")]


def test_what_was_first_stays(store: Store) -> None:
    store.put(LINKS, LinkSeen("1", "2", "latest", 1, 100))
    store.put(LINKS, LinkSeen("1", "2", "latest", 9, 200))
    store.commit()
    store.put(LINKS, LinkSeen("1", "2", "latest", 5, 300))
    store.commit()
    assert store.all(LINKS) == [LinkSeen("1", "2", "latest", 1, 100)]


def test_sites_do_not_see_one_another(store: Store, ledger_place: Path | str) -> None:
    with closing(open_store(ledger_place, "two.example")) as other:
        store.put(FACTS, Fact("end", "one"))
        other.put(FACTS, Fact("end", "two"))
        store.commit()
        other.commit()
        assert store.all(FACTS) == [Fact("end", "one")]
        assert other.all(FACTS) == [Fact("end", "two")]


def test_a_run_that_has_not_committed_keeps_no_other_waiting(file: SqliteStore) -> None:
    file.put(FACTS, Fact("end", "one"))
    file.get(FACTS, "start")
    with closing(sqlite3.connect(file.path, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("COMMIT")


def test_a_store_that_failed_answers_nothing(
    file: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    file.on_failure = said.append
    file.put(FACTS, Fact("end", "one"))
    file.ask("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program holds it"):
            file.commit()
        other.execute("COMMIT")
    for question in (file.commit, lambda: file.get(FACTS, "other"), lambda: file.all(FACTS)):
        with pytest.raises(LedgerError):
            question()
    assert len(said) == 1


def test_many_rows_are_asked_for_at_once(
    store: Store, ledger_place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        store.put(URLS, Url(str(number), number, "queued", None, 0, 0, 0))
    store.commit()
    with closing(open_store(ledger_place, "one.example")) as other:
        other.put(URLS, Url("1", 1, "done", None, 0, 0, 0))
        other.foresee(URLS, ["0", "1", "2", "9"], ARTICLES)
        monkeypatch.setattr(other, "_ask", None)
        found = [other.get(URLS, key) for key in ("0", "1", "2", "9")]
        assert [url and url.state for url in found] == ["queued", "done", "queued", None]
        assert other.get(ARTICLES, "9") is None


def test_one_row_alone_is_asked_for_when_it_is_needed(
    file: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def ask_many(_: Table[Any], keys: list[str]) -> list[Any]:
        asked.append(keys)
        return []

    monkeypatch.setattr(file, "_ask_many", ask_many)
    asyncio.run(file.foresee_behind(URLS, ["1"], ARTICLES))
    asyncio.run(file.foresee_behind(URLS, ["1", "2"], ARTICLES))
    assert asked == [["1", "2"]]

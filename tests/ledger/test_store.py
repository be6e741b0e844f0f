"""What a run sees of the ledger before and after it has committed, and what others see of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsbot.errors import LedgerError
from newsbot.ledger import rows
from newsbot.ledger.rows import FACTS, LINKS, Fact, LinkSeen, Table
from newsbot.ledger.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "ledger.sqlite", "one.example")


def test_the_rows_are_the_columns_of_the_schema(store: Store) -> None:
    found = [table for table in vars(rows).values() if isinstance(table, Table)]
    assert len(found) > 9
    for table in found:
        columns = store.ask(f"SELECT name, pk FROM pragma_table_info('{table.name}')")
        names = [name for name, _ in columns]
        assert names == ["site", *table.row._fields]
        assert {name for name, place in columns if place} == {*names[: table.key + 1]}


def test_changes_are_seen_at_once_and_last_from_the_commit_on(store: Store) -> None:
    store.put(FACTS, Fact("end", "</html>"))
    assert store.get(FACTS, "end") == Fact("end", "</html>")
    assert store.all(FACTS) == [Fact("end", "</html>")]
    with closing(Store(store.path, "one.example")) as other:
        assert other.get(FACTS, "end") is None
        store.commit()
        other.commit()
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


def test_sites_do_not_see_one_another(store: Store) -> None:
    with closing(Store(store.path, "two.example")) as other:
        store.put(FACTS, Fact("end", "one"))
        other.put(FACTS, Fact("end", "two"))
        store.commit()
        other.commit()
        assert store.all(FACTS) == [Fact("end", "one")]
        assert other.all(FACTS) == [Fact("end", "two")]


def test_a_run_that_has_not_committed_keeps_no_other_waiting(store: Store) -> None:
    store.put(FACTS, Fact("end", "one"))
    store.get(FACTS, "start")
    with closing(sqlite3.connect(store.path, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("COMMIT")


def test_a_store_that_failed_answers_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    store.on_failure = said.append
    store.put(FACTS, Fact("end", "one"))
    store.ask("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program holds it"):
            store.commit()
        other.execute("COMMIT")
    for question in (store.commit, lambda: store.get(FACTS, "other"), lambda: store.all(FACTS)):
        with pytest.raises(LedgerError):
            question()
    assert len(said) == 1

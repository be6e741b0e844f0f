"""A ledger that several machines share: the lease of a site, its fence, and a server in trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsbot.errors import BusyError, ConfigurationError, LedgerError, RunError
from newsbot.ledger import rows
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.leases import Terms
from newsbot.ledger.rows import (
    FACTS,
    GAPS,
    LINKS,
    Fact,
    LinkSeen,
    Recorded,
    Table,
)
from newsbot.ledger.shared_records import record_before, records_from, sites_with_records
from newsbot.ledger.stores import open_store
from postgres import Cluster

psycopg = pytest.importorskip("psycopg")
from newsbot.ledger.postgres import Asking, create_tables, name_of  # noqa: E402
from newsbot.ledger.postgres_store import PostgresStore  # noqa: E402

pytestmark = pytest.mark.slow  # each has a database of its own

SITE = "one.example"
ONE, TWO = Terms("one/1", 90, 40), Terms("two/2", 90, 40)
RECORD = Recorded("7", 1, "one/2026-11-26.jsonl", '{"id":  "7", "title": "Кузня"}')


@pytest.fixture
def shared(database: str) -> str:
    """The address of a ledger without rows."""
    assert create_tables(database)
    return database


@pytest.fixture
def worker(shared: str) -> Iterator[Callable[..., PostgresStore]]:
    """Makes workers that have the lease of a site."""
    stores: list[PostgresStore] = []

    def open_one(terms: Terms = ONE, site: str = SITE) -> PostgresStore:
        stores.append(PostgresStore(shared, site, terms=terms))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def rows_of(address: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        found: list[tuple[object, ...]] = connection.execute(sql).fetchall()
        return found


def let_run_out(cluster: Cluster, address: str) -> None:
    cluster.run("UPDATE leases SET expires_at = now() - interval '1 s'", address)


# The lease


def test_a_site_is_one_workers_until_it_gives_it_back(
    shared: str, worker: Callable[..., PostgresStore]
) -> None:
    first = worker(ONE)
    with pytest.raises(BusyError, match=r"one\.example is being crawled by one/1.*90 seconds"):
        worker(TWO)
    worker(TWO, "two.example")
    first.close()
    assert worker(TWO).lease is not None
    held = "SELECT holder, epoch FROM leases WHERE site = 'one.example'"
    assert rows_of(shared, held) == [("two/2", 2)]


def test_nothing_of_a_worker_that_lost_its_lease_comes_through(
    shared: str, worker: Callable[..., PostgresStore], cluster: Cluster
) -> None:
    said: list[str] = []
    frozen = worker(ONE)
    frozen.on_failure = said.append
    frozen.put(FACTS, Fact("end", "frozen"))
    frozen.record(RECORD)
    let_run_out(cluster, shared)
    other = worker(TWO)
    with pytest.raises(LedgerError, match=r"lease of one\.example is lost"):
        frozen.commit()
    assert len(said) == 1
    assert other.get(FACTS, "end") is None
    assert rows_of(shared, "SELECT * FROM records") == []
    frozen.close()
    assert rows_of(shared, "SELECT holder FROM leases WHERE expires_at > now()") == [("two/2",)]


def test_a_worker_that_does_not_know_that_it_lost_its_lease_ends_that_of_nobody(
    shared: str, worker: Callable[..., PostgresStore], cluster: Cluster
) -> None:
    frozen = worker(ONE)
    let_run_out(cluster, shared)
    worker(TWO)
    frozen.close()
    with pytest.raises(BusyError, match="crawled by two/2"):
        worker(ONE)


def test_a_lease_that_ran_out_and_that_nobody_took_is_renewed_by_the_next_commit(
    shared: str, worker: Callable[..., PostgresStore], cluster: Cluster
) -> None:
    store = worker(ONE)
    let_run_out(cluster, shared)
    store.put(FACTS, Fact("end", "mine"))
    store.commit()
    with pytest.raises(BusyError):
        worker(TWO)


def test_a_lease_is_renewed_though_there_is_nothing_to_commit(
    shared: str, worker: Callable[..., PostgresStore]
) -> None:
    store = worker(ONE)
    before = rows_of(shared, "SELECT expires_at FROM leases")
    store.commit_behind()
    assert not store.has_unwritten
    assert store.lease is not None
    store.lease.renewed_at -= ONE.renewal
    store.commit_behind()
    store.wait()
    assert store.is_settled
    assert rows_of(shared, "SELECT expires_at FROM leases") > before
    assert store.lease.age < ONE.renewal


def test_nothing_is_sent_in_the_last_part_of_a_lease(
    worker: Callable[..., PostgresStore],
) -> None:
    said: list[str] = []
    store = worker(ONE)
    store.on_failure = said.append
    assert store.lease is not None
    store.lease.renewed_at -= ONE.lease - ONE.margin - 1
    assert store.may_send
    store.lease.renewed_at -= 1
    assert not store.may_send
    assert "could not be renewed for 50 seconds" in said[0]


# What is committed


def test_a_record_comes_with_what_the_ledger_says_of_it_and_only_once(
    shared: str, worker: Callable[..., PostgresStore]
) -> None:
    store = worker()
    store.put(FACTS, Fact("end", "one"))
    store.record(RECORD)
    store.commit()
    with closing(read_ledger(shared)) as ledger:
        assert sites_with_records(ledger) == [SITE]
        [stored] = records_from(ledger, SITE)
        assert (stored.feed, stored.line) == (RECORD.feed, RECORD.record)
        assert list(records_from(ledger, SITE, stored.position)) == []
    store.record(RECORD)
    store.put(FACTS, Fact("end", "two"))
    with pytest.raises(LedgerError, match="rows were changed by hand"):
        store.commit()
    assert rows_of(shared, "SELECT value FROM facts") == [("one",)]


def test_an_older_revision_is_not_the_one_before(worker: Callable[..., PostgresStore]) -> None:
    """As where a run of another ledger, which was moved back, has made the one between."""
    store = worker()
    store.record(RECORD)
    store.commit()
    assert asyncio.run(record_before(store, "7", 2)) == RECORD.record
    assert asyncio.run(record_before(store, "7", 3)) is None


def test_what_is_being_written_is_seen_as_if_it_were_written(
    worker: Callable[..., PostgresStore], shared: str
) -> None:
    store = worker()
    store.put(FACTS, Fact("end", "one"))
    with psycopg.connect(shared) as other:
        other.execute("LOCK TABLE facts IN SHARE MODE")  # writers wait, readers do not
        store.commit_behind()
        assert not store.is_settled
        store.put(FACTS, Fact("start", "two"))
        store.commit_behind()
        assert store.all(FACTS) == [Fact("end", "one"), Fact("start", "two")]
        assert store.get(FACTS, "end") == Fact("end", "one")
    store.commit()
    assert rows_of(shared, "SELECT name FROM facts ORDER BY name") == [("end",), ("start",)]


def test_memory_stays_bounded(
    worker: Callable[..., PostgresStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.ledger.postgres_store._KEPT_ROWS", 10)
    store = worker()
    for part in range(5):
        for number in range(9):
            store.put(LINKS, LinkSeen("1", f"{part}/{number}", "latest", number, 0))
        store.commit()
    assert sum(map(len, store._rows.values())) <= 18
    assert len(store.all(LINKS)) == 45


def test_a_nul_in_a_text_ends_no_run(worker: Callable[..., PostgresStore]) -> None:
    store = worker()
    store.put(FACTS, Fact("end", "a\0b"))
    store.commit()
    assert store.all(FACTS) == [Fact("end", "a\ufffdb")]


def test_the_tables_are_those_of_the_schema(shared: str) -> None:
    found = [table for table in vars(rows).values() if isinstance(table, Table)]
    assert GAPS in found
    for table in found:
        columns = rows_of(
            shared,
            "SELECT column_name, collation_name FROM information_schema.columns "
            f"WHERE table_name = '{table.name}' ORDER BY ordinal_position",
        )
        assert [name for name, _ in columns] == ["site", *table.row._fields]
        assert {collation for _, collation in columns} <= {None, "C"}
    assert not create_tables(shared)


# A server in trouble


def test_a_server_that_hangs_keeps_a_run_from_nothing_but_its_questions(
    cluster: Cluster, worker: Callable[..., PostgresStore]
) -> None:
    store = worker(Terms("one/1", 1.0, 0.4))
    store.put(FACTS, Fact("end", "one"))
    cluster.pause()
    try:
        store.commit_behind()
        assert not store.is_settled
        with pytest.raises(LedgerError, match="does not work"):
            store.get(FACTS, "start")
        store.wait()
    finally:
        cluster.go_on()


@pytest.mark.parametrize("trouble", ["crash", "stop"])
def test_a_server_that_goes_away_is_said_in_a_sentence(
    trouble: str, cluster: Cluster, worker: Callable[..., PostgresStore], shared: str
) -> None:
    store = worker()
    store.record(RECORD)
    store.commit()
    store.put(FACTS, Fact("end", "two"))
    getattr(cluster, trouble)()
    try:
        with pytest.raises(LedgerError, match=r"newsbot_\d+ does not work .*\n?.*fetched again"):
            store.commit()
    finally:
        cluster.start()
    assert rows_of(shared, "SELECT id FROM records") == [("7",)]
    assert rows_of(shared, "SELECT * FROM facts") == []


# What cannot be


def test_a_database_without_tables_or_of_a_newer_newsbot_is_left_alone(
    database: str, cluster: Cluster
) -> None:
    with pytest.raises(ConfigurationError, match="scrapy ledger --create"):
        open_store(database, SITE)
    with pytest.raises(ConfigurationError, match="scrapy ledger --create"):
        read_ledger(database)
    create_tables(database)
    cluster.run("UPDATE newsbot SET version = 99", database)
    with pytest.raises(ConfigurationError, match=r"newer newsbot \(version 99.*Update newsbot"):
        open_store(database, SITE)


def test_a_user_without_rights_is_told_so(shared: str, cluster: Cluster) -> None:
    cluster.run("CREATE ROLE stranger LOGIN")
    address = shared.replace("postgres@", "stranger@")
    with pytest.raises(RunError, match="give this user the right"):
        open_store(address, SITE)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:se/cret@host/news",
        "postgresql://me:se@cret@host/news",
        "postgresql://me:secret@host:port/news",
        "postgresql://me@host/news?passwort=secret",
    ],
)
def test_an_address_that_is_none_is_not_repeated(address: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        name_of(address)
    assert "cret" not in str(raised.value)
    assert "~/.pgpass" in str(raised.value)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    address = f"postgresql://me:secret@/news?host={tmp_path}"
    with pytest.raises(RunError, match=r"cannot be reached.*see whether the server runs") as raised:
        open_store(address, SITE)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_statement_is_translated_in_one_place(shared: str) -> None:
    with psycopg.connect(shared) as connection:
        found = (
            Asking(connection).execute("SELECT '100%', ? WHERE 'a' LIKE ?", ("b", "%")).fetchall()
        )
    assert found == [("100%", "b")]

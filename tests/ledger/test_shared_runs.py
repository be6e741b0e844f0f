"""Runs whose ledger several machines share, and the commands that read it."""

from __future__ import annotations

import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from crawling import command, crawl, environment, read_feed, scrapy, share_ledger, start
from exporting import by_key, of_postgres, of_sqlite, wanted
from made_archive import line_of, made_records, newest_of
from newsbot.ledger.leases import Lease, Terms
from newsbot.ledger.rows import Recorded
from postgres import Cluster
from replica import ReplicaServer

psycopg = pytest.importorskip("psycopg")
from newsbot.ledger.postgres import create_tables  # noqa: E402
from newsbot.ledger.postgres_store import PostgresStore  # noqa: E402

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def rows_of(address: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        found: list[tuple[object, ...]] = connection.execute(sql).fetchall()
        return found


def test_a_second_run_of_a_site_ends_with_75_and_the_name_of_the_first(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    holder = PostgresStore(database, "interfax.com.ua", terms=Terms("one/1", 90, 40))
    refused = crawl(server, tmp_path)
    assert refused.code == 75
    assert "is being crawled by one/1" in refused.complaints[0]
    assert server.requests == []
    holder.close()
    assert crawl(server, tmp_path, settings={"NEWSBOT_WORKER": "two"}).code == 0
    assert rows_of(database, "SELECT holder, expires_at <= now() FROM leases") == [("two", True)]


def test_feeds_hold_what_this_run_wrote_and_the_archive_is_in_the_database(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    first = crawl(server, tmp_path, "-o", "news.jsonl", max_articles=5)
    assert first.code == 0, first.err
    assert len(first.records) >= 5
    assert not (tmp_path / "data").exists()
    second = crawl(server, tmp_path, "-o", "news.jsonl")
    assert second.code == 0
    lines = (tmp_path / "news.jsonl").read_text("utf-8").splitlines()
    stored = rows_of(database, "SELECT record::text FROM records ORDER BY position")
    assert sorted(lines) == sorted(str(line) for (line,) in stored)
    feeds = rows_of(database, "SELECT DISTINCT feed FROM records")
    assert all(str(feed).startswith("interfax/20") for (feed,) in feeds)


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"NEWSBOT_LEASE": 0}, "NEWSBOT_LEASE"),
        ({"NEWSBOT_LEASE": 86400}, "NEWSBOT_LEASE"),
        ({"NEWSBOT_LEASE": 60}, "NEWSBOT_LEASE"),
        ({"NEWSBOT_LEASE_MARGIN": 20}, "NEWSBOT_LEASE_MARGIN"),
        ({"NEWSBOT_LEASE": "soon"}, "NEWSBOT_LEASE"),
    ],
)
def test_a_lease_that_cannot_be(
    settings: dict[str, object], name: str, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    run = crawl(None, tmp_path, settings=settings)
    assert run.code == 2
    assert f"setting {name}: " in run.complaints[0]


def test_the_day_files_are_an_export_of_what_was_committed(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    first = crawl(server, tmp_path, max_articles=5)
    assert first.code == 0, first.err
    for _ in range(2):  # the second has nothing to add
        exported = scrapy(tmp_path, "export", "--to", "out/")
        assert exported.code == 0, exported.err
    assert "0 revisions added" in exported.out
    assert crawl(server, tmp_path).code == 0
    assert scrapy(tmp_path, "export", "--to", "out/").code == 0
    [file] = (tmp_path / "out" / "interfax").iterdir()
    stored = rows_of(database, "SELECT record::text FROM records ORDER BY position")
    assert file.read_text("utf-8") == "".join(f"{line}\n" for (line,) in stored)
    assert len(read_feed(file)) > 5


def test_a_shared_ledger_is_exported_in_any_form(tmp_path: Path, database: str) -> None:
    """As it stands there, and as if its day files had been read."""
    share_ledger(tmp_path, database)
    create_tables(database)
    records = list(made_records(1500))
    with closing(PostgresStore(database, "interfax.com.ua")) as store:
        for record in records:
            line = line_of(record).rstrip("\n")
            store.record(Recorded(record["id"], record["revision"], "interfax/x.jsonl", line))
        store.record(Recorded("1", 1, "interfax/x.jsonl", '{"id": "1"}'))
        store.commit()

    def export(*words: str) -> subprocess.CompletedProcess[str]:
        """Without the harness, which would check every record that is there."""
        env = environment(tmp_path)
        return subprocess.run(
            command("export", *words), cwd=tmp_path, env=env, capture_output=True, encoding="utf-8"
        )

    def exported(*words: str) -> str:
        done = export(*words)
        assert done.returncode == 0, done.stderr
        assert "newsbot: 1 lines hold no article" in done.stderr
        return done.stdout

    assert exported("--to", "all.jsonl", "--revisions", "all") == (
        f"{len(records)} revisions written to all.jsonl\n"
    )
    assert (tmp_path / "all.jsonl").read_text("utf-8") == "".join(map(line_of, records))
    assert exported("--to", "news.sqlite") == "1500 articles written to news.sqlite\n"
    assert by_key(of_sqlite(tmp_path / "news.sqlite")) == by_key(newest_of(records))
    assert exported("--to", database, "--language", "en")
    english = [record for record in newest_of(records) if record["language"] == "en"]
    assert of_postgres(database) == wanted(english)
    days = ("--to", "days/", "--since", "2025-02-01", "--until", "2025-02-02")
    assert exported(*days) == "16 articles written to days/\n"
    refused = export("--to", "none.csv", "--section", "none")
    assert refused.returncode == 1
    assert "of the 1501 articles in postgresql://" in refused.stderr
    assert not (tmp_path / "none.csv").exists()


def test_commands_read_a_shared_ledger(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    made = scrapy(tmp_path, "ledger", "--create", "-s", f"NEWSBOT_LEDGER={database}")
    assert made.code == 0, made.err
    assert "Made the tables" in made.out
    share_ledger(tmp_path, database)
    assert crawl(server, tmp_path, max_articles=5).code == 0
    listed = scrapy(tmp_path, "runs")
    assert "finished" in listed.out or "max_articles" in listed.out, listed.err
    checked = scrapy(tmp_path, "ledger", "--check")
    assert checked.out.startswith("The ledger is whole: "), checked.err
    assert scrapy(tmp_path, "report", "-o", "report.html").code == 0
    with psycopg.connect(database) as connection:
        first = "(SELECT min(position) FROM records)"
        connection.execute(f"DELETE FROM records WHERE position = {first}")
    damaged = scrapy(tmp_path, "ledger", "--check")
    assert damaged.code == 1
    assert "has no record" in damaged.complaints[0]


def has_run_out() -> None:
    """In the process of a run: its lease is over."""
    Lease.allows_sending = property(lambda lease: False)  # type: ignore[assignment,method-assign]


def test_a_run_without_a_lease_asks_the_site_for_nothing(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    run = crawl(server, tmp_path, prepare=has_run_out)
    assert run.code == 1
    assert "could not be renewed" in run.complaints[0]
    assert server.requests == []


@pytest.mark.slow
def test_a_database_that_hangs_ends_a_run_and_keeps_nobody_waiting(
    server: ReplicaServer, tmp_path: Path, database: str, cluster: Cluster
) -> None:
    share_ledger(tmp_path, database)
    short = {
        "NEWSBOT_LEASE": 5,
        "NEWSBOT_LEASE_MARGIN": 2,
        "DOWNLOAD_TIMEOUT": 2,
        "DOWNLOAD_DELAY": 0.1,
    }
    process = start(server, tmp_path, settings=short)
    while len(server.requests) < 8 and process.poll() is None:
        time.sleep(0.05)
    cluster.pause()
    try:
        _, err = process.communicate(timeout=60)
    finally:
        cluster.go_on()
    assert process.returncode == 1, err
    assert "What was not committed is fetched again by the next run" in err
    with psycopg.connect(database) as connection:  # as if its lease had run out by itself
        connection.execute("UPDATE leases SET expires_at = now()")
    again = crawl(server, tmp_path)
    assert again.code == 0, again.err
    assert sorted(again.ids) == sorted(map(str, server.replica.reachable("uk")))

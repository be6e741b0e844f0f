"""Runs on feeds and ledgers that do not fit: restored, cut, deleted, or of another data folder."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from crawling import crawl, read_feed, start
from forking import Started
from ledger.past import ask, ledger_file
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.fixture
def replica() -> Replica:
    return Replica(30, traps=False, page_size=10)


def everything(server: ReplicaServer) -> Counter[str]:
    return Counter(map(str, server.replica.reachable("uk")))


def day_before(folder: Path) -> Path:
    """Makes today's feed one of an earlier day, also in the ledger, as midnight does."""
    (today,) = (folder / "data" / "interfax").glob("*.jsonl")
    earlier = today.with_name("2026-01-01.jsonl")
    today.rename(earlier)
    with closing(sqlite3.connect(ledger_file(folder))) as ledger, ledger:
        ledger.execute("UPDATE feeds SET path = ? WHERE path = ?", (str(earlier), str(today)))
    return earlier


def test_a_ledger_out_of_a_backup_takes_over_the_days_since(
    server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path, max_articles=5)
    day_before(tmp_path)
    backup = tmp_path / "backup.sqlite"
    with closing(sqlite3.connect(ledger_file(tmp_path))) as ledger:
        ledger.execute("VACUUM INTO ?", (str(backup),))
    crawl(server, tmp_path)
    (today,) = set((tmp_path / "data" / "interfax").glob("*.jsonl")) - {
        tmp_path / "data" / "interfax" / "2026-01-01.jsonl"
    }
    today.rename(today.with_name("2026-01-02.jsonl"))
    for file in (tmp_path / "data").glob("ledger.sqlite*"):
        file.unlink()
    shutil.copy(backup, ledger_file(tmp_path))
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert Counter(run.ids) == everything(server)


def test_a_feed_of_a_lost_data_folder_does_not_starve_the_archive(
    server: ReplicaServer, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.jsonl"
    crawl(server, tmp_path, "-o", "kept.jsonl")
    before = kept.read_bytes()
    shutil.rmtree(tmp_path / "data")
    for limit in (4, 1000):
        run = crawl(server, tmp_path, "-o", "kept.jsonl", max_articles=limit)
        assert run.code == 0, run.err
    assert Counter(run.ids) == everything(server)
    assert kept.read_bytes() == before
    server.replica.publish(2)
    run = crawl(server, tmp_path, "-o", "kept.jsonl")
    assert Counter(run.ids) == everything(server)
    assert Counter(record["id"] for record in read_feed(kept)) == everything(server)


def writing(server: ReplicaServer, folder: Path) -> tuple[Started, Path]:
    """A run that has confirmed something, and its feed."""
    process = start(server, folder, settings={"DOWNLOAD_DELAY": 0.2})
    deadline = time.monotonic() + 60
    while (
        not ledger_file(folder).exists()
        or not ask(folder, "SELECT 1 FROM sqlite_schema WHERE name = 'articles'")
        or not ask(folder, "SELECT 1 FROM articles")
    ):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (feed,) = (folder / "data" / "interfax").glob("*.jsonl")
    return process, feed


def test_a_feed_that_is_cut_while_it_is_written_ends_the_run(
    server: ReplicaServer, tmp_path: Path
) -> None:
    """As `copytruncate` of logrotate does it: the file stays, and its lines are elsewhere."""
    process, feed = writing(server, tmp_path)
    copy = feed.read_bytes()
    os.truncate(feed, 0)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert f"{feed} cannot be written (somebody cut it" in err.splitlines()[-1]
    told = crawl(server, tmp_path)
    assert told.code == 1
    assert "move the ledger away" in told.complaints[0]
    ledger_file(tmp_path).unlink()
    # One that was written just before the cut, and not yet confirmed, is in both.
    lines = {json.loads(line)["id"]: line for line in (copy + feed.read_bytes()).splitlines(True)}
    feed.write_bytes(b"".join(lines.values()))
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert Counter(run.ids) == everything(server)


def test_a_feed_that_is_removed_while_it_is_written_ends_the_run(
    server: ReplicaServer, tmp_path: Path
) -> None:
    process, feed = writing(server, tmp_path)
    feed.unlink()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert str(feed) in err.splitlines()[-1]
    told = crawl(server, tmp_path)
    assert told.code == 1
    assert str(feed) in told.complaints[0]
    assert "move the ledger away" in told.complaints[0]
    ledger_file(tmp_path).unlink()
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert Counter(run.ids) == everything(server)

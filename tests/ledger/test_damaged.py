"""A damaged ledger: the run says what to do, and what it says helps."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from crawling import Run, crawl, scrapy
from ledger.past import ask, ledger_file
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

PAGE = 4096


@pytest.fixture
def replica() -> Replica:
    return Replica(36, traps=False, page_size=10)


def damage(folder: Path, tables: str) -> None:
    """The root pages of these tables (as LIKE has it) become noise."""
    path = ledger_file(folder)
    ask(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
    wanted = "SELECT rootpage FROM sqlite_schema WHERE tbl_name LIKE ?"
    roots = {row[0] for row in ask(folder, wanted, tables)}
    with path.open("r+b") as file:
        for number in sorted(roots - {0, 1}):
            file.seek((number - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def follow_the_advice(run: Run) -> None:
    """Does what the sentence says, word for word."""
    (sentence,) = run.complaints
    found = re.search(r"move it away: (.*); the next run", sentence)
    assert found is not None, sentence
    subprocess.run(["sh", "-c", found[1]], check=True)


@pytest.mark.parametrize("tables", ["%", pytest.param("feeds", marks=pytest.mark.slow), "links"])
def test_the_advice_helps(
    server: ReplicaServer, replica: Replica, tmp_path: Path, tables: str
) -> None:
    """`links` are only written, so that it shows in the middle of the run."""
    crawl(server, tmp_path, max_articles=12)
    damage(tmp_path, tables)
    before = ledger_file(tmp_path).read_bytes()
    server.forget()
    broken = crawl(server, tmp_path)
    assert broken.code in {1, 2}, broken.err
    assert "Traceback" not in broken.err
    if tables != "links":
        assert server.requests == []
        assert ledger_file(tmp_path).read_bytes() == before
    follow_the_advice(broken)
    server.forget()
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    assert Counter(run.ids) == Counter(map(str, replica.reachable("uk")))
    fetched = [access for access in server.requests if access.target.count("/") == 3]
    assert len(fetched) == len(run.ids) - len(broken.ids)


def test_what_belongs_to_a_ledger_that_is_gone_is_not_played_into_a_new_one(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path, max_articles=5)
    ledger_file(tmp_path).with_name("ledger.sqlite-wal").write_bytes(b"of another one")
    ledger_file(tmp_path).unlink()
    run = crawl(server, tmp_path)
    assert run.code == 2
    assert "ledger.sqlite-wal stands without the ledger" in run.complaints[0]
    assert not ledger_file(tmp_path).exists()


def test_whether_it_is_whole_can_be_asked(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, max_articles=5)
    asked = scrapy(tmp_path, "ledger", "--check")
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.startswith("The ledger is whole: 5 articles, ")
    damage(tmp_path, "links")
    asked = scrapy(tmp_path, "ledger", "--check")
    assert asked.code == 1
    follow_the_advice(asked)
    assert crawl(server, tmp_path).code == 0

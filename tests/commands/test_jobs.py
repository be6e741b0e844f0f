"""What `scrapy jobs` and `scrapy worker` say to bad input: one line, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from crawling import environment, share_ledger
from forking import run_scrapy
from newsbot.ledger import stores
from postgres import Cluster

pytestmark = pytest.mark.slow  # a database

COMMANDS = [["worker"], ["jobs"], ["jobs", "--crawl", "interfax"]]


@pytest.fixture
def folder(tmp_path: Path, database: str) -> Path:
    pytest.importorskip("procrastinate")
    share_ledger(tmp_path, database)
    return tmp_path


class Run(NamedTuple):
    code: int
    out: str
    err: str


def scrapy(folder: Path, *words: str, prepare: Callable[[], object] | None = None) -> Run:
    return Run(*run_scrapy(words, folder, environment(folder), prepare=prepare))


def refused(run: Run, code: int) -> str:
    """The one line."""
    assert run.code == code, run.err
    [line] = run.err.splitlines()
    assert line.startswith("newsbot: ")
    return line


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_ledger_in_a_file(tmp_path: Path, words: list[str]) -> None:
    line = refused(scrapy(tmp_path, *words), 2)
    assert f"scrapy {words[0]} works with a ledger that machines share" in line
    assert "NEWSBOT_LEDGER=postgresql://" in line


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_missing_extra(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "ledger.address").write_text("postgresql://db.example/newsbot")
    line = refused(scrapy(tmp_path, *words, prepare=without_procrastinate), 2)
    assert line.endswith("pip install 'newsbot[cluster]'")


def without_procrastinate() -> None:
    vars(stores)["find_spec"] = lambda name: None if name == "procrastinate" else find_spec(name)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_database_that_is_not_there(tmp_path: Path, words: list[str], folder: Path) -> None:
    nowhere = f"postgresql://somebody:s3cret@/newsbot?host={tmp_path}"
    (folder / "ledger.address").write_text(nowhere)
    line = refused(scrapy(folder, *words), 1)
    assert "cannot be reached" in line
    assert "s3cret" not in line


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_database_without_a_ledger(folder: Path, cluster: Cluster, words: list[str]) -> None:
    (folder / "ledger.address").write_text(cluster.new_database())
    assert "scrapy ledger --create" in refused(scrapy(folder, *words), 2)


@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[2]], ids=" ".join)
def test_tables_of_another_version(
    folder: Path, cluster: Cluster, database: str, words: list[str]
) -> None:
    assert scrapy(folder, "jobs", "--export", "x").code == 0
    cluster.run("DROP FUNCTION procrastinate_retry_job_v2", database)
    line = refused(scrapy(folder, *words), 2)
    assert "of another version of Procrastinate" in line


@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[2]], ids=" ".join)
def test_no_right_to_make_the_tables(
    folder: Path, cluster: Cluster, database: str, words: list[str]
) -> None:
    cluster.run("DROP ROLE IF EXISTS reader", database)
    cluster.run("CREATE ROLE reader LOGIN; GRANT SELECT ON newsbot TO reader", database)
    try:
        (folder / "ledger.address").write_text(database.replace("postgres@", "reader@"))
        line = refused(scrapy(folder, *words), 1)
        assert "permission denied" in line
        assert "give this user the right to" in line
        (folder / "ledger.address").write_text(database)
        assert scrapy(folder, "jobs").out == "No job yet.\n"
    finally:
        cluster.run("DROP OWNED BY reader; DROP ROLE reader", database)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["worker", "nobody"], "no spider is called 'nobody'"),
        (["worker", "interfax", "-a", "colour=red"], "no argument 'colour'"),
        (["worker", "interfax", "-a", "since=someday"], "argument 'since'"),
        (["worker", "-s", "NEWSBOT_LEASE=1"], "NEWSBOT_LEASE"),
        (["jobs", "--crawl", "nobody"], "no spider is called 'nobody'"),
        (["jobs", "--replay", "nowhere.warc.gz"], "nowhere.warc.gz"),
        (["jobs", "--replay", "x.warc.gz", "-a", "section=x"], "no argument 'section'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_refused_at_once(folder: Path, words: list[str], told: str) -> None:
    assert told in refused(scrapy(folder, *words), 2)
    assert scrapy(folder, "jobs").out == "No job yet.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["worker", "interfax", "--every", "7m"],
        ["worker", "--jobs", "0"],
        ["worker", "interfax", "-a", "since"],
        ["jobs", "--crawl", "interfax", "--export", "x"],
        ["jobs", "x.warc.gz"],
        ["jobs", "--replay"],
        ["jobs", "--cancel"],
        ["jobs", "--cancel", "--replay", "x.warc.gz"],
    ],
    ids=" ".join,
)
def test_a_wrong_use_is_explained(folder: Path, words: list[str]) -> None:
    run = scrapy(folder, *words)
    assert run.code == 2
    assert "Traceback" not in run.err + run.out


def test_an_order_waits_once(folder: Path) -> None:
    first = scrapy(folder, "jobs", "--crawl", "interfax")
    assert first.out == "job 1: crawl interfax\n"
    assert scrapy(folder, "jobs", "--crawl", "interfax").out == "waits already: crawl interfax\n"
    other = scrapy(folder, "jobs", "--crawl", "interfax", "-a", "since=2026-11-01")
    assert "crawl interfax since=2026-11-01" in other.out
    listed = scrapy(folder, "jobs").out.splitlines()
    assert [line.split()[1] for line in listed[1:3]] == ["waiting", "waiting"]
    assert listed[-1] == "In all 2 waiting"


def test_one_that_waits_can_be_taken_back(folder: Path) -> None:
    assert scrapy(folder, "jobs", "--crawl", "interfax").code == 0
    assert scrapy(folder, "jobs", "--cancel", "1").out == "job 1 is cancelled\n"
    assert "In all 1 cancelled" in scrapy(folder, "jobs").out
    again = scrapy(folder, "jobs", "--crawl", "interfax")
    assert again.code == 0
    assert "crawl interfax" in again.out, "it can be ordered again"
    assert "no job waits that is called 1, 99" in refused(
        scrapy(folder, "jobs", "--cancel", "1", "99"), 2
    )
    assert "'x'" in refused(scrapy(folder, "jobs", "--cancel", "x"), 2)

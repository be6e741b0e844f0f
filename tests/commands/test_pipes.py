"""`scrapy runs --json | head`; output that has no room, or no place."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from articles import finished_article
from crawling import command, crawl, crawl_words, environment, scrapy, unread
from made_archive import line_of
from newsbot.feeds.records import record_of
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.runs import keep_report
from replica import ReplicaServer

pytestmark = pytest.mark.slow  # a process for each

FULL = Path("/dev/full")
COMMANDS = [
    ("runs", "--json"),
    ("report", "-o", "-"),
    ("ledger", "--check"),
    ("diff", "7", "--html", "-"),
    ("export", "--to", "x.csv"),
    ("links", "--to", "x.csv"),
    ("stories", "--to", "x.csv"),
    ("browse", "--to", "pages"),
    ("savepage", "page.html", "--url", "https://interfax.com.ua/news/general/7.html"),
    ("completion",),
    ("demo", "-a", "max_articles=1"),
]


@pytest.fixture(params=COMMANDS, ids=lambda words: words[0])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """A command that prints something, in a folder with an archive of one article."""
    path = tmp_path / "data" / "ledger.sqlite"
    ledger = Ledger(path, site="x", rechecks=(), retries=(), clock=lambda: 1.0)
    ledger.start_run({})
    ledger.close()
    day = tmp_path / "data" / "interfax" / "2026-09-22.jsonl"
    day.parent.mkdir()
    day.write_text(line_of(record_of(finished_article(id="7"))), "utf-8")
    tmp_path.joinpath("page.html").write_text("<p>Яблука", "utf-8")
    chosen: tuple[str, ...] = request.param
    return chosen


def test_nobody_reads_to_the_end(words: tuple[str, ...], tmp_path: Path) -> None:
    assert unread(tmp_path, *words) == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_no_room(words: tuple[str, ...], tmp_path: Path) -> None:
    with FULL.open("w") as full:
        run = subprocess.run(
            command(*words),
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    sentence = "standard output cannot be written (No space left on device)"
    assert run.stderr == f"newsbot: {sentence}\n"


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", [("completion",), ("demo", "-a", "max_articles=1")])
def test_no_place(words: tuple[str, ...], closed: str, tmp_path: Path) -> None:
    run = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *command(*words)],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("streams", "code"), [("2>/dev/full", 0), ("2>&1 | head -n 1", 0), ("-o -:jl >/dev/full", 1)]
)
def test_a_crawl_keeps_its_exit_code(
    streams: str, code: int, server: ReplicaServer, tmp_path: Path
) -> None:
    """Python would end with 120 for what a stream did not take."""
    words = crawl_words(server)
    run = subprocess.run(
        ["bash", "-c", f'"$@" {streams}; exit ${{PIPESTATUS[0]}}', "bash", *command(*words)],
        cwd=tmp_path,
        env={**environment(tmp_path), "PYTHONUNBUFFERED": ""},
        check=False,
    )
    assert run.returncode == code
    whole = crawl(server, tmp_path)
    assert whole.code == 0
    assert sorted(whole.ids) == sorted(map(str, server.replica.reachable("uk")))


@pytest.mark.parametrize(
    "words", [("runs", "--json"), ("demo", "--doctor"), ("crawl", "--help"), ("demo",)]
)
def test_a_stream_without_the_letters(words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "data" / "ledger.sqlite"
    ledger = Ledger(path, site="x", rechecks=(), retries=(), clock=lambda: 1.0)
    ledger.start_run({})
    keep_report(ledger, {"exit_code": 0, "note": "вчора 🙂"})
    ledger.close()
    run = subprocess.run(
        command(*words),
        cwd=tmp_path,
        env={**environment(tmp_path), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in run.stderr
    assert run.stdout.isascii()
    if words == ("runs", "--json"):
        assert json.loads(run.stdout)["report"]["note"] == "вчора 🙂"


def test_a_pid_that_has_no_place(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "crawl", "interfax", "--pidfile", "nowhere/pid")
    assert run.code == 1
    assert run.err == "newsbot: nowhere/pid cannot be written (No such file or directory)\n"

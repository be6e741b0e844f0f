"""What a run says at its start and its end to somebody who wonders about it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawling import Run, crawl, scrapy
from ledger.past import ledger_file
from newsbot.ledger.runs import Run as RunRow
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

BEGINS = "A new archive begins in "


def note_of(run: Run) -> str:
    [note] = re.findall(r"^ *note +(.*)$", run.err, re.MULTILINE)
    return str(note)


def test_a_day_that_is_known(server: ReplicaServer, replica: Replica, tmp_path: Path) -> None:
    """How many there are, and the command that writes exactly those; the file is empty."""
    first = crawl(server, tmp_path)
    moments = [record["published_at"] for record in first.records if record["published_at"]]
    day = max(moments)[:10]
    target = tmp_path / "day.jsonl"
    target.write_text("what was in it\n")
    again = crawl(server, tmp_path, "-O", "day.jsonl", since=day, until=day)
    assert again.code == 0, again.err
    assert target.read_text() == ""
    count = sum(moment.startswith(day) for moment in moments)
    assert note_of(again) == (
        f"day.jsonl got no article: {count} articles of this time are known from earlier runs; "
        f"newsbot export --to day.jsonl --overwrite --since {day} --until {day} writes them from "
        "the archive, -a refetch=1 fetches them again"
    )
    without = note_of(crawl(server, tmp_path, since=f"{day} 00:30"))
    since = datetime.fromisoformat(f"{day}T00:30+03:00")
    later = [moment for moment in moments if datetime.fromisoformat(moment) >= since]
    assert without.startswith(f"nothing new: {len(later)} articles of this time are known")
    assert f"--to known.jsonl --since '{day} 00:30' writes" in without


def test_a_time_of_which_there_is_nothing(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(
        server, tmp_path
    )  # some articles print no time, and are of every window until they are known
    run = crawl(server, tmp_path, "-O", "x.jsonl", since="2001-01-01", until="2001-01-02")
    assert note_of(run) == (
        "x.jsonl got no article: the site showed none, and the archive has none of this time"
    )


def test_another_folder_is_another_archive(server: ReplicaServer, tmp_path: Path) -> None:
    """Said before the first request, once, and not by a run that leaves no archive."""
    limits: dict[str, Any] = {"max_articles": 1, "follow": "none"}
    for folder, is_new in (("one", True), ("one", False), ("two", True)):
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        run = crawl(server, place, **limits)
        assert (f"{BEGINS}{place / 'data'};" in run.err) == is_new, run.err
        if is_new:
            assert run.err.index(BEGINS) < run.err.index("[scrapy.core.engine] INFO: Closing")
    run = crawl(server, tmp_path, "-O", "x.jsonl", settings={"NEWSBOT_LEDGER": ""}, **limits)
    assert BEGINS not in run.err


def test_runs_tells_how_long_a_run_took_as_its_own_report_does(
    server: ReplicaServer, tmp_path: Path
) -> None:
    """Whole seconds, between which it began and ended, said 0.0 s or 2.0 s of one of 0.9 s."""
    run = crawl(server, tmp_path, max_articles=2, follow="none")
    told = re.search(r"Run 1: .* articles in (\S+ s)", run.err)
    assert told is not None
    # As if it had ended a moment after a full second.
    with closing(sqlite3.connect(ledger_file(tmp_path))) as ledger, ledger:
        ledger.execute(
            "UPDATE runs SET finished_at = started_at + 1, "
            "report = json_set(report, '$.seconds', 0.3)"
        )
    line = scrapy(tmp_path, "runs").out.splitlines()[1]
    assert "  0.3 s  " in line
    report = json.loads(scrapy(tmp_path, "runs", "1", "--json").out)
    assert report["seconds"] == 0.3


def test_a_run_without_a_report() -> None:
    row = RunRow(1, "interfax.com.ua", 100, 103, 7, {}, "finished", 0, None)
    assert row.seconds == 3.0
    assert RunRow(1, "interfax.com.ua", 100, None, 7, {}, None, None, None).seconds is None

"""The report of real crawls: what a person sees, what the ledger keeps, when it alarms."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from crawling import Run, crawl, scrapy, start
from replica import Answer, Replica, ReplicaServer
from report.made import Design, renamed, undated


@pytest.fixture
def replica() -> Replica:
    return Replica(articles=100)


def report_of(run: Run, number: int) -> dict[str, Any]:
    shown = scrapy(run.folder, "runs", str(number), "--json")
    assert shown.code == 0, shown.err
    report: dict[str, Any] = json.loads(shown.out)
    return report


def closing_lines(run: Run) -> str:
    return run.err[run.err.rindex("[newsbot.report.extension] INFO: ") :]


def redesign(server: ReplicaServer, design: Design) -> None:
    """The server's articles have another layout from now on."""

    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        answer = server.replica.respond(edition, target, headers)
        if not re.fullmatch(r"/news/[a-z-]+/\d+\.html", target) or answer.status != 200:
            return None
        return Answer(200, answer.headers, design(answer.body.decode()).encode())

    server.before = before


@pytest.mark.slow
def test_the_alarm_of_a_real_crawl(server: ReplicaServer, replica: Replica, tmp_path: Path) -> None:
    first = crawl(server, tmp_path)
    assert first.code == 0, first.err
    replica.publish(4)
    second = crawl(server, tmp_path)
    assert second.code == 0, second.err

    redesign(server, renamed)
    new = replica.publish(12)
    told = tmp_path / "told.json"
    hook = f"{sys.executable} -c \"open('{told}','w').write(__import__('sys').stdin.read())\""
    third = crawl(server, tmp_path, settings={"NEWSBOT_REPORT_COMMAND": hook})
    assert third.code == 1
    [complaint] = third.complaints
    assert complaint.startswith("newsbot: has the layout changed? ")
    addresses = re.findall(r"http://\S+\.html", complaint)
    assert len(addresses) == 3
    assert {re.findall(r"\d+(?=\.html)", url)[0] for url in addresses} <= {str(s.id) for s in new}
    report = report_of(third, 3)
    assert report == json.loads(told.read_text("utf-8"))
    assert (report["exit_code"], report["articles"]["new"]) == (1, 12)

    assert scrapy(tmp_path, "runs", "3", "--acknowledge").code == 0
    replica.publish(12)
    fourth = crawl(server, tmp_path)
    assert fourth.code == 0, fourth.err
    listed = scrapy(tmp_path, "runs").out.splitlines()
    assert len(listed) == 5
    assert listed[2].endswith("finished, alarm acknowledged")


def test_the_numbers(server: ReplicaServer, tmp_path: Path) -> None:
    # Its page prints the time of the event: when it came out, the feed alone tells.
    server.replica.draft(days=0, section="press-announcement")
    run = crawl(server, tmp_path, "-O", "news.jsonl")
    report = report_of(run, 1)
    records = run.records
    assert report["articles"]["new"] == len(records)
    assert sum(report["sections"].values()) == len(records)
    assert [feed["articles"] for feed in report["feeds"]] == [len(records)] * 2
    dates = [record["published_at"] for record in records if record["published_at"]]
    assert report["published"] == {"from": min(dates), "to": max(dates)}
    for name in ("title", "published_at", "tags", "related", "lead"):
        filled = sum(bool(record[name]) for record in records)
        assert report["fields"][name]["filled"] == filled, name
    sources = report["fields"]["published_at"]["sources"]
    assert sum(sources.values()) == len(dates)
    assert set(sources) == {"visible", "json-ld", "meta", "feed"}
    assert report["pages"]["fetched"] == sum(report["pages"]["by_status"].values())
    assert report["bytes"]["received"] > 10_000 * len(records)
    assert report["stripped"]
    steps = report["steps"]
    assert all(steps[name] > 0 for name in ("download", "parse", "pipelines", "feed", "ledger"))
    assert sum(steps.values()) - steps["download"] < report["seconds"]
    text = closing_lines(run)
    assert f"{len(records)} new, 0 changed, 0 unchanged" in text
    assert len(text.splitlines()) < 25
    assert not run.out


@pytest.mark.slow
def test_a_feed_that_got_nothing_is_explained(server: ReplicaServer, tmp_path: Path) -> None:
    first = crawl(server, tmp_path)
    again = crawl(server, tmp_path, "-O", "-:jsonlines")
    assert again.code == 0
    assert not again.out
    known = f"got no article: {len(first.records)} articles are known from earlier runs; "
    assert known in closing_lines(again)
    refetched = crawl(server, tmp_path, "-O", "news.jsonl", refetch=1, max_articles=3)
    assert "note" not in closing_lines(refetched)
    server.replica.publish(2)
    some = crawl(server, tmp_path, "-O", "news.jsonl")
    assert "news.jsonl holds only what is new or changed in this run" in closing_lines(some)


@pytest.mark.slow
def test_a_killed_run_is_shown_as_killed_and_a_running_one_as_running(
    server: ReplicaServer, tmp_path: Path
) -> None:
    process = start(server, tmp_path, settings={"DOWNLOAD_DELAY": 0.2})
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "Spider opened" in line:
                break
        while len(server.requests) < 8:
            assert process.poll() is None
        listed = scrapy(tmp_path, "runs")
        assert listed.code == 0, listed.err
        assert listed.out.splitlines()[1].endswith("running")
    finally:
        process.kill()
        process.communicate()
    assert scrapy(tmp_path, "runs").out.splitlines()[1].endswith("killed")
    shown = scrapy(tmp_path, "runs", "1")
    assert shown.code == 0
    assert "killed before it could report" in shown.out


def test_a_run_that_is_not_there(server: ReplicaServer, tmp_path: Path) -> None:
    assert scrapy(tmp_path, "runs").code == 2
    for command in ("runs", "report"):
        forgetful = scrapy(tmp_path, command, "-s", "NEWSBOT_LEDGER=")
        assert (forgetful.code, len(forgetful.err.splitlines())) == (2, 1), forgetful.err
    crawl(server, tmp_path, max_articles=1)
    for word in ("9", "last", "1e3", "9" * 40):
        run = scrapy(tmp_path, "runs", word)
        assert run.code == 2
        assert len(run.err.splitlines()) == 1
    assert scrapy(tmp_path, "runs", "1", "--acknowledge").code == 2


@pytest.mark.slow
def test_pages_that_a_person_named_are_never_judged(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    redesign(server, undated)
    base = server.base_url("uk")
    urls = " ".join(base + story.path for story in replica.publish(8))
    run = crawl(server, tmp_path, url=urls, follow="none")
    assert run.code == 0, run.err
    assert report_of(run, 2)["kind"] is None

"""`scrapy crawl` for its caller: exit codes, and one line that says what is wrong."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from scrapy import signals
from scrapy.crawler import Crawler

from crawling import assert_refused, crawl, paths_asked, scrapy, start
from newsbot.interrupt import STOPPED
from replica import Answer, ReplicaServer


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("edtion", "uk", ["'edtion'", "edition"]),
        ("since", "soon", ["'since'", "'soon'", "a date"]),
        ("edition", "de", ["'edition'", "'de'", "uk, ru, en"]),
        ("max_articles", "0", ["'max_articles'", "'0'", "whole number"]),
        ("url", "https://example.net/news/general/1.html", ["'url'", "example.net"]),
    ],
)
def test_wrong_arguments(
    name: str, value: str, words: list[str], server: ReplicaServer, tmp_path: Path
) -> None:
    """Nothing is fetched and nothing is left behind."""
    arguments: dict[str, Any] = {name: value}
    run = crawl(server, tmp_path, **arguments)
    assert_refused(run, 2, *words)
    assert server.requests == []
    assert not (tmp_path / "data" / "interfax").exists()


def test_a_setting_that_is_misspelt(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, settings={"NEWSBOT_LEDGR": ""})
    assert_refused(run, 2, "NEWSBOT_LEDGR", "NEWSBOT_LEDGER")
    assert server.requests == []


def test_an_edition_that_is_not_crawled(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, url=server.base_url("ru"))
    assert_refused(run, 2, "'url'", server.base_url("ru"))
    assert server.requests == []


def test_no_such_spider(tmp_path: Path) -> None:
    assert_refused(scrapy(tmp_path, "crawl", "nobody"), 2, "'nobody'", "interfax")


@pytest.mark.parametrize(
    "words", [["crawl"], ["crawl", "interfax", "-a", "since"], ["crawl", "-x"]]
)
def test_a_command_line_that_is_none(words: list[str], tmp_path: Path) -> None:
    run = scrapy(tmp_path, *words)
    assert run.code == 2
    assert "Traceback" not in run.err


@pytest.mark.parametrize("host", ["127.0.0.1:9", "nowhere.invalid"])
def test_a_host_that_is_not_there(host: str, tmp_path: Path) -> None:
    run = crawl(None, tmp_path, base_url=f"http://{host}/")
    assert_refused(run, 1, host)


def answer_all(status: int, html: str = "") -> Answer:
    return Answer(status, {"Content-Type": "text/html; charset=utf-8"}, html.encode())


OUTAGE = answer_all(200, "<html><body><h1>Технічні роботи</h1><p>Зайдіть завтра.</p></body></html>")
DISALLOW = Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")


@pytest.mark.parametrize(
    ("robots", "pages"),
    [
        (None, answer_all(500)),
        (None, answer_all(404)),
        (None, OUTAGE),
        (DISALLOW, None),
        (answer_all(404), OUTAGE),
    ],
    ids=["errors", "not found", "outage", "disallowed", "outage without robots.txt"],
)
def test_a_site_that_gives_nothing(
    robots: Answer | None, pages: Answer | None, server: ReplicaServer, tmp_path: Path
) -> None:
    """It must not pass for a quiet day."""

    def answer(_: str, target: str, __: Mapping[str, str]) -> Answer | None:
        return robots if target == "/robots.txt" else pages

    server.before = answer
    assert_refused(crawl(server, tmp_path), 1)


def test_lists_that_are_read_and_articles_that_are_not(
    server: ReplicaServer, tmp_path: Path
) -> None:
    """After a redesign of the article page: the run fails and says why."""

    def answer(_: str, target: str, __: Mapping[str, str]) -> Answer | None:
        return OUTAGE if target.count("/") == 3 else None

    server.before = answer
    assert_refused(crawl(server, tmp_path, max_articles=5), 1, "layout")


def test_a_folder_that_cannot_be_written(server: ReplicaServer, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    run = crawl(server, tmp_path)
    assert_refused(run, 1, str(tmp_path / "data"), "NEWSBOT_DATA_DIR")
    assert server.requests == []


def test_a_site_in_part_is_good(server: ReplicaServer, tmp_path: Path) -> None:
    """RSS that fails is a warning; what the list names is there, and the code is 0."""

    def answer(_: str, target: str, __: Mapping[str, str]) -> Answer | None:
        return answer_all(500) if target.endswith(".rss") else None

    server.before = answer
    run = crawl(server, tmp_path, follow="none", max_articles=3)
    assert run.code == 0, run.err
    assert len(run.records) == 3
    assert run.complaints == []


def test_interrupted_by_a_person(server: ReplicaServer, tmp_path: Path) -> None:
    """Ctrl-C after the first article: the run ends well, and what it had is whole."""
    first_article = tmp_path / "seen"

    def answer(_: str, target: str, __: Mapping[str, str]) -> Answer | None:
        if target.count("/") == 3:
            with contextlib.suppress(FileExistsError):  # two may come at once: one signal is one
                first_article.touch(exist_ok=False)
                process.send_signal(signal.SIGINT)
        return None

    server.before = answer
    process = start(server, tmp_path)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert first_article.exists()
    assert len([path for path in paths_asked(server) if path.count("/") == 3]) < 10


class _Waits:
    """A database that does not answer when the end of a run is noted."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Waits:
        extension = cls()
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    async def engine_stopped(self) -> None:
        sys.stderr.write("the end is noted\n")
        sys.stderr.flush()
        await asyncio.Event().wait()


@pytest.mark.slow
def test_a_run_that_is_stopped_while_its_end_is_noted_says_so(
    server: ReplicaServer, tmp_path: Path
) -> None:
    waits = json.dumps({f"{__name__}.{_Waits.__name__}": 0})
    process = start(server, tmp_path, settings={"EXTENSIONS": waits})
    for sign in ("the end is noted", "Received SIGINT"):
        assert any(sign in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    complaints = [line for line in err.splitlines() if line.startswith("newsbot: ")]
    assert complaints == [f"newsbot: {STOPPED}"]

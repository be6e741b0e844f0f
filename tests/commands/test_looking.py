"""`scrapy shell`, `fetch` and `parse`: to look at a page, without a lock, a ledger or a feed."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from scrapy.http import Request

from crawling import command, crawl, environment, scrapy
from newsbot.spiders.interfax import InterfaxSpider
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def test_the_shell_reads_a_list(server: ReplicaServer, tmp_path: Path) -> None:
    code = "(response.status, len(response.css('a.article-link')) > 10)"
    run = scrapy(tmp_path, "shell", "--nolog", "-c", code, server.base_url() + "news/latest.html")
    assert run.code == 0, run.err
    assert run.out.strip() == "(200, True)"
    assert list(tmp_path.iterdir()) == []


def test_fetch(server: ReplicaServer, tmp_path: Path) -> None:
    run = scrapy(tmp_path, "fetch", "--nolog", server.base_url() + "robots.txt")
    assert run.code == 0, run.err
    assert run.out.startswith("User-agent: *")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "handled"),
    [
        ("https://interfax.com.ua/news/latest.html", True),
        ("http://ua.interfax.com.ua./news/election/tag/1066871.html", True),
        ("https://en.interfax.com.ua", True),
        ("https://example.org/news/latest.html", False),
        ("https://interfax.com.ua.example.org/", False),
    ],
)
def test_parse_finds_the_spider_of_an_address(url: str, *, handled: bool) -> None:
    assert InterfaxSpider.handles_request(Request(url)) is handled


def test_parse_reads_any_page_and_leaves_the_archive_alone(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    """An article, with and without the pipelines, a list and a feed, beside an archive in use."""
    crawl(server, tmp_path, max_articles=1)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    story = replica.published("uk")[3]
    base = server.base_url()

    def parse(path: str, *options: str) -> str:
        words = ("parse", "--nocolour", "--spider=interfax", "-a", f"base_url={base}")
        run = scrapy(tmp_path, *words, *options, base + path)
        assert run.code == 0, run.err
        assert "ERROR" not in run.err
        return run.out

    article = parse(story.path[1:])
    assert f"'id': '{story.id}'" in article
    assert "Paragraph(" not in article
    assert "'body': None" not in parse(story.path[1:], "--pipelines", "--nolinks")
    assert story.path in parse("news/latest.html")
    # The page that is asked for next is the same one, when its articles have been fetched.
    assert f"{base}news/latest.html>" in parse("news/latest.html", "--noitems")
    assert story.path in parse("news/last.rss")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_no_line_of_progress_hides_the_prompt(server: ReplicaServer, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        command("shell", "-c", "response.status", server.base_url()),
        cwd=tmp_path,
        env={**environment(tmp_path), "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:
        pass  # the other end is closed
    os.close(ours)
    assert shell.communicate(timeout=60)[0].strip() == b"200"
    assert b"Crawled" in seen or b"Spider opened" in seen, seen
    assert b"a minute" not in seen
    assert b"\x1b[K" not in seen

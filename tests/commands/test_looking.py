"""`scrapy shell` and `scrapy fetch`: to look at a page, without a lock, a ledger or a feed."""

from __future__ import annotations

from pathlib import Path

from crawling import scrapy
from replica import ReplicaServer


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

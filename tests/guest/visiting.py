"""Crawls of a site, and its access log."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import crawling
from crawling import Run
from hostile.server import HostileServer
from replica import Answer

ROBOTS = "/robots.txt"
TEXT = {"Content-Type": "text/plain"}
QUICK = 0.0005
"""Seconds: a pace that is no pace."""


def robots(server: HostileServer, text: str = "", status: int = 200, **headers: str) -> None:
    """Has the site answer its robots.txt so."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(status, {**TEXT, **headers}, text.encode()) if target == ROBOTS else None

    server.before = before


def crawl(server: HostileServer | None, folder: Path, **options: Any) -> Run:
    """A crawl at a pace that is none; Scrapy keeps no order without any delay."""
    settings = {"DOWNLOAD_DELAY": QUICK, **options.pop("settings", {})}
    return crawling.crawl(server, folder, settings=settings, **options)


def gaps(server: HostileServer) -> list[float]:
    """The seconds between one request and the next."""
    times = [access.time for access in server.requests]
    return [later - earlier for earlier, later in pairwise(times)]


def refuse(server: HostileServer, status: int, first: int, last: int, **headers: str) -> None:
    """Answers so to the requests from number `first` to `last`; robots.txt is number 0."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        if first <= len(server.requests) <= last:
            return Answer(status, {**TEXT, **headers}, b"")
        return None

    server.before = before

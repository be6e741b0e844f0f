"""Runs out of real pages of the replica, without a network, remembered by a real ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.runs import acknowledge, keep_report
from newsbot.report.alarm import Verdict, judge
from newsbot.report.collector import Collector
from newsbot.report.history import recent
from replica import Replica

Design = Callable[[str], str]
Page = Article | tuple[int, str]
"""An article, or number and address of a page that is none."""

FETCHED_AT = datetime(2026, 9, 23, 1, tzinfo=UTC)
LIST = {"uk /news/latest.html": [20, 20]}


class Pages:
    """Reads pages as the crawl does; each page of each design once."""

    def __init__(self, articles: int) -> None:
        self.replica = Replica(articles=articles)
        self.numbers = sorted(
            story.id
            for story in (*self.replica.stories.values(), *self.replica.decoys.values())
            if story.edition == "uk"
        )
        self._read: dict[tuple[int, Design | None], Page] = {}

    def read(self, number: int, design: Design | None = None) -> Page:
        key = (number, design)
        if key not in self._read:
            self._read[key] = self._parse(number, design)
        return self._read[key]

    def _parse(self, number: int, design: Design | None) -> Page:
        story = self.replica.stories.get(number) or self.replica.decoys[number]
        url = f"https://interfax.com.ua{story.path}"
        body = self.replica.respond("uk", story.path, {}).body
        if design is not None:
            body = design(body.decode()).encode()
        try:
            return newsbot.read(body, url=url, fetched_at=FETCHED_AT)
        except NotAnArticle:
            return number, url


class History:
    """A ledger with runs, one after another."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = Ledger(
            path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: 1_790_000_000
        )

    def run(self, pages: Sequence[Page], lists: dict[str, list[int]] | None = None) -> Verdict:
        """One run that reads `pages`, judged and remembered."""
        collector = Collector(newest=1)
        for page in pages:
            if isinstance(page, Article):
                collector.read(page)
            else:
                collector.not_read(*page)
        collector.sample.lists = LIST if lists is None else lists
        self.ledger.start_run({"editions": ["uk"]})
        run = self.ledger.run_id
        verdict = judge(run, collector.sample, recent(self.ledger, run, "uk"))
        report: dict[str, Any] = {
            "kind": "uk",
            "exit_code": 0,
            "sample": collector.sample.as_json(),
            "alarm": verdict.as_json(),
            "notices": [asdict(notice) for notice in verdict.notices],
        }
        keep_report(self.ledger, report)
        self.ledger.finish_run("finished")
        self.ledger.commit()
        return verdict

    def acknowledge(self) -> None:
        """The alarm of the last run is to be none."""
        acknowledge(self.path, self.ledger.run_id)


# Redesigns


def renamed(html: str) -> str:
    """New class names, new words above the blocks, and no reading time."""
    html = re.sub(r'class="([^"]*)"', lambda match: f'class="c{crc32(match[1].encode())}"', html)
    for old, new in (("ОСТАННЄ", "СВІЖІ ПУБЛІКАЦІЇ"), ("ЩЕ ЗА ТЕМОЮ", "ПРОДОВЖЕННЯ")):
        html = html.replace(old, new)
    return re.sub(r"\d+ хв читати", "", html)


def undated(html: str) -> str:
    """The date is neither printed nor stated any more."""
    html = re.sub(r"<span>\d\d:\d\d</span><span>[\d.]+</span>", "", html)
    html = re.sub(r'"date(Published|Modified)": *"[^"]*",?', "", html)
    return re.sub(r"<meta[^>]*(published|modified)_time[^>]*>", "", html)


def teased(html: str) -> str:
    """Only the first paragraph of the text is left, the rest is for subscribers."""
    rest = r".*?(?=<div class=\"article-tags|</article)"
    first = re.compile(rf'(<div class="article-content">.*?</p>){rest}', re.DOTALL)
    return first.sub(r"\1</div>", html)


def headless(html: str) -> str:
    """The text comes with a script: what arrives is an empty frame."""
    return re.sub(r"<article.*?</article>", '<div id="app"></div>', html, flags=re.DOTALL)


REDESIGNS: tuple[Design, ...] = (renamed, undated, teased, headless)

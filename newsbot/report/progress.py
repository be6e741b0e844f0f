"""Progress: one line at the foot of a terminal while a run goes on."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newsbot.report.foot_line import EVERY, FootLine, has_terminal
from newsbot.report.summary import duration
from newsbot.run import archiving

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_ENOUGH = 5
"""Pages before anything is said about the time that is left."""


class Progress:
    """Shows pages a minute, articles, queue, errors, and the time left where it can be known.

    Only on a terminal: not under cron, Scrapyd, systemd, in quiet mode, or into a file.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._begun = monotonic()
        self._foot = FootLine()
        self._clearing = _Clearing(self._foot)
        self._handlers: list[logging.Handler] = []
        self._loop = create_looping_call(self._draw)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not has_terminal(crawler.settings):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        # Log lines that go to the same terminal must not be written behind the progress.
        self._handlers = list(logging.getLogger().handlers)
        for handler in self._handlers:
            handler.addFilter(self._clearing)
        self._loop.start(EVERY, now=True)

    def spider_closed(self) -> None:
        if self._loop.running:
            self._loop.stop()
        self._foot.clear()
        for handler in self._handlers:
            handler.removeFilter(self._clearing)

    def _draw(self) -> None:
        if not self._foot.show(self._line()) and self._loop.running:
            self._loop.stop()  # the terminal is gone; the run goes on

    def _line(self) -> str:
        stats = self._crawler.stats.get_stats()
        elapsed = max(monotonic() - self._begun, 1.0)
        pages = stats.get("response_received_count", 0) + stats.get("replay/pages", 0)
        articles = stats.get("item_scraped_count", 0)
        errors = stats.get("pages/failed", 0) + stats.get("pages/not_article", 0)
        waiting = self._waiting()
        parts = [
            duration(elapsed),
            f"{pages} pages, {60 * pages / elapsed:.0f} a minute",
            f"{articles} articles",
            f"{waiting} queued",
            f"{errors} errors",
        ]
        if self._is_ending():
            return " | ".join([*parts[:3], "ending, what is under way is still taken"])
        left = self._left(pages, articles, waiting, elapsed)
        if left:
            parts.append(left)
        return " | ".join(parts)

    def _left(self, pages: int, articles: int, waiting: int, elapsed: float) -> str:
        spider = archiving(self._crawler)
        limit = spider.arguments.max_articles if spider is not None else None
        if pages < _ENOUGH:
            return ""
        stats = self._crawler.stats.get_stats()
        if whole := stats.get("replay/bytes_in_all"):
            share = max(stats.get("replay/bytes", 0) / whole, 1e-6)
            return f"{share:.0%}, about {duration(elapsed / share - elapsed)} left"
        if limit and articles:
            return f"about {duration((limit - articles) * elapsed / articles)} left"
        # What is queued may lead to more: this is the least.
        return f"at least {duration(waiting * elapsed / pages)} left" if waiting else ""

    def _waiting(self) -> int:
        engine = self._crawler.engine
        slot = getattr(engine, "_slot", None)
        if engine is None or slot is None:
            return 0
        scheduler = slot.scheduler
        return len(slot.inprogress) + (len(scheduler) if hasattr(scheduler, "__len__") else 0)

    def _is_ending(self) -> bool:
        slot = getattr(self._crawler.engine, "_slot", None)
        return slot is not None and slot.closing is not None


class _Clearing(logging.Filter):
    """Lets every record through, and the line off the terminal before it."""

    def __init__(self, foot: FootLine) -> None:
        super().__init__()
        self._foot = foot

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002
        self._foot.clear()
        return True

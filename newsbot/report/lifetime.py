"""The beginning and the end of a run: its row in the ledger, its report, and last the ledger."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy import signals

from newsbot.errors import LedgerError
from newsbot.guest.brake import Brake
from newsbot.ledger.opening import close_ledger, data_dir, open_ledger
from newsbot.report.extension import DEFAULT_FEED, RunReport
from newsbot.run import archiving, forget, one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

BEGINS = (
    "A new archive begins in %s; to go on with one that is elsewhere, end this run (Ctrl-C) and "
    "name its folder: -s NEWSBOT_DATA_DIR=FOLDER, or in the environment"
)

_LOOK_EVERY = 0.1
"""Seconds; how soon a run that was told to end while it closed does so."""


class Lifetime:
    """Extension, the last of ours: what fails while the feeds are repaired ends a run unbegun."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ledger = one_of(crawler, open_ledger)
        self._report = one_of(crawler, RunReport)
        if self._ledger is not None:
            self._ledger.store.on_failure = self._stop
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        crawler.signals.connect(self.engine_stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        self._report.begin()
        spider = archiving(self._crawler)
        if self._ledger is None or spider is None:
            return
        with suppress(LedgerError):
            self._ledger.start_run(_plain(asdict(spider.arguments)))
            has_articles = self._ledger.has_articles()
            self._crawler.stats.set_value("ledger/has_articles", has_articles)
            if not has_articles and self._has_default_feed:
                logger.info(BEGINS, data_dir(self._crawler.settings))

    @property
    def _has_default_feed(self) -> bool:
        """Whether what is read goes to the archive of the data folder."""
        return any(DEFAULT_FEED in uri for uri in self._crawler.settings.getdict("FEEDS"))

    async def spider_closed(self, reason: str) -> None:
        if self._ledger is not None:
            with suppress(LedgerError):
                await self._ledger.store.answers()
                self._ledger.finish_run(reason)

    async def engine_stopped(self) -> None:
        while self._crawler.engine.spider is not None:  # noqa: ASYNC110 - no signal says so
            # Told to end while it closes, Scrapy says so at once: feeds are still being stored.
            await asyncio.sleep(_LOOK_EVERY)
        if self._ledger is not None:
            with suppress(LedgerError):
                await self._ledger.store.answers()
        self._report.finish()
        if self._ledger is not None:
            with suppress(LedgerError):
                self._ledger.commit()
        close_ledger(self._crawler)
        forget(self._crawler)

    def _stop(self, sentence: str) -> None:
        one_of(self._crawler, Brake).pull("ledger_failed", sentence)


def _plain(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that differ from nothing, as JSON has them."""
    return {
        name: sorted(value) if isinstance(value, (set, frozenset)) else _text(value)
        for name, value in arguments.items()
        if value
    }


def _text(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

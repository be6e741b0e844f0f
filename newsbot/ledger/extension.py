"""Begins and ends a run in the ledger, and lets the spider ask it."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot.errors import LedgerError
from newsbot.guest.brake import Brake
from newsbot.ledger.answers import LedgerMemory
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.opening import close_ledger, ledger_of
from newsbot.report.extension import RunReport

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Spider
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class LedgerExtension:
    """The run's row in the ledger. Without a ledger it is not there."""

    def __init__(self, crawler: Crawler, ledger: Ledger) -> None:
        self._crawler = crawler
        self._ledger = ledger
        # The feeds are repaired by now; what failed there ended the run before it began.
        ledger.on_failure = self._stop
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        crawler.signals.connect(self.engine_stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        ledger = ledger_of(crawler)
        if ledger is None:
            raise NotConfigured
        return cls(crawler, ledger)

    def spider_opened(self, spider: Spider) -> None:
        spider.memory = LedgerMemory(self._ledger)  # type: ignore[attr-defined]
        arguments = getattr(spider, "arguments", None)
        with suppress(LedgerError):
            self._ledger.start_run(_plain(asdict(arguments)) if arguments is not None else {})
            self._crawler.stats.set_value("ledger/has_articles", self._ledger.has_articles())

    def spider_closed(self, reason: str) -> None:
        with suppress(LedgerError):
            self._ledger.finish_run(reason)

    def engine_stopped(self) -> None:
        report = self._crawler.get_extension(RunReport)
        if report is not None:
            report.finish()  # it needs the ledger, and handlers of a signal have no order
        with suppress(LedgerError):
            self._ledger.commit()
        close_ledger(self._crawler)

    def _stop(self, sentence: str) -> None:
        Brake.of(self._crawler).pull("ledger_failed", sentence)


def _plain(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that differ from nothing, as JSON has them."""
    return {
        name: sorted(value) if isinstance(value, (set, frozenset)) else _text(value)
        for name, value in arguments.items()
        if value
    }


def _text(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

"""The beginning and the end of a run: its row in the ledger, its report, and last the ledger."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy import signals

from newsbot.errors import LedgerError
from newsbot.guest.brake import Brake
from newsbot.ledger.opening import close_ledger, open_ledger
from newsbot.report.extension import RunReport
from newsbot.run import archiving, forget, one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


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
            self._crawler.stats.set_value("ledger/has_articles", self._ledger.has_articles())

    def spider_closed(self, reason: str) -> None:
        if self._ledger is not None:
            with suppress(LedgerError):
                self._ledger.finish_run(reason)

    def engine_stopped(self) -> None:
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

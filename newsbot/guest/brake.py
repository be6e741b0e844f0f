"""The brake: ends a run at once, so that no request leaves after it has been decided."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newsbot.errors import Postponed
from newsbot.run import one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_LOOK_EVERY = 0.5
"""Seconds; how soon a run that is told to end by a signal lets go of a request that waits."""


class Brake:
    """Ends a run with a reason, and withdraws the requests that still wait for their turn.

    Scrapy sends every request that has reached its downloader before it closes, which may be
    minutes away where a host asked for a pause. This one hands them back as `Postponed`, also when
    a person or systemd ends the run. All parts of a run share one: `one_of(crawler, Brake)`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.reason: str | None = None
        """The finish reason that the brake was pulled for."""
        self._finishes = False
        self._look = create_looping_call(self._withdraw_if_closing)
        crawler.signals.connect(self.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return one_of(crawler, cls)

    def spider_opened(self) -> None:
        self._look.start(_LOOK_EVERY, now=False)

    def spider_closed(self) -> None:
        if self._look.running:
            self._look.stop()

    def pull(self, reason: str, sentence: str, *, failed: bool = True) -> None:
        """Ends the run with the finish reason `reason`; `sentence` tells a person why.

        `failed`: the run could not do its work, which gives exit code 1. Otherwise what has been
        let through is still fetched.
        """
        if self.reason is not None:
            return
        self.reason = reason
        if failed:
            self._crawler.stats.set_value("newsbot/failure", sentence)
        logger.info("The run ends: %s", sentence)
        if failed:
            self._withdraw()
        self._finishes = not failed
        if self._crawler.engine.spider is not None:  # the last commit comes after its end
            deferred_from_coro(self._crawler.engine.close_spider_async(reason=reason))

    def _withdraw_if_closing(self) -> None:
        engine = self._crawler.engine
        slot = getattr(engine, "_slot", None)
        if slot is None or slot.closing is None:
            return
        if not self._finishes or not engine.running:  # a signal stops the engine, too
            self._withdraw()

    def _withdraw(self) -> None:
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Postponed("the run is ending"))

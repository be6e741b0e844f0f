"""An error of what Scrapy runs on ends a run, and not as a good one."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any

from scrapy import signals

from newsbot.guest.brake import Brake
from newsbot.run import one_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_QUEUE_FAILED = "queue_failed"
_ANSWERS = {"next_request": None, "enqueue_request": False, "has_pending_requests": False}
"""Of a queue of requests that has failed: nothing is in it, and nothing fits in."""


class Breakdown:
    """Extension. An error of the queue would leave Scrapy waiting for ever, one of another part
    that its engine stands on ends the run as a signal does: with good reason, and exit code 0.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        scheduler = self._crawler.engine.scheduler
        for name, answer in _ANSWERS.items():
            setattr(scheduler, name, self._told_of(getattr(scheduler, name), answer))

    def _told_of(self, method: Callable[..., Any], answer: object) -> Callable[..., Any]:
        brake = one_of(self._crawler, Brake)

        @wraps(method)
        def call(*arguments: Any) -> Any:
            if brake.reason == _QUEUE_FAILED:
                return answer
            try:
                return method(*arguments)
            except Exception as error:
                logger.exception("The queue of requests failed")
                brake.pull(_QUEUE_FAILED, self._sentence(error))
                return answer

        return call

    def _sentence(self, error: Exception) -> str:
        folder = self._crawler.settings.get("JOBDIR")
        advice = f"; to go on, remove {folder}" if folder else ""
        return f"the queue of requests failed ({type(error).__name__}: {error}){advice}"

    def spider_closed(self, reason: str) -> None:
        is_told = not self._crawler.crawling  # a signal tells the crawler, and that its engine
        if reason == "shutdown" and not is_told:
            sentence = "an error inside Scrapy ended the run: see the log"
            self._crawler.stats.set_value("newsbot/failure", sentence)

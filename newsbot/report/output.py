"""What the spider hands on: timed, and written down before anything is made of it.

One middleware for both: each is an async generator, through which everything that a page yields
has to pass.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsbot.errors import LedgerError
from newsbot.ledger.middleware import Discovery
from newsbot.ledger.opening import ledger_of
from newsbot.report.extension import RunReport
from newsbot.report.stopwatch import stopwatch_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response


class OutputMiddleware:
    """Spider middleware, the nearest to the spider: what it waits for is the spider's work.

    It tells the run report and the ledger of every page that could not be read, in this order: a
    page that the ledger knows as unread raises no alarm. Once the ledger fails, nothing more is
    handed on.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._watch = stopwatch_of(crawler)
        self._report = RunReport.of(crawler)
        ledger = ledger_of(crawler)
        self._discovery = Discovery(crawler, ledger) if ledger is not None else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        with suppress(LedgerError):
            async for request in start:
                if self._discovery is not None:
                    self._discovery.queue(request)
                yield request

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        watch, discovery = self._watch, self._discovery
        with suppress(LedgerError):
            while True:
                with watch("parse"):
                    part = await anext(result, None)
                if part is None:
                    break
                if discovery is not None:
                    discovery.note(part, response)
                yield part
            problem = response.meta.get("problem")
            if problem is not None:
                self._unread(response, problem)

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        with suppress(LedgerError):
            self._unread(response, f"{type(exception).__name__}: {exception}")

    def _unread(self, response: Response, problem: str) -> None:
        self._report.unread(response, problem)
        if self._discovery is not None:
            self._discovery.unread(response, problem)

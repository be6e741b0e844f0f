"""What the spider hands on: timed, and written down before anything is made of it.

One middleware for both: each is an async generator, through which everything that a page yields
has to pass.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsbot.errors import LedgerError
from newsbot.ledger.conditional import Discovery
from newsbot.ledger.opening import open_ledger
from newsbot.outcomes import Outcomes, Postponed, Unread, page_of
from newsbot.run import one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response


class OutputMiddleware:
    """Spider middleware, the nearest to the spider: what it waits for is the spider's work.

    Once the ledger fails, nothing more is handed on.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._watch = one_of(crawler, Stopwatch)
        self._outcomes = one_of(crawler, Outcomes)
        ledger = one_of(crawler, open_ledger)
        self._store = ledger.store if ledger is not None else None
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
            is_article = response.request is not None and page_of(response.request).id is not None
            if self._store is not None and not is_article:
                await self._store.answers()  # where lists ended before is asked one by one
            while True:
                with watch("parse"):
                    part = await anext(result, None)
                if part is None:
                    break
                if discovery is not None:
                    discovery.note(part, response)
                yield part

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> tuple[()] | None:
        if response.request is None:
            return None
        page = page_of(response.request)
        if isinstance(exception, LedgerError):
            # What it leads to cannot be told. It stays queued: nothing is wrong with it.
            self._outcomes.tell(page, Postponed())
            return ()
        self._outcomes.tell(
            page, Unread(f"{type(exception).__name__}: {exception}", has_raised=True)
        )
        return None

"""How long pages take to read, and which of those that should be articles are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.extensions.report import RunReport
from newsbot.report.stopwatch import stopwatch_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response


class MeasureMiddleware:
    """Spider middleware, the nearest to the spider: what it waits for is the spider's work."""

    def __init__(self, crawler: Crawler) -> None:
        self._watch = stopwatch_of(crawler)
        self._report = RunReport.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        watch = self._watch
        try:
            while True:
                with watch("parse"):
                    part = await anext(result, None)
                if part is None:
                    break
                yield part
        except Exception as error:
            self._report.unread(response, f"{type(error).__name__}: {error}")
            raise
        problem = response.meta.get("problem")
        if problem is not None:
            self._report.unread(response, problem)

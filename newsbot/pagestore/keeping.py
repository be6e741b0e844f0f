"""Keeps every page before anybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot.errors import PagesError, Postponed
from newsbot.guest.brake import Brake
from newsbot.pagestore.place import open_pages
from newsbot.run import one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

REASON = "pages_failed"
"""Finish reason of a run that could not keep what it fetched."""


class KeepPages:
    """Downloader middleware, behind the one that notes when a response arrived.

    A page that could not be kept goes no further: it stays queued, and the run ends.
    """

    def __init__(self, crawler: Crawler) -> None:
        pages = one_of(crawler, open_pages)
        if pages is None:
            raise NotConfigured
        self._pages = pages
        self._crawler = crawler
        self._watch = one_of(crawler, Stopwatch)
        crawler.signals.connect(self._pages.close, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        # The one encoding that every reader of WARC files undoes.
        request.headers["Accept-Encoding"] = "gzip"

    def process_response(self, request: Request, response: Response) -> Response:
        try:
            with self._watch("pages"):
                size = self._pages.keep(response, request.meta["fetched_at"])
        except PagesError as error:
            one_of(self._crawler, Brake).pull(REASON, str(error))
            raise Postponed(str(error)) from error
        self._crawler.stats.inc_value("pages/kept")
        self._crawler.stats.inc_value("pages/kept_bytes", size)
        return response

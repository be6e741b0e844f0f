"""Kept pages as the responses that a spider gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Request, Response, TextResponse
from scrapy.responsetypes import responsetypes

from newsbot.guards.content import ContentMiddleware

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.pagestore.reader import KeptPage, Record

_MOST = 1 << 21
"""Bytes of pages, unpacked, that are laid out ahead: a tree takes ten times as many."""


class Responses:
    """Makes them: one by one, or some articles of one file ahead.

    What reads pages stays in the processor's caches from one page to the next, and what writes
    records drives it out. So a few pages are laid out one after the other, before the first of
    them has its turn. Nothing is told or noted of a page before that; what it is packed and
    written in is counted for the run.
    """

    def __init__(self, crawler: Crawler, lay_out: Callable[[TextResponse], object]) -> None:
        """`lay_out` is the spider's."""
        self._lay_out = lay_out
        self._unpack = HttpCompressionMiddleware(crawler=crawler)
        self._content = ContentMiddleware(crawler)
        self._ahead: dict[int, TextResponse | Exception] = {}
        """End of a record -> what came of its page."""

    def prepare(self, records: Iterable[Record]) -> None:
        """Lays out the pages of articles; those that were prepared before are forgotten."""
        self._ahead.clear()
        size = 0
        for record in records:
            if size > _MOST:
                return  # the others are read at their turn
            assert record.page is not None
            try:
                response = self._text(record.page)
            except Exception as error:  # noqa: BLE001 - it is raised when the page has its turn
                self._ahead[record.end] = error.with_traceback(None)  # its frames hold the page
                continue
            self._ahead[record.end] = response
            size += len(response.body)
            with suppress(Exception):  # who reads it at its turn, if it is whole, meets that again
                self._lay_out(response)

    def of(self, record: Record, meta: dict[str, Any]) -> Response | None:
        """The response to a request with `meta`; None where a crawl asked again for a whole one.

        Raises what a crawl would not read a page for.
        """
        assert record.page is not None
        response = self._ahead.pop(record.end, None) or self._text(record.page)
        if isinstance(response, Exception):
            raise response
        response.meta.update(meta)
        assert response.request is not None
        answer = self._content.whole(response.request, response)
        return None if isinstance(answer, Request) else answer

    def _text(self, page: KeptPage) -> TextResponse:
        headers = Headers(
            (name, value.encode("latin-1", "replace")) for name, value in page.headers
        )
        kind = responsetypes.from_args(headers=headers, url=page.url, body=page.body)
        flags = [] if page.is_whole else ["partial"]
        request = Request(page.url)
        response: Any = kind(
            page.url, status=page.status, body=page.body, flags=flags, request=request
        )
        response.headers = headers  # a copy would be normalised once more
        response = self._unpack.process_response(request, response)
        return self._content.text_of(response)

"""What came over the wire: text, whole, and in the encoding that it is really in, or an error.

Without this, half a page would be exported as a whole article, and a picture would end in a
traceback.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NoReturn

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, TextResponse

from newsbot.errors import Unreadable
from newsbot.guards.charset import encoding_of
from newsbot.guards.endings import Endings
from newsbot.guards.weight import too_heavy
from newsbot.ledger.recall import memory_of
from newsbot.run import one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

_END = b"</html"
_TAIL = 4096
"""Bytes at the end of a page in which its end tag is looked for: counters may follow it."""
_UTF8 = frozenset({"utf-8", "utf8"})
_OTHER_TYPES = ("image/", "audio/", "video/", "font/", "application/")
_TEXT_TYPE = re.compile(r"html|xml|json|rss|octet-stream|x-unknown", re.IGNORECASE)


class ContentMiddleware:
    """Looks at pages with status 200, after they have been unpacked.

    - What is no text is refused, and what would hold up the parser.
    - A page is cut short when it has no end tag, and its length was unknown (closed connection) or
      the site's pages of its kind have one (`newsbot.guards.endings`). It is asked for again, then
      fails.
    - A wrong or missing charset is put right.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._endings = Endings(one_of(crawler, memory_of))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status != 200 or request.meta.get("dont_obey_robotstxt"):
            return response
        return self.whole(request, self.text_of(response))

    def text_of(self, response: Response) -> TextResponse:
        """The response in the encoding that it is really in; Unreadable where it is no page."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        # Scrapy goes by the name where it does not know the type: a picture called x.html is HTML.
        if not isinstance(response, TextResponse) or not _is_text(kind):
            self._refuse("no_text", f"no text, but {kind[:80] or 'unknown'}")
        heavy = too_heavy(response.body)
        if heavy is not None:
            self._refuse("too_heavy", f"no page has {heavy}")
        return self._in_its_encoding(response)

    def whole(self, request: Request, response: TextResponse) -> Request | TextResponse:
        """The response, or the request for another where it is cut short; then Unreadable."""
        is_page = isinstance(response, HtmlResponse) or "article" in request.meta
        if is_page and self._is_cut(request, response):
            self._crawler.stats.inc_value("content/cut_short")
            assert self._crawler.spider is not None
            again = get_retry_request(
                request, spider=self._crawler.spider, reason="the page is cut short"
            )
            if again is None:
                raise Unreadable("the page is cut short")
            return again
        return response

    def _is_cut(self, request: Request, response: TextResponse) -> bool:
        tail = response.body[-_TAIL:].replace(b"\0", b"")  # UTF-16 is as good as ASCII then
        has_end = _END in tail.lower()
        if not has_end and "partial" in response.flags:
            return True
        kind = "articles" if "article" in request.meta else "others"
        is_retry = bool(request.meta.get("retry_times"))
        return self._endings.is_cut(kind, has_end=has_end, is_retry=is_retry)

    def _in_its_encoding(self, response: TextResponse) -> TextResponse:
        declared = response._declared_encoding()  # noqa: SLF001  # `encoding` would guess, slowly
        if declared in _UTF8 and _is_utf8(response.body):
            return response
        encoding = encoding_of(response.body, declared)
        if encoding is None:
            self._refuse("unknown_charset", "its encoding cannot be told")
        if declared is not None and _same(encoding, declared.lower()):
            return response
        if declared is not None:
            self._crawler.stats.inc_value("content/charset_corrected")
            logger.info("%s is in %s, not in %s as it says", response.url, encoding, declared)
        return response.replace(encoding=encoding)

    def _refuse(self, kind: str, words: str) -> NoReturn:
        self._crawler.stats.inc_value(f"content/{kind}")
        raise Unreadable(f"refused: {words}")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_text(kind: str) -> bool:
    """Whether a Content-Type may be that of a page or a feed; a missing one may."""
    return not kind.lower().startswith(_OTHER_TYPES) or _TEXT_TYPE.search(kind) is not None


def _same(encoding: str, declared: str) -> bool:
    both = {encoding, declared}
    return len(both) == 1 or both <= _UTF8 or all(name.startswith("utf-16") for name in both)

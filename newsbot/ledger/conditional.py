"""The ledger goes before every request: what is discovered is queued, what is known asked about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from newsbot.errors import LedgerError, NotModified, Postponed
from newsbot.items import Article
from newsbot.ledger.opening import open_ledger
from newsbot.ledger.rows import ARTICLES, URLS
from newsbot.outcomes import page_of
from newsbot.run import Place, archive_of, one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger.ledger import Ledger

IS_CONDITIONAL = "is_conditional"
"""The key in `meta` of a request that asks for a page only if it has changed."""


class ArrivalMiddleware:
    """Notes when a response arrived: the moment to which «вчора» refers."""

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta["fetched_at"] = datetime.now(UTC)
        return response


class ConditionalGetMiddleware:
    """Downloader middleware: asks for known articles only if they changed.

    It stands nearest to the engine, so that it sees what is left after retries and redirects. What
    it cannot ask a failed ledger goes no further.
    """

    def __init__(self, crawler: Crawler) -> None:
        ledger = one_of(crawler, open_ledger)
        if ledger is None:
            raise NotConfigured
        self._ledger = ledger
        self._is_refetch = archive_of(crawler).arguments.refetch

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        key = page_of(request).id
        if key is None:
            return
        try:
            await self._ledger.store.foresee_behind(URLS, [key], ARTICLES)
            await self._ledger.store.foresee_behind(ARTICLES, [key], ARTICLES)
            self._prepare(request, key)
        except LedgerError as error:
            raise Postponed(str(error)) from error

    def _prepare(self, request: Request, key: str) -> None:
        """Makes a request for a delivered article a conditional one."""
        # Only for what was delivered: a page seen but not exported must come whole again.
        if self._ledger.fetching(key) or self._is_refetch:
            return
        known = self._ledger.article(key)
        if known is None:
            return
        if known.etag:
            request.headers.setdefault("If-None-Match", known.etag)
        if known.last_modified:
            request.headers.setdefault("If-Modified-Since", known.last_modified)
        request.meta[IS_CONDITIONAL] = bool(known.etag or known.last_modified)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 304 and request.meta.get(IS_CONDITIONAL):
            raise NotModified(f"as it was: {request.url}")
        return response


class Discovery:
    """Writes down every article before its request is made, and what the page of one links to."""

    def __init__(self, crawler: Crawler, ledger: Ledger) -> None:
        self._ledger = ledger
        self._locate = archive_of(crawler).locate

    def note(self, part: Any, response: Response) -> None:
        """A request or an article that the spider made of a page."""
        if not isinstance(part, Article):
            self.queue(part)
            return
        part.evidence.etag, part.evidence.last_modified = validators_of(response)
        targets = {
            block: [place.id for link in links if (place := self._locate(link.url)) is not None]
            for block, links in (("related", part.related), ("latest", part.latest))
        }
        self._ledger.link(part.id, targets)
        if response.request is not None and page_of(response.request).id != part.id:
            # Found by a redirect: should it fail now, it is still to be fetched.
            place = self._locate(part.url)
            if place is not None:
                self._ledger.queue(place)

    def queue(self, request: Any) -> None:
        if isinstance(request, Request) and "article" in request.meta:
            address = request.meta["article"]
            place = Place(address.id, address.edition, address.section, address.path)
            self._ledger.queue(place)


def validators_of(response: Response) -> tuple[str | None, str | None]:
    """(ETag, Last-Modified) as they were sent: what to ask with whether a page has changed."""
    return _header(response, "ETag"), _header(response, "Last-Modified")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value and len(value) < 500 else None

"""The ledger follows every article: queued, fetching, read, failed or gone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from newsbot.errors import LedgerError, NotModified, NotWanted, Postponed
from newsbot.items import Article
from newsbot.ledger.opening import ledger_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsbot.ledger.ledger import Ledger

_MISSING = frozenset({404, 410})


def _ledger(crawler: Crawler) -> Ledger:
    ledger = ledger_of(crawler)
    if ledger is None:
        raise NotConfigured
    return ledger


class ArrivalMiddleware:
    """Notes when a response arrived: the moment to which «вчора» refers."""

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta["fetched_at"] = datetime.now(UTC)
        return response


class ConditionalGetMiddleware:
    """Downloader middleware: asks for known articles only if they changed, and notes what came.

    It stands nearest to the engine, so that it sees what is left after retries and redirects. What
    it cannot ask or tell a failed ledger goes no further.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ledger = _ledger(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        key = id_of(request)
        if key is None:
            return
        try:
            self._prepare(request, key)
        except LedgerError as error:
            raise Postponed(str(error)) from error

    def _prepare(self, request: Request, key: str) -> None:
        """Makes a request for a delivered article a conditional one."""
        if self._ledger.fetching(key):
            return
        if self._crawler.spider.arguments.refetch:  # type: ignore[union-attr]
            return
        # Only for what was delivered: a page seen but not exported must come whole again.
        if self._ledger.article(key) is None:
            return
        validators = self._ledger.validators(key)
        if validators is not None:
            if validators.etag:
                request.headers.setdefault("If-None-Match", validators.etag)
            if validators.last_modified:
                request.headers.setdefault("If-Modified-Since", validators.last_modified)

    def process_response(self, request: Request, response: Response) -> Response:
        key = id_of(request)
        if key is not None and response.status != 200:
            try:
                self._note(key, response.status)
            except LedgerError as error:
                raise Postponed(str(error)) from error
            if response.status == 304:
                raise NotModified(f"as it was: {request.url}")
        return response

    def _note(self, key: str, status: int) -> None:
        if status == 304:
            self._ledger.unchanged(key)
            self._crawler.stats.inc_value("articles/unchanged")
            return
        self._ledger.failed(
            key,
            f"status {status}",
            is_missing=status in _MISSING,
            at_once=status >= 500 or status == 429,
        )
        self._crawler.stats.inc_value("articles/failed")

    def process_exception(self, request: Request, exception: Exception) -> None:
        key = id_of(request)
        if key is None or isinstance(exception, (NotModified, Postponed)):
            return
        with suppress(LedgerError):
            self._ledger.failed(
                key,
                str(exception) or type(exception).__name__,
                at_once=not isinstance(exception, IgnoreRequest),
            )
            self._crawler.stats.inc_value("articles/failed")


class Discovery:
    """Writes down every article before its request is made, and what became of those read."""

    def __init__(self, crawler: Crawler, ledger: Ledger) -> None:
        self._crawler = crawler
        self._ledger = ledger
        crawler.signals.connect(self.item_dropped, signals.item_dropped)
        crawler.signals.connect(self.item_error, signals.item_error)

    def note(self, part: Any, response: Response) -> None:
        """A request or an article that the spider made of a page."""
        if isinstance(part, Article):
            self._note(part, response)
            self._note_redirect(part, response)
        else:
            self.queue(part)

    def queue(self, request: Any) -> None:
        if isinstance(request, Request) and "article" in request.meta:
            address = request.meta["article"]
            self._ledger.queue(address.id, address.edition, address.section)

    def unread(self, response: Response, problem: str) -> None:
        """A page came that could not be read."""
        if response.request is not None:
            self._failed(id_of(response.request), problem)

    def item_dropped(self, item: Article, exception: Exception) -> None:
        if not isinstance(exception, NotWanted):
            self._failed(item.id, str(exception))

    def item_error(self, item: Article, failure: Failure) -> None:
        self._failed(item.id, failure.getErrorMessage())

    def _note(self, article: Article, response: Response) -> None:
        article.evidence.etag = _header(response, "ETag")
        article.evidence.last_modified = _header(response, "Last-Modified")
        locate = self._crawler.spider.locate  # type: ignore[union-attr]
        targets = {
            block: [place[0] for link in links if (place := locate(link.url)) is not None]
            for block, links in (("related", article.related), ("latest", article.latest))
        }
        self._ledger.link(article.id, targets)

    def _note_redirect(self, article: Article, response: Response) -> None:
        """An address that leads to another article has none of its own."""
        key = id_of(response.request) if response.request is not None else None
        if key is not None and key != article.id:
            self._ledger.failed(key, f"leads to {article.url}", is_missing=True)

    def _failed(self, key: str | None, problem: str) -> None:
        if key is None or problem.startswith("status "):
            return
        with suppress(LedgerError):
            if self._ledger.failed(key, problem) > 1:
                self._crawler.stats.inc_value("pages/not_article_again")
            self._crawler.stats.inc_value("articles/failed")


def id_of(request: Request) -> str | None:
    """The id of the article that a request is for, None for other pages."""
    address = request.meta.get("article")
    return address.id if address is not None else None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value and len(value) < 500 else None

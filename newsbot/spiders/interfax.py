"""Where to start on Interfax-Ukraine and what to follow."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.http import Request, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.errors import ArgumentError, NotModified, Postponed, reason_of
from newsbot.items import Article
from newsbot.ledger.memory import ListPage, Memory, NoMemory
from newsbot.pages.article import ArticlePage
from newsbot.pages.indexing import Wishes, robots_wishes
from newsbot.pages.lexicon import lexicon
from newsbot.pages.listing import ListingPage, numbered, page_number
from newsbot.pages.rss import read_rss
from newsbot.pages.times import read_time
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site, mirrored
from newsbot.spiders.arguments import Arguments, read_arguments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsbot.pages.lexicon import ArticleAddress
    from newsbot.pages.listing import Entry

logger = logging.getLogger(__name__)

START = 10**13
"""Priority of start pages: above every article, whose priority is its number."""
_MISSING = frozenset({404, 410})
_AT_A_TIME = 2000
"""How many articles that earlier runs left are in memory at once."""

_OF_SCRAPYD = frozenset({"_job", "_version"})
"""Spider arguments that Scrapyd adds on its own."""


class InterfaxSpider(scrapy.Spider):
    """Archive of Interfax-Ukraine.

    Spider arguments
      url
        Start from these pages (articles, lists, the front page, RSS), separated by spaces.
        Defaults to the edition's latest list and RSS.
      edition
        ``uk``, ``ru``, ``en`` or several separated by commas. Defaults to ``uk``.
      section
        Start from the lists of these sections (``political,economic``). Defaults to all.
      since, until
        Only articles published in this window; a date in any form that the site prints.
      follow
        Which links an article hands on: ``latest``, ``related``, both (the default) or ``none``.
      max_articles
        Stop after so many exported articles.
      refetch
        ``1`` fetches and exports also what the ledger knows.
      base_url
        Crawl a mirror of the site at this address instead of the site itself.
    """

    name = "interfax"
    site: Site = INTERFAX

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        """Raises ArgumentError."""
        super().__init__(name)
        self.started_at = datetime.now(UTC)
        self.arguments = self.check_arguments(arguments)
        editions, origins = self.arguments.editions, self.arguments.origins
        if origins:
            if len(origins) == 1:
                origins *= len(editions)
            self.site = mirrored(self.site, dict(zip(editions, origins, strict=True)))
        self._lexicon = lexicon(self.site)
        self.memory: Memory = NoMemory()
        self.seen: set[str] = set()
        self._listed: dict[str, set[str]] = {}

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, object]) -> Arguments:
        """The arguments, read, but for those that Scrapyd adds; raises ArgumentError."""
        now = datetime.now(UTC)
        known = {name: value for name, value in arguments.items() if name not in _OF_SCRAPYD}
        return read_arguments(known, cls.site, now)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.check_urls()
        return spider

    def check_urls(self) -> None:
        """Refuses start pages of another site before anything is fetched."""
        for url in self.arguments.urls:
            if self._lexicon.addresses.edition_of(url) not in self.arguments.editions:
                hosts = ", ".join(self.site.editions[code].base for code in self.arguments.editions)
                raise ArgumentError("url", url, f"pages of the editions of 'edition' ({hosts})")

    # Where to start

    async def start(self) -> AsyncIterator[Request]:
        # The gaps of earlier runs: asked for before this run opens one of its own.
        gaps = list(self.gap_requests()) if self._is_plain else []
        for request in (*self.start_pages(), *gaps):
            yield request
        if not self._is_plain:
            return
        for count, request in enumerate(self.due_requests(), 1):
            yield request
            if count % _AT_A_TIME == 0:
                # A long queue stays in the ledger until there is room for it in memory.
                await self.crawler.signals.wait_for(signals.scheduler_empty)

    @property
    def _is_plain(self) -> bool:
        """Whether the run is about the whole site, so that what earlier runs left belongs to it."""
        return not (self.arguments.urls or self._window or self.arguments.refetch)

    def gap_requests(self) -> Iterator[Request]:
        """The pages of lists at which earlier runs were cut short.

        One page is read again: articles that were withdrawn meanwhile have moved others up to it.
        """
        for gap in self.memory.open_gaps(self.arguments.editions):
            page = numbered(self.site.editions[gap.edition].base + gap.path, max(2, gap.page - 1))
            yield self.listing_request(page, gap=gap.id)

    def due_requests(self) -> Iterator[Request]:
        """The articles that earlier runs left unread, and those due for a recheck."""
        for due in self.memory.due(self.arguments.editions, self.arguments.sections):
            base = self.site.editions[due.edition].base
            url = f"{base}/news/{due.section}/{due.id}.html"
            address = self._lexicon.addresses.article(url, due.edition)
            if address is not None and self._is_first(address):
                yield self.article_request(address)

    def locate(self, url: str) -> tuple[str, str, str] | None:
        """(id, edition, section) of an article's address in a feed; None where it is none."""
        address = self._lexicon.addresses.article(url, "")
        if address is None and self.arguments.origins:
            # A mirror may have moved to another port since; its articles are the same.
            path = urlsplit(url).path
            address = self._lexicon.addresses.article(path, self.arguments.editions[0])
        return (address.id, address.edition, address.section) if address else None

    def start_pages(self) -> Iterator[Request]:
        if self.arguments.urls:
            for url in self.arguments.urls:
                yield from self._start_page(url)
            return
        bases: dict[str, str] = {}
        for code in self.arguments.editions:
            bases.setdefault(self.site.editions[code].base, code)
        for base in bases:
            if self.arguments.sections:
                for section in self.arguments.sections:
                    yield self.listing_request(
                        base + self.site.section_path.format(section=section)
                    )
            else:
                yield self.listing_request(base + self.site.latest_path)
                for path in self.site.rss_paths:
                    yield self._request(base + path, self.parse_rss, priority=START)

    def _start_page(self, url: str) -> Iterator[Request]:
        address = self._lexicon.addresses.article(url, "")
        if address is not None:
            if self._is_first(address):
                yield self.article_request(address)
            return
        page = self._lexicon.addresses.canonical(url, url)
        assert page is not None
        if page.partition("?")[0].endswith(".rss"):
            yield self._request(page, self.parse_rss, priority=START)
        else:
            yield self.listing_request(page)

    def listing_request(self, url: str, *, priority: int = START, **meta: Any) -> Request:
        """The request for one page of a list."""
        return self._request(url, self.parse_listing, priority=priority, meta=meta)

    def article_request(self, address: ArticleAddress) -> Request:
        """The request for an article: the newest number first."""
        return self._request(
            address.url,
            self.parse_article,
            priority=int(address.id),
            meta={"article": address},
        )

    def _request(self, url: str, callback: Any, *, priority: int, **options: Any) -> Request:
        return Request(url, callback, errback=self.failed, priority=priority, **options)

    # What to follow

    def parse_listing(self, response: TextResponse) -> Iterator[Request]:
        page = ListingPage(response, self.site)
        if not self._wishes(response, page.robots).follow:
            logger.warning("Not followed, the list says nofollow: %s", response.url)
            return
        entries = [entry for entry in page.entries if entry.address.edition == page.edition]
        self.crawler.stats.inc_value("listings/pages")
        self._count(page.edition, page.url, len(entries), len(page.rows))
        if not entries:
            self._report_empty(page, response)
            return
        yield from self._entries(entries, response)
        # Only now, when its articles are queued: the ledger takes both or neither.
        following = self._next_page(page, entries, response)
        if following is not None:
            yield following

    def _count(self, edition: str, url: str, entries: int, timed: int) -> None:
        """What the first page of a list shows, for the run report."""
        if page_number(url) == 1:
            name = f"lists/{edition} {urlsplit(url).path}"
            self.crawler.stats.set_value(name, [entries, timed])

    def _report_empty(self, page: ListingPage, response: TextResponse) -> None:
        if page_number(page.url) > 1:
            self._list_ended(response.request)
            return
        self.crawler.stats.inc_value("listings/empty")
        logger.warning("No article found in the list %s: has its layout changed?", response.url)

    def _list_ended(self, request: Request | None) -> None:
        gap = request.meta.get("gap") if request is not None else None
        if gap is not None:
            self.memory.list_ended(gap)

    def _next_page(
        self, page: ListingPage, entries: list[Entry], response: TextResponse
    ) -> Request | None:
        """The request for the next page of a list, while there is something new to expect of it."""
        ids = {entry.address.id for entry in entries}
        first = numbered(page.url, 1)
        listed = self._listed.setdefault(first, set())
        ends = ids <= listed or page.next_page is None
        listed |= ids
        rows = sorted(page.rows or entries, key=lambda entry: int(entry.address.id))
        gap = response.meta.get("gap")
        goes_on = not ends
        if self._is_remembered(page, gap):
            goes_on, gap = self.memory.read_list(
                ListPage(
                    edition=page.edition,
                    path=urlsplit(first).path,
                    page=page_number(page.url),
                    ids=[entry.address.id for entry in page.rows or entries],
                    newest=rows[-1].time,
                    oldest=rows[0].time,
                    ends=ends,
                    gap=gap,
                )
            )
        if not goes_on or page.next_page is None or self._is_past_window(page, response):
            return None
        return self.listing_request(page.next_page, priority=int(rows[0].address.id), gap=gap)

    def _is_remembered(self, page: ListingPage, gap: int | None) -> bool:
        """Whether the list is read from its start to what is known: not in a window or refetch."""
        if self._window or self.arguments.refetch:
            return False
        return gap is not None or (page_number(page.url) == 1 and page.url.endswith(".html"))

    def _is_past_window(self, page: ListingPage, response: TextResponse) -> bool:
        """Whether everything that a page of a list tells the time of came before `since`."""
        if self.arguments.since is None:
            return False
        times = [read_time(row.time, _fetched_at(response)) for row in page.rows]
        known = [time for time in times if time is not None]
        return bool(known) and max(known) < self.arguments.since

    def parse_rss(self, response: scrapy.http.Response) -> Iterator[Request]:
        if not self._wishes(response, "").follow:
            logger.warning("Not followed, the feed says nofollow: %s", response.url)
            return
        entries = read_rss(response.body, self.site, response.url)
        self.crawler.stats.inc_value("rss/entries", len(entries))
        timed = sum(entry.time is not None for entry in entries)
        edition = self._lexicon.addresses.edition_of(response.url) or ""
        self._count(edition, response.url, len(entries), timed)
        if not entries:
            logger.warning("No article found in the feed %s", response.url)
        yield from self._entries(entries, response)

    def _entries(self, entries: list[Entry], response: scrapy.http.Response) -> Iterator[Request]:
        for entry in entries:
            if self._is_outside(
                read_time(entry.time, _fetched_at(response)) if self._window else None
            ):
                continue
            yield from self._new(entry.address)

    def parse_article(self, response: TextResponse) -> Iterator[Request | Article]:
        page = ArticlePage(response, self.site)
        if page.problem is not None:
            self._report_problem(response, page.problem)
            return
        if self._leads_to_known(page, response):
            response.meta["problem"] = "it leads to an article that was met already"
            return
        fetched_at = _fetched_at(response)
        article = page.article(fetched_at.isoformat(timespec="seconds"))
        wishes = self._wishes(response, page.robots)
        article.evidence.follow = wishes.follow
        article.evidence.blocks = page.has_block
        for name, found in article.evidence.blocks.items():
            self.crawler.stats.inc_value(f"blocks/{name}/{'found' if found else 'missing'}")
        if article.evidence.follow and not self._is_out_of_window(page, fetched_at):
            for name in sorted(self.arguments.follow):
                yield from self._linked(getattr(article, name), article.edition)
        if wishes.keep:
            yield article
        else:
            response.meta["problem"] = "noindex"
            logger.info("Not exported, the page says noindex: %s", response.url)

    def _leads_to_known(self, page: ArticlePage, response: TextResponse) -> bool:
        """Whether the request was redirected to another article, and this run has met that one."""
        asked, found = response.meta.get("article"), page.address
        if asked is None or found is None or asked.id == found.id:
            return False
        return not self._is_first(found)

    def _wishes(self, response: scrapy.http.Response, meta: str) -> Wishes:
        """What a page asks of robots, counted."""
        headers = response.headers.getlist("X-Robots-Tag")
        wishes = robots_wishes((value.decode("latin-1") for value in headers), meta)
        for name, granted in (("noindex", wishes.keep), ("nofollow", wishes.follow)):
            if not granted:
                self.crawler.stats.inc_value(f"robots/{name}")
        return wishes

    def _report_problem(self, response: TextResponse, problem: str) -> None:
        response.meta["problem"] = problem
        self.crawler.stats.inc_value("pages/not_article")
        logger.warning("Not exported, %s: %s", problem, response.url)

    def _is_out_of_window(self, page: ArticlePage, fetched_at: datetime) -> bool:
        if not self._window or not page.published:
            return False
        return self._is_outside(read_time(page.published[0][1], fetched_at))

    @property
    def _window(self) -> bool:
        return self.arguments.since is not None or self.arguments.until is not None

    def _is_outside(self, time: datetime | None) -> bool:
        since, until = self.arguments.since, self.arguments.until
        if time is None:
            return False
        return (since is not None and time < since) or (until is not None and time > until)

    def _linked(self, links: Iterable[Any], edition: str) -> Iterator[Request]:
        for link in links:
            address = self._lexicon.addresses.article(link.url, edition)
            if address is not None:
                yield from self._new(address)

    def _new(self, address: ArticleAddress) -> Iterator[Request]:
        """The request for an article that this run has not met, unless it need not be fetched."""
        if address.edition not in self.arguments.editions or not self._is_first(address):
            return
        if self.arguments.refetch or not self.memory.is_known(address.id):
            yield self.article_request(address)

    def _is_first(self, address: ArticleAddress) -> bool:
        """Whether this run meets an article for the first time."""
        if address.id in self.seen:
            return False
        self.seen.add(address.id)
        return True

    # What goes wrong

    def failed(self, failure: Failure) -> None:
        """Says in one line which page could not be fetched, and why."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, (NotModified, Postponed)):
            return  # as it was, or still queued: the run says why it ends
        asked = request.meta.get("redirect_urls", (request.url,))[0]
        if isinstance(error, HttpError):
            status = error.response.status
            request.meta["problem"] = f"status {status}"
            if (
                status in _MISSING
                and "article" not in request.meta
                and page_number(request.url) > 1
            ):
                logger.info("The list ends before %s", request.url)
                self._list_ended(request)
                return
            logger.warning("Status %d: %s", status, asked)
        else:
            reason = reason_of(error)
            request.meta["problem"] = reason
            logger.warning("Not fetched (%s): %s", reason, asked)
        self.crawler.stats.inc_value("pages/failed")


def _fetched_at(response: scrapy.http.Response) -> datetime:
    """When a response arrived: the moment that «вчора» and a bare `23:55` refer to."""
    stamp = response.meta.get("fetched_at")
    return stamp if isinstance(stamp, datetime) else datetime.now(UTC)

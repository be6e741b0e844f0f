"""The spider of an archive: where to start, and what to follow. Of the site it knows nothing."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.http import Request, TextResponse

from newsbot.items import Article
from newsbot.ledger.conditional import IS_CONDITIONAL, validators_of
from newsbot.ledger.pauses import read_pauses
from newsbot.ledger.recall import memory_of
from newsbot.outcomes import (
    Elsewhere,
    Missing,
    Moved,
    NotWanted,
    Outcome,
    Outcomes,
    Page,
    Postponed,
    Unread,
    of_error,
    page_asked,
    page_of,
)
from newsbot.pages.indexing import Wishes, robots_wishes
from newsbot.pages.lexicon import lexicon
from newsbot.pages.listing import ListingPage
from newsbot.pages.rss import read_rss
from newsbot.pages.times import published_of
from newsbot.run import Arguments, Place, one_of
from newsbot.spiders.arguments import check_urls, read_arguments
from newsbot.spiders.own_parts import add_own_parts
from newsbot.spiders.paging import START, Lists, Reading, time_of
from newsbot.spiders.raw_article import article_of, fetched_at_of, lay_out, page_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from newsbot.ledger.memory import Memory
    from newsbot.pages.article import ArticlePage
    from newsbot.pages.listing import Entry
    from newsbot.sites.site import Site
    from newsbot.sites.urls import Addresses, ArticleAddress

logger = logging.getLogger(__name__)

LOOK_BACK_EVERY = "NEWSBOT_LOOK_BACK_EVERY"
_AT_A_TIME = 2000
"""How many articles that earlier runs left are in memory at once."""


class ArchiveSpider(scrapy.Spider):
    """Follows the lists, the feed and the titled blocks of a site; a spider names it as `site`."""

    site: Site
    look_back_every = 0
    """Seconds; 0 for never."""

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        """Raises ArgumentError."""
        super().__init__(name)
        self.started_at = datetime.now(UTC)
        self.arguments = self.check_arguments(arguments)
        self.site = self.arguments.at_mirror(self.site)
        self.addresses = cast("Addresses", lexicon(self.site).addresses)  # those that pages ask
        self.seen: set[str] = set()
        self.named = {
            address.id
            for url in self.arguments.urls
            if (address := self.addresses.article(url, "")) is not None
        }
        """The articles that were asked for one by one: they are exported in whatever language."""

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Whether `scrapy parse` and the like take this spider for an address."""
        return lexicon(cls.site).addresses.edition_of(request.url) is not None

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, object]) -> Arguments:
        """The arguments, read; raises ArgumentError."""
        return read_arguments(arguments, cls.site, datetime.now(UTC))

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        add_own_parts(settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        check_urls(spider.arguments, spider.site, spider.addresses)
        pauses = read_pauses(LOOK_BACK_EVERY, crawler.settings.get(LOOK_BACK_EVERY))
        spider.look_back_every = max(pauses, default=0)
        return spider

    @cached_property
    def memory(self) -> Memory:
        """What earlier runs know."""
        return one_of(self.crawler, memory_of)

    @cached_property
    def lists(self) -> Lists:
        parts = (self.site, self.addresses, self.arguments, self.memory, self.started_at)
        return Lists(*parts, self.look_back_every)

    def clock(self) -> float:
        """The time, in seconds since 1970."""
        return time.time()

    # Where to start

    async def start(self) -> AsyncIterator[Request]:
        await self.memory.answers()
        # The gaps of earlier runs: asked for before this run opens one of its own.
        gaps = list(self.gap_requests()) if self._is_plain else []
        for request in (*self.start_pages(), *gaps):
            yield request
        due = self.due_requests() if self._is_plain else ()
        for count, request in enumerate(due, 1):
            yield request
            if count % _AT_A_TIME == 0:
                # A long queue stays in the ledger until there is room for it in memory.
                await self.crawler.signals.wait_for(signals.scheduler_empty)
                await self.memory.answers()

    @property
    def _is_plain(self) -> bool:
        """Whether the run is about the whole site, so that what earlier runs left belongs to it."""
        arguments = self.arguments
        return not (arguments.urls or arguments.has_window or arguments.refetch)

    def gap_requests(self) -> Iterator[Request]:
        """The pages of lists at which earlier runs were cut short.

        One page is read again: articles that were withdrawn meanwhile have moved others up to it.
        """
        for gap in self.memory.open_gaps(self.arguments.editions):
            page = self.lists.page(gap.edition, gap.path, max(2, gap.page - 1))
            yield self.listing_request(page, Reading(gap=gap.id))

    def due_requests(self) -> Iterator[Request]:
        """The articles that earlier runs left unread, and those due for a recheck."""
        for due in self.memory.due(self.arguments.editions, self.arguments.sections):
            address = self.addresses.article(due.path, due.edition)
            if address is not None and self._is_first(address):
                yield self.article_request(address)

    def locate(self, url: str) -> Place | None:
        """Where an article is, by its address; None where that is of something else."""
        address = self.addresses.article(url, "")
        if address is None and self.arguments.origins:
            # A mirror may have moved to another port since; its articles are the same.
            address = self.addresses.article(urlsplit(url).path, self.arguments.editions[0])
        if address is None:
            return None
        return Place(address.id, address.edition, address.section, address.path)

    def start_pages(self) -> Iterator[Request]:
        if self.arguments.urls:
            for url in self.arguments.urls:
                yield from self._start_page(url)
            return
        paths = self.site.paths
        bases = {self.site.editions[code].base: code for code in reversed(self.arguments.editions)}
        for base, code in reversed(bases.items()):
            lists = [paths.section_list.format(section=name) for name in self.arguments.sections]
            if not lists and paths.latest:
                lists = [paths.latest]
            for path in lists:
                yield self.first_request(self.lists.page(code, path))
            for path in () if self.arguments.sections else paths.rss:
                yield self.first_request(base + path)

    def _start_page(self, url: str) -> Iterator[Request]:
        address = self.addresses.article(url, "")
        if address is not None:
            if self._is_first(address):
                yield self.article_request(address)
            return
        page = self.addresses.canonical(url, url)
        assert page is not None
        yield self.first_request(page)

    def first_request(self, url: str) -> Request:
        """The request for a feed or the first page of a list, if it has changed."""
        if self._is_feed(url):
            request = self._request(url, self.parse_rss, priority=START)
        else:
            request = self.listing_request(url, self.lists.start(url))
        request.meta["noted_as"] = noted_as = self.lists.noted_as(url)
        reading: Reading = request.meta.get("reading", Reading())
        if reading.looks_back is None:
            request.headers.update(self.lists.validators(noted_as))
            request.meta[IS_CONDITIONAL] = bool(request.headers)
        return request

    def listing_request(self, url: str, reading: Reading, priority: int = START) -> Request:
        """The request for one page of a list."""
        return self._request(url, self.parse_listing, priority=priority, meta={"reading": reading})

    def article_request(self, address: ArticleAddress) -> Request:
        """The request for an article: the newest number first."""
        return self._request(
            address.url,
            self.parse_article,
            priority=self.site.order(address.id),
            meta={"article": address},
        )

    def _request(self, url: str, callback: Any, *, priority: int, **options: Any) -> Request:
        return Request(url, callback, errback=self.failed, priority=priority, **options)

    # What to follow

    async def parse(self, response: scrapy.http.Response) -> AsyncIterator[Request | Article]:
        """Any page of the site, for `scrapy parse`; a crawl knows what it asks for."""
        callback: Any = self.parse_listing
        if self._is_feed(response.url):
            callback = self.parse_rss
        elif not isinstance(response, TextResponse):
            logger.warning("Neither a feed nor a page: %s", response.url)
            return
        elif self.addresses.article(response.url, "") is not None:
            callback = self.parse_article
        async for part in callback(response):
            yield part

    @staticmethod
    def _is_feed(url: str) -> bool:
        return url.partition("?")[0].endswith((".rss", ".xml"))

    async def parse_listing(self, response: TextResponse) -> AsyncIterator[Request]:
        page = ListingPage(response, self.site)
        if not self._wishes(response, page.robots).follow:
            logger.warning("Not followed, the list says nofollow: %s", response.url)
            return
        self.crawler.stats.inc_value("listings/pages")
        self._count(page.edition, page.url, len(page.entries), len(page.rows))
        reading = response.meta.get("reading", Reading())
        if not page.entries:
            for request in self._without_entries(page, reading):
                yield request
            return
        requests = await self._entries(page.entries, response)
        for request in requests:
            yield request
        new = {request.meta["article"].id for request in requests}
        step = self.lists.following(page, reading, fetched_at=fetched_at_of(response), new=new)
        if step is not None:
            yield self.listing_request(step.url, reading, step.priority)
        self._note_validators(response)

    def _note_validators(self, response: scrapy.http.Response) -> None:
        """All that a list or feed names is noted: as it is now, it need not be read again."""
        if (noted_as := response.meta.get("noted_as")) is not None:
            self.memory.remember(noted_as, *validators_of(response))

    def _count(self, edition: str, url: str, entries: int, timed: int) -> None:
        """What the first page of a list shows, for the run report."""
        if self.lists.number(url) == 1:
            name = f"lists/{edition} {urlsplit(url).path}"
            self.crawler.stats.set_value(name, [entries, timed])

    def _without_entries(self, page: ListingPage, reading: Reading) -> Iterator[Request]:
        if self.lists.number(page.url) > 1 and not reading.is_top:
            self.lists.ended(reading)
        elif self.lists.is_by_day and not reading.is_top and page.next_page is not None:
            reading.is_top = True
            yield self.listing_request(page.next_page, reading)
        else:
            self.crawler.stats.inc_value("listings/empty")
            logger.warning("No article found in the list %s: has its layout changed?", page.url)

    async def parse_rss(self, response: scrapy.http.Response) -> AsyncIterator[Request]:
        if not self._wishes(response, "").follow:
            logger.warning("Not followed, the feed says nofollow: %s", response.url)
            return
        entries = read_rss(response.body, self.site, response.url)
        self.crawler.stats.inc_value("rss/entries", len(entries))
        timed = sum(entry.time is not None for entry in entries)
        edition = self.addresses.edition_of(response.url) or ""
        self._count(edition, response.url, len(entries), timed)
        if not entries:
            logger.warning("No article found in the feed %s", response.url)
            return
        for request in await self._entries(entries, response):
            yield request
        for entry in entries:
            if entry.time is not None:
                self.memory.announced(entry.address.id, entry.time)
        self._note_validators(response)

    async def _entries(self, entries: list[Entry], response: scrapy.http.Response) -> list[Request]:
        if self.arguments.has_window:
            at, excludes = fetched_at_of(response), self.arguments.excludes
            entries = [entry for entry in entries if not excludes(time_of(entry, at))]
        return await self._new(entry.address for entry in entries)

    def lay_out(self, response: TextResponse) -> None:
        """Reads the page of an article before its turn: `parse_article` has it then."""
        lay_out(response, self.site)

    async def parse_article(self, response: TextResponse) -> AsyncIterator[Request | Article]:
        page = page_in(response, self.site)
        if page.problem is not None:
            self._tell(page_asked(response), Unread(page.problem))
            return
        if self._leads_to_known(page, response):
            return
        fetched_at = fetched_at_of(response)
        feed_time = self.memory.feed_time(page.address.id) if page.address else None
        article = article_of(page, self.site, fetched_at, feed_time)
        if article.id not in self.named and not self.lists.wants(article.edition):
            self._tell(Page(article.id, article.url), Elsewhere(article.edition))
            return
        wishes = self._wishes(response, page.robots)
        for name, found in article.evidence.blocks.items():
            self.crawler.stats.inc_value(f"blocks/{name}/{'found' if found else 'missing'}")
        outside = self.arguments.has_window and self.arguments.excludes(
            published_of(page, self.site, fetched_at)
        )
        if wishes.follow and not outside:
            blocks = [getattr(article, name) for name in sorted(self.arguments.follow)]
            for request in await self._linked(chain(*blocks), page.layout.place.edition):
                yield request
        if wishes.keep:
            yield article
        else:
            self._tell(Page(article.id, article.url), NotWanted("noindex"))

    def _leads_to_known(self, page: ArticlePage, response: TextResponse) -> bool:
        """Whether the request was redirected to another article, and this run has met that one."""
        asked, found = response.meta.get("article"), page.address
        if asked is None or found is None or asked.id == found.id:
            return False
        self._tell(page_asked(response), Moved(found.url))
        return not self._is_first(found)

    def _wishes(self, response: scrapy.http.Response, meta: str) -> Wishes:
        """What a page asks of robots, counted."""
        headers = response.headers.getlist("X-Robots-Tag")
        wishes = robots_wishes((value.decode("latin-1") for value in headers), meta)
        for name in wishes.refused:
            self.crawler.stats.inc_value(f"robots/{name}")
        return wishes

    async def _linked(self, links: Iterable[Any], edition: str) -> list[Request]:
        found = (self.addresses.article(link.url, edition) for link in links)
        return await self._new(address for address in found if address is not None)

    async def _new(self, addresses: Iterable[ArticleAddress]) -> list[Request]:
        """The requests for articles that this run has not met, unless they need not be fetched."""
        first = [address for address in addresses if self._is_first(address)]
        await self.memory.foresee([address.id for address in first])
        is_known, editions = self.memory.is_known, self.arguments.editions
        if not self.arguments.refetch:
            first = [address for address in first if not is_known(address.id, editions)]
        return [*map(self.article_request, first)]

    def _is_first(self, address: ArticleAddress) -> bool:
        """Whether this run meets an article for the first time."""
        if address.id in self.seen:
            return False
        self.seen.add(address.id)
        return True

    # What goes wrong

    def failed(self, failure: Failure) -> None:
        """Tells what became of a page that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome = of_error(failure.value)
        reading: Reading | None = request.meta.get("reading")
        if reading is not None:
            if isinstance(outcome, Missing) and self.lists.number(request.url) > 1:
                logger.info("The list ends before %s", request.url)
                self.lists.ended(reading)
                outcome = NotWanted("behind")
            elif not isinstance(outcome, Postponed):
                self.lists.failed(reading)
        self._tell(page_of(request), outcome)

    def _tell(self, page: Page, outcome: Outcome) -> None:
        one_of(self.crawler, Outcomes).tell(page, outcome)

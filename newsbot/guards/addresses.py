"""Where a run may go: the hosts of its editions over https, or its mirror, and nowhere else.

Every request passes here, also one that a redirect asks for. Names are compared, never resolved;
`newsbot.guards.resolver` looks at the addresses behind them.
"""

from __future__ import annotations

import functools
import ipaddress
import logging
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import signals
from scrapy.exceptions import IgnoreRequest

from newsbot.guards.resolver import GuardedResolver, is_public
from newsbot.run import archiving
from newsbot.sites.urls import Addresses

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress

logger = logging.getLogger(__name__)

_PORTS = {"http": 80, "https": 443}
Place: TypeAlias = tuple[str, str, int]
"""(scheme, host, port)"""


class Refusal(NamedTuple):
    """Why a request is not sent: a short name for the counters, and words."""

    kind: str
    words: str


class AddressGuard:
    """Refuses requests that leave the crawled editions.

    - Only the hosts of the editions, over https on its own port: also a redirect must not lead back
      to plain http, since what is written has to come from the site.
    - A redirect stays within the edition in which it began, unless it leads to the very article
      that was asked for: any host may serve it.
    - Under `base_url`: exactly that scheme, host and port (or https in place of http, both on their
      own ports), which may be private, and is asked without a proxy when it is.
    - No user names and passwords in addresses.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._places: dict[Place, set[str]] | None = None
        self._addresses: Addresses | None = None
        self._mirrors: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        guard = cls(crawler)
        crawler.signals.connect(guard.spider_opened, signal=signals.spider_opened)
        return guard

    def spider_opened(self) -> None:
        spider = archiving(self._crawler)
        if spider is None:  # `scrapy shell` and `fetch`, where a person names the address
            return
        site = spider.site
        self._places = allowed_places(site)
        self._addresses = Addresses(site)
        self._mirrors = frozenset(
            urlsplit(edition.origin).hostname or ""
            for edition in site.editions.values()
            if edition.origin
        )
        self._guard_resolver()

    def _guard_resolver(self) -> None:
        if not self._crawler.settings.getbool("TWISTED_REACTOR_ENABLED", True):
            return
        from twisted.internet import reactor

        resolver = getattr(reactor, "resolver", None)
        if isinstance(resolver, GuardedResolver):
            proxies = (
                urlsplit(uri).hostname or "" for uri in getproxies().values() if "://" in uri
            )
            resolver.guard({*self._mirrors, *proxies})

    def process_request(self, request: Request) -> None:
        if self._places is None:
            return
        url = request.url
        first = request.meta.get("redirect_urls", (url,))[0]
        refusal = refusal_of(url, first, self._places)
        if refusal is not None and not (refusal.kind == "edition" and self._is_asked_for(request)):
            self._refuse(refusal)
        host = urlsplit(url).hostname
        if host in self._mirrors and _is_local(host):
            request.meta["proxy"] = None  # a proxy elsewhere has another idea of 127.0.0.1

    def _is_asked_for(self, request: Request) -> bool:
        """Whether a request is still for the article that it was made for."""
        asked: ArticleAddress | None = request.meta.get("article")
        address = self._addresses.article(request.url, "") if self._addresses else None
        return asked is not None and address is not None and address.id == asked.id

    def process_response(self, request: Request, response: Response) -> Response:
        """The second look, for resolvers other than ours: whom did we really talk to?"""
        if self._places is None or response.ip_address is None or request.meta.get("proxy"):
            return response
        address = response.ip_address
        if not is_public(address) and urlsplit(request.url).hostname not in self._mirrors:
            self._refuse(Refusal("private", f"{address} is no public address"))
        return response

    def _refuse(self, refusal: Refusal) -> NoReturn:
        self._crawler.stats.inc_value("addresses/refused")
        self._crawler.stats.inc_value(f"addresses/refused/{refusal.kind}")
        raise IgnoreRequest(f"refused: {refusal.words}")


def allowed_places(site: Site) -> dict[Place, set[str]]:
    """Where requests may go, each place with the editions that live there."""
    places: dict[Place, set[str]] = {}
    for code, edition in site.editions.items():
        if edition.origin:
            scheme, host, port = place_of(edition.origin)
            places.setdefault((scheme, host, port), set()).add(code)
            if (scheme, port) == ("http", 80):
                places.setdefault(("https", host, 443), set()).add(code)
            continue
        for host in (edition.host, *edition.other_hosts):
            places.setdefault(("https", host, 443), set()).add(code)
            places.setdefault(("https", f"www.{host}", 443), set()).add(code)
    return places


def place_of(url: str) -> Place:
    """The place that `url` points to. Raises ValueError for no http(s) address."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in _PORTS or not host:
        raise ValueError("no http(s) address")
    port = parts.port
    return parts.scheme, host.rstrip("."), port if port is not None else _PORTS[parts.scheme]


def refusal_of(url: str, first: str, places: dict[Place, set[str]]) -> Refusal | None:
    """Why a request for `url` must not be sent, None where it may.

    `first` is the address that was asked for before any redirect.
    """
    try:
        place = place_of(url)
        start = place if first == url else place_of(first)
    except ValueError:
        return Refusal("scheme", "no http(s) address")
    if "@" in urlsplit(url).netloc:  # not parsed again: `urllib` remembers the last ones
        return Refusal("userinfo", "an address with a user name")
    editions = places.get(place)
    if editions is None:
        if any(place[1] == host for _, host, _ in places):
            return Refusal("scheme", "the site over another scheme or port")
        return Refusal("offsite", f"{place[1]} is not a host of this crawl")
    if first != url and not editions & places.get(start, set()):
        return Refusal("edition", "a redirect to another edition")
    return None


@functools.lru_cache
def _is_local(host: str) -> bool:
    """Whether a host is named as one of this machine or network."""
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

"""robots.txt as RFC 9309 has it: what it forbids, how fast, and when to keep away.

Scrapy's own middleware crawls everything when robots.txt cannot be had, and applies no delay.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CloseSpider
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from newsbot.errors import Postponed, reason_of
from newsbot.guest.brake import Brake
from newsbot.guest.pace import slow_down
from newsbot.run import archiving, one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

REASON = "robots_unreachable"
"""Finish reason of a run that had to keep away."""
_LARGEST = 512 * 1024
"""Bytes that are read of a robots.txt; RFC 9309, 2.5 asks for 500 KiB at least."""
_TOO_MANY_REQUESTS = 429
_LONGEST_REASON = 200


class RobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt.

    - Answered with 4xx: everything may be fetched (RFC 9309, 2.3.1.3). 429 is no such answer.
    - Answered with 5xx, not at all, or with a redirect that leads off the site: nothing is fetched
      from that host in this run (2.3.1.4); its requests are `Postponed`.
    - `Crawl-delay` and `Request-rate` set the pace of the host, up to NEWSBOT_MAX_CRAWL_DELAY.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._most_delay = crawler.settings.getfloat("NEWSBOT_MAX_CRAWL_DELAY")
        self._unread: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = super().from_crawler(crawler)
        crawler.signals.connect(middleware.spider_idle, signal=signals.spider_idle)
        return middleware

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules for the host of `request`, None for no rules. Raises Postponed."""
        netloc = urlparse_cached(request).netloc
        if netloc not in self._parsers:
            await self._fetch(request, netloc)
        parser = self._parsers[netloc]
        if isinstance(parser, Deferred):
            parser = await maybe_deferred_to_future(parser)
        if netloc in self._unread:
            raise Postponed("robots.txt of the host could not be read")
        return parser

    async def _fetch(self, request: Request, netloc: str) -> None:
        """Downloads and reads the robots.txt of a host, once."""
        waiting: Deferred[RobotParser | None] = Deferred()
        self._parsers[netloc] = waiting
        rules = None
        url = f"{urlparse_cached(request).scheme}://{netloc}/robots.txt"
        try:
            rules = await self._rules(url, request)
        except Postponed:  # the run ends anyway
            self._unread.add(netloc)
        except Exception as error:  # noqa: BLE001  # whatever it was, the rules are not known
            self._unread.add(netloc)
            self._stats.inc_value(f"robotstxt/exception_count/{type(error).__name__}")
            self._report(url, netloc, reason_of(error))
        finally:
            self._stats.inc_value("robotstxt/request_count")
            self._parsers[netloc] = rules
            waiting.callback(rules)

    async def _rules(self, url: str, request: Request) -> RobotParser | None:
        response = await self.crawler.engine.download_async(
            Request(
                url,
                priority=self.DOWNLOAD_PRIORITY,
                meta={"dont_obey_robotstxt": True},
                callback=NO_CALLBACK,
            )
        )
        status = response.status
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{status}")
        if 400 <= status < 500 and status != _TOO_MANY_REQUESTS:
            return None
        if not 200 <= status < 300:
            raise _UnusableError(f"status {status}")
        return await self._read(response, request)

    async def _read(self, response: Response, request: Request) -> RobotParser:
        rules: RobotParser = build_from_crawler(
            self._parserimpl, self.crawler, response.body[:_LARGEST]
        )
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        self._set_pace(rules, request)
        return rules

    def _set_pace(self, rules: RobotParser, request: Request) -> None:
        agent = self._robotstxt_useragent or self._default_useragent
        wanted = rules.crawl_delay(agent) or 0.0
        protego: Any = getattr(rules, "rp", None)
        rate = protego.request_rate(agent) if hasattr(protego, "request_rate") else None
        if rate is not None:
            wanted = max(wanted, rate.seconds / rate.requests)
        if wanted <= 0:
            return
        delay = min(wanted, self._most_delay)
        host = urlparse_cached(request).netloc
        if delay < wanted:
            logger.warning(
                "robots.txt of %s asks for %g s between requests; %g s are kept "
                "(setting NEWSBOT_MAX_CRAWL_DELAY)",
                host,
                wanted,
                delay,
            )
        else:
            logger.info("robots.txt of %s asks for %g s between requests", host, wanted)
        self._stats.max_value("robotstxt/delay", delay)
        downloader = self.crawler.engine.downloader
        slow_down(downloader, downloader.get_slot_key(request), delay)

    # A host that cannot be crawled now

    def _report(self, url: str, netloc: str, reason: str) -> None:
        self._stats.inc_value("robotstxt/unreachable")
        sentence = (
            f"{url} could not be read ({reason[:_LONGEST_REASON]}), "
            "so nothing may be fetched there now (RFC 9309); try again later"
        )
        if self._hosts() <= self._unread or not self._hosts():
            one_of(self.crawler, Brake).pull(REASON, sentence)
        else:
            self._stats.set_value("newsbot/failure", sentence)
            logger.warning("%s: the rest of the run goes on without %s", sentence, netloc)

    def _hosts(self) -> set[str]:
        """The hosts that the run is for."""
        spider = archiving(self.crawler)
        if spider is None:
            return set()
        editions = spider.site.editions
        return {urlsplit(editions[code].base).netloc for code in spider.arguments.editions}

    def spider_idle(self) -> None:
        """A run that has lost one of its hosts has not done its work."""
        if self._hosts() & self._unread:
            raise CloseSpider(REASON)


class _UnusableError(Exception):
    """An answer that tells nothing of the rules."""

"""What a site says of our manners, and what follows from it.

- `Retry-After` with 429 or 503: the whole site rests so long, up to NEWSBOT_MAX_PAUSE.
- 429: without it the site rests 5 s, then 10 s, ...; it is asked half as often from now on.
- 429 or 403 again and again (NEWSBOT_MAX_REFUSALS): we are not wanted, the run ends.
- Page after page with 5xx, connections that are dropped or hang (NEWSBOT_MAX_FAILURES, counted
  together), or nobody at the address at all: the site is down, the run ends, and what is queued
  waits for the next one.
"""

from __future__ import annotations

import logging
import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from newsbot.guest.brake import Brake
from newsbot.guest.pace import floor, pause, retry_after, slow_down
from newsbot.run import one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

PAUSE_ASKED = object()
"""Signal: a site asks for a pause; `host`, `seconds` (as asked) and `status` come with it."""
REFUSED = "refused"
"""Finish reason of a run that the site does not want."""
UNREACHABLE = "unreachable"
"""Finish reason of a run whose site went down."""
_TOO_MANY_REQUESTS = 429
_UNAVAILABLE = 503
_FORBIDDEN = 403
_FIRST_PAUSE = 5.0
_MOST_ABSENT = 3
"""Pages in a row, each tried several times, until a host counts as gone."""
_NOBODY_THERE = (CannotResolveHostError, DownloadConnectionRefusedError)
_NO_ANSWER = (DownloadFailedError, DownloadTimeoutError, ResponseDataLossError)


@dataclass(slots=True)
class _Record:
    """What a site has said without a good answer in between."""

    refusals: int = 0
    failed: set[tuple[str, int]] = field(default_factory=set)
    """Addresses that were answered with 5xx, and each try that got no whole answer."""
    absent: set[tuple[str, int]] = field(default_factory=set)
    """Addresses at which nobody listened."""


class PolitenessMiddleware:
    """Watches the answers of the site, of all its hosts together.

    It listens to `response_downloaded`, which comes before the site's next request is sent: that
    one already waits.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._most_pause = settings.getfloat("NEWSBOT_MAX_PAUSE")
        self._most_delay = settings.getfloat("NEWSBOT_MAX_CRAWL_DELAY")
        self._most_refusals = settings.getint("NEWSBOT_MAX_REFUSALS")
        self._most_failures = settings.getint("NEWSBOT_MAX_FAILURES")
        self._records: defaultdict[str, _Record] = defaultdict(_Record)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.response_downloaded, signal=signals.response_downloaded)
        return middleware

    def response_downloaded(self, response: Response, request: Request) -> None:
        key = self._crawler.engine.downloader.get_slot_key(request)
        status = response.status
        if status in {_TOO_MANY_REQUESTS, _FORBIDDEN}:
            self._refused(key, response)
        elif status >= 500:
            if status == _UNAVAILABLE:
                self._rest(key, response, default=0.0)
            self._failed(self._records[key].failed, (request.url, 0), self._most_failures)
        else:
            self._records.pop(key, None)

    def process_exception(self, request: Request, exception: Exception) -> None:
        key = self._crawler.engine.downloader.get_slot_key(request)
        if isinstance(exception, _NOBODY_THERE):
            self._failed(self._records[key].absent, (request.url, 0), _MOST_ABSENT)
        elif isinstance(exception, _NO_ANSWER):
            # One page that hangs costs as long as a whole run: its tries are not taken as one.
            tried = (request.url, request.meta.get("retry_times", 0))
            self._failed(self._records[key].failed, tried, self._most_failures)

    def _refused(self, key: str, response: Response) -> None:
        record = self._records[key]
        record.refusals += 1
        self._crawler.stats.inc_value(f"politeness/refused/{response.status}")
        if self._most_refusals and record.refusals >= self._most_refusals:
            one_of(self._crawler, Brake).pull(
                REFUSED,
                f"{_host(response.url)} refused {record.refusals} requests in a row "
                f"(status {response.status}): it does not want to be crawled now; wait, or crawl "
                "it more slowly",
            )
        elif response.status == _TOO_MANY_REQUESTS:
            downloader = self._crawler.engine.downloader
            slot = downloader.slots.get(key)
            current = max(floor(downloader, key), slot.delay if slot is not None else 0.0)
            slow_down(downloader, key, min(2 * current, max(self._most_delay, current)))
            self._rest(key, response, default=_FIRST_PAUSE * 2.0 ** (record.refusals - 1))

    def _rest(self, key: str, response: Response, default: float) -> None:
        values = [value.decode("latin-1") for value in response.headers.getlist("Retry-After")]
        date = (response.headers.get("Date") or b"").decode("latin-1")
        asked = [wait for value in values if (wait := retry_after(value, date)) is not None]
        wanted = max(asked, default=default)
        seconds = min(wanted, self._most_pause)
        if seconds <= 0:
            return
        self._crawler.signals.send_catch_log(
            PAUSE_ASKED, host=_host(response.url), seconds=wanted, status=response.status
        )
        self._crawler.stats.inc_value("politeness/pauses")
        self._crawler.stats.inc_value("politeness/paused_seconds", math.ceil(seconds))
        logger.warning(
            "%s asks for a pause of %g s (status %d): nothing is sent there for %g s%s",
            _host(response.url),
            wanted,
            response.status,
            seconds,
            " (setting NEWSBOT_MAX_PAUSE)" if seconds < wanted else "",
        )
        pause(self._crawler.engine.downloader, key, seconds)

    def _failed(self, failed: set[tuple[str, int]], tried: tuple[str, int], most: int) -> None:
        failed.add(tried)
        if most and len(failed) >= most:
            one_of(self._crawler, Brake).pull(
                UNREACHABLE,
                f"{_host(tried[0])} has failed {len(failed)} times in a row: it is down, or not "
                "well; what is left waits for the next run",
            )


def _host(url: str) -> str:
    return urlsplit(url).netloc

"""The pace of a site: the least time between two requests, and pauses.

Both are kept in Scrapy's own downloader slots, so that they hold for all requests to the site,
robots.txt and retries included, without blocking anything else.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from newsbot.guest.wrong_clock import http_date
from newsbot.run import archive_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.core.downloader import Downloader
    from scrapy.crawler import Crawler
    from scrapy.http import Request

_SECONDS = re.compile(r"[0-9]+", re.ASCII)
_LONGEST_NUMBER = 9
"""Digits; a longer number of seconds is more than any cap."""
_SHORTEST_DELAY = 0.001
"""Scrapy looks at the clock only for hosts with a delay."""


class OneGuest:
    """Downloader middleware, the first: all hosts of a site share a slot, and so one pace.

    Its editions have hosts of their own, and as a rule one machine.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._slot = archive_of(crawler).site.name

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.meta["download_slot"] = self._slot


def slow_down(downloader: Downloader, key: str, delay: float) -> None:
    """Leaves at least `delay` seconds between two requests to the slot `key`, from now on.

    Without jitter, which would go below it. Kept beside the slot too: Scrapy forgets slots that
    have been idle for a minute.
    """
    known = downloader.per_slot_settings.get(key, {})
    delay = max(delay, known.get("delay", 0.0))
    downloader.per_slot_settings[key] = {**known, "delay": delay, "jitter": 0.0}
    slot = downloader.slots.get(key)
    if slot is not None:
        slot.delay = max(slot.delay, delay)
        slot.jitter = 0.0


def floor(downloader: Downloader, key: str) -> float:
    """The delay that `slow_down` set for the slot `key`."""
    delay: float = downloader.per_slot_settings.get(key, {}).get("delay", 0.0)
    return delay


def pause(downloader: Downloader, key: str, seconds: float) -> None:
    """Sends nothing to the slot `key` for so many seconds from now.

    The downloader waits for `lastseen + delay`; moved into the future, it wakes up once, then.
    """
    slot = downloader.slots.get(key)
    if slot is None:
        return
    slot.lastseen = max(slot.lastseen, monotonic() + seconds)
    slot.delay = slot.delay or _SHORTEST_DELAY


def retry_after(value: str, date: str = "", now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for; None where it cannot be read.

    RFC 9110, 10.2.3: a number of seconds or an HTTP date. A date is compared with the response's
    own `Date` where there is one, since clocks differ.
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value) if len(value) <= _LONGEST_NUMBER else float("inf")
    until = http_date(value)
    if until is None:
        return None
    start = http_date(date) or now or datetime.now(UTC)
    return max(0.0, (until - start).total_seconds())

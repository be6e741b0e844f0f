"""Whether this machine and the site agree on the time.

A record says when it was fetched, and «вчора» and «in the future» go by that moment: a machine
that starts at 1970, or at the day on which it was switched off, would write what is not true.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from newsbot.errors import Postponed
from newsbot.guest.brake import Brake
from newsbot.run import one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

REASON = "clock"
"""Finish reason of a run whose clock is wrong."""
_MOST = timedelta(days=1)
"""How far two clocks may be apart: one that is set to another zone is off by less, a cache that
tells no `Age` keeps a page for less, and it is the day on which «вчора» goes."""
_LONGEST_AGE = 10
"""Digits; of as many seconds no cache is that old."""


class ClockMiddleware:
    """Downloader middleware, behind the one that notes when a response arrived: ends a run whose
    clock is not that of the site's answers.

    One answer from the future tells that our clock is behind, for nothing hands out what has not
    been said yet. That it is ahead is told at the first article, by all answers up to then.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._brake = one_of(crawler, Brake)
        self._nearest = timedelta.min
        """How far the newest answer was ahead of our clock when it came."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        said = http_date(_header(response, "Date"))
        if said is None or "cached" in response.flags:
            return response
        now: datetime = request.meta["fetched_at"]
        self._nearest = max(self._nearest, said - now + _age(response))
        is_ahead = "article" in request.meta and self._nearest < -_MOST
        if is_ahead or said - now > _MOST:
            sentence = (
                f"the clock of this machine says {now:%Y-%m-%d %H:%M} UTC, that of the site "
                f"{said:%Y-%m-%d %H:%M}: set it; until then nothing is written"
            )
            self._brake.pull(REASON, sentence)
            raise Postponed(sentence)
        return response


def _age(response: Response) -> timedelta:
    """How long a cache says to have had an answer (RFC 9111, 5.1)."""
    age = _header(response, "Age")
    is_number = age.isascii() and age.isdigit() and len(age) < _LONGEST_AGE
    return timedelta(seconds=int(age)) if is_number else timedelta()


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def http_date(text: str) -> datetime | None:
    """An HTTP date in any of its forms, aware; None where it is none."""
    try:
        date = parsedate_to_datetime(text)
        return date.astimezone(UTC) if date.tzinfo is not None else date.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

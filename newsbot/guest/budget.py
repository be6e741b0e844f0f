"""The request budget of a run, and its last gate: nothing is sent once the run is ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.errors import Postponed
from newsbot.guest.brake import Brake
from newsbot.run import one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request

REASON = "budget"
"""Finish reason of a run that has used its budget up; what is left waits for the next one."""


class BudgetMiddleware:
    """Sends at most NEWSBOT_MAX_REQUESTS requests, robots.txt, retries and redirects included.

    It is the last middleware before the downloader, so that only what is really sent counts.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._brake = one_of(crawler, Brake)
        self._limit = crawler.settings.getint("NEWSBOT_MAX_REQUESTS")
        self._sent = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:  # noqa: ARG002
        if self._limit and self._sent >= self._limit:
            self._brake.pull(
                REASON,
                f"the {self._limit} requests of this run are used up (setting "
                "NEWSBOT_MAX_REQUESTS); what is left waits for the next run",
                failed=False,
            )
        if self._brake.reason is not None:
            raise Postponed("the run is ending")
        self._sent += 1

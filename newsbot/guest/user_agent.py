"""Reminds once a run that the user agent does not say yet who runs this."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_PLACEHOLDER = "example.org"
"""RFC 2606: a host that belongs to nobody; it stands in the default user agent."""


class UserAgentReminder:
    """Warns where USER_AGENT is still the one of `newsbot/settings.py`, or empty."""

    def __init__(self, crawler: Crawler) -> None:
        self._user_agent = str(crawler.settings.get("USER_AGENT") or "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        reminder = cls(crawler)
        crawler.signals.connect(reminder.spider_opened, signal=signals.spider_opened)
        return reminder

    def spider_opened(self) -> None:
        if not self._user_agent or _PLACEHOLDER in self._user_agent:
            logger.warning(
                "USER_AGENT does not say who runs this crawl: set it, with an address for "
                "complaints, such as -s USER_AGENT='mybot/1.0 (+https://your.site/bot)'"
            )

"""Scrapy's own statistics of a crawl, without a signal handler for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.extensions.corestats import CoreStats

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class QuietCoreStats(CoreStats):
    """Leaves responses and items to the run report, which is told of each of them as well.

    A signal looks at what each of its handlers takes, and runs it as a task of its own.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler.stats)
        for handler, signal in (
            (extension.spider_opened, signals.spider_opened),
            (extension.spider_closed, signals.spider_closed),
            (extension.item_dropped, signals.item_dropped),
        ):
            crawler.signals.connect(handler, signal)
        return extension

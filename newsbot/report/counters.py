"""The stats of a crawl."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Counters(MemoryStatsCollector):
    """`STATS_CLASS`. Scrapy's looks at every call for a spider, which is deprecated to pass.

    That costs three times as much as the counting itself, thirty times a page.
    """

    __getattribute__ = object.__getattribute__

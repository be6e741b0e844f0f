"""`max_articles`: exactly so many articles are exported, then the run ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.defer import deferred_from_coro

from newsbot.errors import NotWanted
from newsbot.run import archive_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article


class LimitPipeline:
    """Ends the run after `max_articles`; what is still under way is left for the next run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = archive_of(crawler).arguments.max_articles
        self._exported = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        if self._limit is None:
            return item
        if self._exported >= self._limit:
            raise NotWanted(f"After the last of max_articles: {item.url}", "last")
        self._exported += 1
        if self._exported == self._limit:
            deferred_from_coro(self._crawler.engine.close_spider_async(reason="max_articles"))
        return item

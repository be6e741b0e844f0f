"""The window of `since` and `until`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.errors import NotWanted
from newsbot.run import archive_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article


class WindowPipeline:
    """Drops what was published outside of the window; an article without a date stays."""

    def __init__(self, crawler: Crawler) -> None:
        self._arguments = archive_of(crawler).arguments

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        published = datetime.fromisoformat(item.published_at) if item.published_at else None
        if self._arguments.excludes(published):
            raise NotWanted(f"Outside of the window: {item.url}", "outside")
        return item

"""The window of `since` and `until`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from newsbot.errors import NotWanted

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article


class Window(Protocol):
    """What this pipeline needs of the spider's arguments."""

    since: datetime | None
    until: datetime | None


class WindowPipeline:
    """Drops what was published outside of the window; an article without a date stays."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        if item.published_at is None:
            return item
        window: Window = self._crawler.spider.arguments  # type: ignore[union-attr]
        published = datetime.fromisoformat(item.published_at)
        since, until = window.since, window.until
        if (since is not None and published < since) or (until is not None and published > until):
            self._crawler.stats.inc_value("articles/outside")
            raise NotWanted(f"Outside of the window: {item.url}")
        return item

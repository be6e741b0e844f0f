"""Revision: whether an article is new, changed or as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.errors import NotWanted
from newsbot.ledger.opening import ledger_of
from newsbot.pipelines.content_hash import content_hash

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.ledger.ledger import Known, Ledger


class RevisionPipeline:
    """Sets `content_hash` and `revision`; drops an article that is as the ledger knows it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ledger: Ledger | None = ledger_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        item.content_hash = content_hash(item)
        known = self._ledger.article(item.id) if self._ledger else None
        if known is not None and known.content_hash == item.content_hash:
            self._keep(item, known)
        elif known is not None:
            item.revision = known.revision + 1
        return item

    def _keep(self, item: Article, known: Known) -> None:
        """Notes the visit; goes on only where `refetch` asks for the article again."""
        assert self._ledger is not None
        self._crawler.stats.inc_value("articles/unchanged")
        self._ledger.unchanged(item.id)
        self._ledger.remember_validators(item.id, item.evidence.etag, item.evidence.last_modified)
        if not self._crawler.spider.arguments.refetch:  # type: ignore[union-attr]
            raise NotWanted(f"Unchanged: {item.url}")
        item.revision = known.revision
        # The archive has this line already, unless it is the only place to export it to again.
        item.evidence.repeated = len(self._crawler.settings.getdict("FEEDS")) > 1

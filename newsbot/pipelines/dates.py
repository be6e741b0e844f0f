"""Dates: the raw text of the page becomes an instant with Kyiv's offset, or null."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.text.dates import parse_date

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article

logger = logging.getLogger(__name__)

_EXAMPLES = 5
"""How many unreadable dates a run writes to its log; all of them are counted."""


class DatesPipeline:
    """Reads `published_at` and `modified_at`. An article is never dropped for its date."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._unread = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        reference = datetime.fromisoformat(item.fetched_at or "")
        evidence = item.evidence
        item.published_raw, item.published_at = self._read(
            item, "published_at", evidence.published, reference
        )
        _, item.modified_at = self._read(item, "modified_at", evidence.modified, reference)
        return item

    def _read(
        self, item: Article, field: str, stated: list[tuple[str, str]], reference: datetime
    ) -> tuple[str | None, str | None]:
        """(raw text, instant) of the first readable statement; of none, the first text and None."""
        dates = [(source, text, parse_date(text, reference)) for source, text in stated]
        readable = [(source, text, date) for source, text, date in dates if date is not None]
        if readable:
            source, text, date = readable[0]
            item.evidence.sources[field] = source
            if any(abs((other - date).total_seconds()) >= 60 for _, _, other in readable):
                item.evidence.disagreements.append(field)
            return text, date.isoformat()
        if stated:
            self._report(item, field, stated[0][1])
            return stated[0][1], None
        return None, None

    def _report(self, item: Article, field: str, text: str) -> None:
        self._crawler.stats.inc_value(f"dates/unread/{field}")
        self._unread += 1
        if self._unread <= _EXAMPLES:
            logger.warning("Unreadable %s %.80r of %s", field, text, item.url)

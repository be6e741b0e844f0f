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
        for field, text in read_dates(item):
            self._report(item, field, text)
        return item

    def _report(self, item: Article, field: str, text: str) -> None:
        self._crawler.stats.inc_value(f"dates/unread/{field}")
        self._unread += 1
        if self._unread <= _EXAMPLES:
            logger.warning("Unreadable %s %.80r of %s", field, text, item.url)


def read_dates(item: Article) -> list[tuple[str, str]]:
    """Sets the times of `item` from its evidence; (field, text) of each that is unreadable."""
    reference = datetime.fromisoformat(item.fetched_at or "")
    unread = []
    for field, stated in (
        ("published_at", item.evidence.published),
        ("modified_at", item.evidence.modified),
    ):
        raw, instant = _read(item, field, stated, reference)
        if raw is not None and instant is None:
            unread.append((field, raw))
        setattr(item, field, instant)
        if field == "published_at":
            item.published_raw = raw
    return unread


def _read(
    item: Article, field: str, stated: list[tuple[str, str]], reference: datetime
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
    return (stated[0][1] if stated else None), None

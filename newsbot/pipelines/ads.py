"""Advertising: leaves out labels, partner lines, pointers and promos among the paragraphs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsbot.items import Paragraph
from newsbot.pages.lexicon import lexicon
from newsbot.run import archive_of
from newsbot.text.ads import AdPhrases, strip_ads

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article


class AdsPipeline:
    """Strips `evidence.paragraphs` and counts what went, by kind."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._phrases = lexicon(archive_of(crawler).site).ad_phrases

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        for kind, count in strip_item(item, self._phrases).items():
            self._crawler.stats.inc_value(f"ads/{kind}", count)
        return item


def strip_item(item: Article, phrases: AdPhrases) -> Counter[str]:
    """Strips the paragraphs of `item`; how many pieces went here and on the page, by kind."""
    kept, stripped = strip_ads(item.evidence.paragraphs, phrases)
    item.evidence.paragraphs = [Paragraph(text) for text in kept]
    return stripped + Counter(item.evidence.stripped)

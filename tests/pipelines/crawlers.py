"""Crawlers for a step of the pipeline on its own."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from newsbot.spiders.interfax import InterfaxSpider


def crawler_for(**arguments: str) -> Crawler:
    crawler = get_crawler(InterfaxSpider, {"NEWSBOT_LEDGER": ""})
    crawler.spider = InterfaxSpider(**arguments)
    return crawler


def counts(crawler: Crawler, prefix: str) -> dict[str, Any]:
    stats = crawler.stats.get_stats()
    return {name: value for name, value in stats.items() if name.startswith(prefix)}

"""A page read as a run reads it, without a run: bytes in, a record or a reason out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from newsbot.guards.charset import encoding_of
from newsbot.guards.weight import too_heavy
from newsbot.items import Article
from newsbot.pages.article import ArticlePage
from newsbot.pages.indexing import robots_wishes
from newsbot.pages.listing import ListingPage
from newsbot.pages.rss import read_rss
from newsbot.pipelines.ads import AdsPipeline
from newsbot.pipelines.dates import DatesPipeline
from newsbot.pipelines.text import TextPipeline
from newsbot.pipelines.validation import ValidationPipeline
from newsbot.sites.interfax import INTERFAX

BASE = "https://interfax.com.ua"
FETCHED = "2026-09-23T01:40:00+00:00"


def crawler() -> Any:
    """As much of a crawler as the pipelines ask for."""
    made = SimpleNamespace(spider=SimpleNamespace(site=INTERFAX))
    made.stats = StatsCollector(SimpleNamespace(settings=Settings()))  # type: ignore[arg-type]
    return made


def read_article(body: bytes, path: str = "/news/general/1208001.html") -> Article | str:
    """The article of a page as it would be exported, or why it would not."""
    response = _response(body, path)
    if isinstance(response, str):
        return response
    page = ArticlePage(response, INTERFAX)
    if page.problem is not None:
        return page.problem
    article = page.article(FETCHED)
    robots_wishes([], page.robots)
    part_of = crawler()
    try:
        for pipeline in (
            DatesPipeline(part_of),
            AdsPipeline(part_of),
            TextPipeline(),
            ValidationPipeline(part_of),
        ):
            article = pipeline.process_item(article)
    except DropItem as reason:
        return str(reason)
    return article


def read_list(body: bytes, path: str = "/news/latest.html") -> int | str:
    """How many articles a list names, or why it is not read."""
    response = _response(body, path)
    if isinstance(response, str):
        return response
    page = ListingPage(response, INTERFAX)
    assert page.next_page is None or page.next_page.startswith(BASE)
    assert page.block("latest") is not None
    assert page.rows is not None
    return len(page.entries)


def read_feed(body: bytes) -> int:
    return len(read_rss(body, INTERFAX, f"{BASE}/news/last.rss"))


def _response(body: bytes, path: str) -> HtmlResponse | str:
    heavy = too_heavy(body)
    if heavy is not None:
        return heavy
    encoding = encoding_of(body, "utf-8")
    if encoding is None:
        return "no text"
    return HtmlResponse(BASE + path, body=body, encoding=encoding)

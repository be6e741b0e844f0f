"""A page read as a run reads it, without a run: bytes in, a record or a reason out."""

from __future__ import annotations

from datetime import datetime

from scrapy.http import HtmlResponse

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.guards.charset import encoding_of
from newsbot.guards.weight import too_heavy
from newsbot.items import Article
from newsbot.pages.document import Document
from newsbot.pages.indexing import robots_wishes
from newsbot.pages.listing import ListingPage
from newsbot.pages.rss import read_rss
from newsbot.sites.interfax import INTERFAX

BASE = "https://interfax.com.ua"
FETCHED = datetime.fromisoformat("2026-09-23T01:40:00+00:00")


def read_article(body: bytes, path: str = "/news/general/1208001.html") -> Article | str:
    """The article of a page as it would be exported, or why it would not."""
    try:
        article = newsbot.read(body, url=BASE + path, fetched_at=FETCHED, charset="utf-8")
    except NotAnArticle as refused:
        return refused.problem
    response = _response(body, path)
    assert isinstance(response, HtmlResponse)
    robots_wishes([], Document.of(response).robots)
    return article


def read_list(body: bytes, path: str = "/news/latest.html") -> int | str:
    """How many articles a list names, or why it is not read."""
    response = _response(body, path)
    if isinstance(response, str):
        return response
    page = ListingPage(response, INTERFAX)
    assert page.next_page is None or page.next_page.startswith(BASE)
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

"""Reads a page as the crawl does, advertising included."""

from __future__ import annotations

from datetime import datetime

from scrapy.http import HtmlResponse

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from newsbot.pages.article import ArticlePage
from newsbot.sites.interfax import INTERFAX

FETCHED_AT = "2026-09-22T22:40:00+00:00"


def page_of(html: str | bytes, url: str) -> ArticlePage:
    body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    response = HtmlResponse(url, body=body, encoding="utf-8")
    return ArticlePage(response, INTERFAX)


def article_of(html: str | bytes, url: str) -> Article:
    """The article on a page; AssertionError with its problem where the page has none."""
    try:
        return newsbot.read(
            html, url=url, site=INTERFAX, fetched_at=datetime.fromisoformat(FETCHED_AT)
        )
    except NotAnArticle as refused:
        raise AssertionError(refused.problem) from refused


def body_of(article: Article) -> list[str]:
    """The paragraphs of the body."""
    return (article.body or "").split("\n\n")

"""Reads a page as the crawl does, advertising included."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from newsbot.items import Article
from newsbot.pages.article import ArticlePage
from newsbot.pages.lexicon import lexicon
from newsbot.sites.interfax import INTERFAX
from newsbot.text.ads import strip_ads
from newsbot.text.clean import clean

FETCHED_AT = "2026-09-22T22:40:00+00:00"


def page_of(html: str | bytes, url: str) -> ArticlePage:
    body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    response = HtmlResponse(url, body=body, encoding="utf-8")
    return ArticlePage(response, INTERFAX)


def article_of(html: str | bytes, url: str) -> Article:
    """The article on a page; AssertionError with its problem where the page has none."""
    page = page_of(html, url)
    assert page.problem is None, page.problem
    return page.article(FETCHED_AT)


def body_of(article: Article) -> list[str]:
    """The paragraphs as the pipelines leave them."""
    kept, _ = strip_ads(article.evidence.paragraphs, lexicon(INTERFAX).ad_phrases)
    return [clean(text) for text in kept]

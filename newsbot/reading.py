"""A page read whole: `newsbot.read`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsbot.errors import NotAnArticle
from newsbot.guards.charset import declared_in, encoding_of
from newsbot.guards.weight import too_heavy
from newsbot.pages.article import ArticlePage
from newsbot.pages.document import Document, parse
from newsbot.pages.lexicon import lexicon
from newsbot.pipelines.ads import strip_item
from newsbot.pipelines.content_hash import content_hash
from newsbot.pipelines.dates import read_dates
from newsbot.pipelines.text import clean_item
from newsbot.pipelines.validation import problems_of
from newsbot.sites.known import site_of

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import Response

    from newsbot.items import Article
    from newsbot.sites.site import Site


def read(
    page: bytes | str | Response | Selector,
    *,
    url: str,
    site: Site | None = None,
    fetched_at: datetime | None = None,
    charset: str | None = None,
) -> Article:
    """The article on a page: its dates, its clean text and its hash, as a crawl exports them.

    `url` is the page's own address; `site` describes the site, by default the one that owns the
    host of `url`, else any site. `fetched_at` (aware; by default now) is what «вчора» refers to.
    `charset` is what a header said of the encoding of bytes. Raises NotAnArticle, whose `problem`
    says why, and ValueError for a `fetched_at` without a zone.
    """
    fetched_at = fetched_at or datetime.now(UTC)
    if fetched_at.utcoffset() is None:
        raise ValueError("fetched_at must be an aware datetime")
    site = site or site_of(url)
    found = ArticlePage(_document(page, charset), site, url=url)
    if found.problem is not None:
        raise NotAnArticle(found.problem)
    article = found.article(fetched_at.astimezone(UTC).isoformat(timespec="seconds"))
    read_dates(article, site)
    strip_item(article, lexicon(site).ad_phrases)
    clean_item(article)
    for name, problem in problems_of(article):
        raise NotAnArticle(f"{name}: {problem}")
    article.content_hash = content_hash(article)
    return article


def _document(page: bytes | str | Response | Selector, charset: str | None) -> Document:
    """The tree of a page, unless it would hold up the parser or its encoding cannot be told."""
    if isinstance(page, bytes):
        body, declared = page, charset or declared_in(page)
    elif isinstance(page, str):
        body, declared = page.encode("utf-8", "replace"), "utf-8"
    elif hasattr(page, "body"):
        body = page.body
        declared = charset or getattr(page, "encoding", None) or declared_in(body)
    else:
        return Document(page.root)
    heavy = too_heavy(body)
    if heavy is not None:
        raise NotAnArticle(f"no page has {heavy}")
    encoding = encoding_of(body, declared)
    if encoding is None:
        raise NotAnArticle("its encoding cannot be told")
    return Document(parse(body if encoding == "utf-8" else body.decode(encoding, "replace")))

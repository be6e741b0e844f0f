"""An article as the page of a crawl gives it, before the pipelines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsbot.pages.article import ArticlePage
from newsbot.text.dates.witnesses import FEED

if TYPE_CHECKING:
    from scrapy.http import Response, TextResponse

    from newsbot.items import Article
    from newsbot.sites.site import Site

_LAID_OUT = "laid_out"
"""The key in `meta` of the page of a response, where that was laid out ahead."""


def lay_out(response: TextResponse, site: Site) -> None:
    """Lays out a page before its turn; `page_in` has it then."""
    response.meta[_LAID_OUT] = ArticlePage(response, site)


def page_in(response: TextResponse, site: Site) -> ArticlePage:
    """The page in a response. It is not kept, and with it the tree, longer than it is read."""
    page = response.meta.pop(_LAID_OUT, None)
    return page if isinstance(page, ArticlePage) else ArticlePage(response, site)


def fetched_at_of(response: Response) -> datetime:
    """When a response arrived: the moment that «вчора» and a bare `23:55` refer to."""
    stamp = response.meta.get("fetched_at")
    return stamp if isinstance(stamp, datetime) else datetime.now(UTC)


def article_of(
    page: ArticlePage, site: Site, fetched_at: datetime, feed_time: str | None
) -> Article:
    """The article on a page, which has no `problem`.

    `feed_time` is when it was published, as a feed said. Its edition is that of its language.
    """
    article = page.article(fetched_at.isoformat(timespec="seconds"))
    if page.address is not None and article.url == page.address.url:
        # It names no address of its own: the one that answered.
        article.url = page.address.found
    if feed_time is not None:
        article.evidence.published.append((FEED, feed_time))
    article.evidence.blocks = page.has_block
    article.edition = _home(article, site)
    return article


def _home(article: Article, site: Site) -> str:
    """The edition in whose language an article is; where none is, the one it was found in."""
    if site.editions[article.edition].language == article.language:
        return article.edition
    homes = (code for code, each in site.editions.items() if each.language == article.language)
    return next(homes, article.edition)

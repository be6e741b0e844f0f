"""The graph of the titled blocks: which article links to which, since when, from which place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from newsbot.archive.archive import Archive
from newsbot.items import Article
from newsbot.sites.any_host import AnyHost
from newsbot.sites.known import SITES
from newsbot.sites.urls import Addresses

BLOCKS = ("related", "latest")


class Link(NamedTuple):
    site: str
    source: str
    """The id of the article whose page has the link."""
    target: str
    """The id of the article that it leads to."""
    block: str
    position: int
    """From 1 on, in the block as it was when the link was first seen."""
    first_seen: str
    """`fetched_at` of the revision in which it was first seen."""


class Links:
    """Reads an archive anew for each question; the memory of one article."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sites = {site.name: Addresses(site) for site in SITES}
        self._any_host = AnyHost()

    def __iter__(self) -> Iterator[Link]:
        """Each link once, however many revisions of its article have it."""
        for article in self.articles():
            yield from self.of(article)

    def articles(self) -> Iterator[Article]:
        """The newest revisions of all articles."""
        return self._archive.select()

    def of(self, article: Article) -> Iterator[Link]:
        """The links of an article, in all of its revisions."""
        seen = set()
        for revision in self._revisions(article):
            for block in BLOCKS:
                for position, link in enumerate(getattr(revision, block), 1):
                    target = self.id_of(revision, link.url)
                    if target in {None, article.id} or (target, block) in seen:
                        continue
                    assert target is not None
                    seen.add((target, block))
                    yield Link(
                        article.site,
                        article.id,
                        target,
                        block,
                        position,
                        revision.fetched_at or "",
                    )

    def id_of(self, article: Article, url: str) -> str | None:
        """The id of the article of the same site that an address on its page leads to."""
        addresses = self._sites.get(article.site)
        if addresses is None:
            address = self._any_host.article(url, _host(url))
            return address.id if address and _host(url) == _host(article.url) else None
        found = addresses.article(url, "")
        if found is None and _host(url) == _host(article.url):
            # A mirror: the same path, at another host.
            edition = addresses.edition_of(f"https://{article.site}/") or ""
            found = addresses.article(urlsplit(url).path, edition)
        return found.id if found else None

    def _revisions(self, article: Article) -> list[Article]:
        if article.revision == 1:
            return [article]
        return self._archive.revisions_of(article)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""

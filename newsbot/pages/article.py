"""An article page in, an `Article` with raw values out.

    >>> from parsel import Selector
    >>> from newsbot.sites.interfax import INTERFAX
    >>> html = open("page.html", encoding="utf-8").read()
    >>> page = ArticlePage(Selector(html), INTERFAX, url="https://interfax.com.ua/news/political/1.html")
    >>> page.problem, page.title

`newsbot.read` does the whole reading: dates, advertising, text and hash too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.items import Article, Evidence, Paragraph
from newsbot.pages import values
from newsbot.pages.document import Document
from newsbot.pages.layout import Layout, find_layout
from newsbot.pages.refusal import problem_of

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import TextResponse

    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress


class ArticlePage:
    """One page, laid out when this is made. Nothing that is read of it changes anything.

    `page` is a Scrapy response, a parsel selector or a document; only a response knows its `url`.
    """

    def __init__(
        self, page: TextResponse | Selector | Document, site: Site, url: str | None = None
    ) -> None:
        document = page if isinstance(page, Document) else Document.of(page)
        self.layout: Layout = find_layout(document, site, url or getattr(page, "url", None) or "")
        self.problem: str | None = problem_of(self.layout)
        """Why this is no readable article, in a few words; None when it is one."""

    @property
    def url(self) -> str:
        return self.layout.place.url

    @property
    def address(self) -> ArticleAddress | None:
        """The address it was found at, or None where that is not one of an article."""
        return self.layout.place.address

    @property
    def robots(self) -> str:
        """The content of `<meta name="robots">`, '' without one."""
        return self.layout.document.robots

    @property
    def title(self) -> str | None:
        return values.title_of(self.layout).value

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The body's paragraphs; advertising among them is left to `newsbot.text.ads`."""
        return [*self.layout.paragraphs]

    @property
    def language(self) -> str | None:
        return values.language_of(self.layout).value

    @property
    def section_name(self) -> str | None:
        return values.section_name_of(self.layout).value

    @property
    def published(self) -> list[tuple[str, str]]:
        """(source, text) of every statement of the publication time, most trusted first."""
        return values.published_of(self.layout)

    @property
    def has_block(self) -> dict[str, bool]:
        """Which titled blocks the page has, empty ones included."""
        return values.blocks_of(self.layout)

    def article(self, fetched_at: str) -> Article:
        """The article with raw values: its dates, its text and its hash are the pipelines' work.

        `fetched_at` is ISO 8601 in UTC. Raises ValueError on a page with a `problem`.
        """
        if self.problem is not None:
            raise ValueError(f"not an article: {self.problem}")
        return article_of(self.layout, fetched_at)


def article_of(layout: Layout, fetched_at: str) -> Article:
    """The article of a page that has no problem."""
    own, place = layout.own, layout.place
    assert own is not None
    assert place.address is not None
    stated = {
        "title": values.title_of(layout),
        "language": values.language_of(layout),
        "section_name": values.section_name_of(layout),
    }
    authors, authors_source = values.authors_of(layout)
    tags, tags_source = values.tags_of(layout)
    sources = {
        **{name: each.source for name, each in stated.items()},
        "body": values.body_source_of(layout),
        "authors": authors_source,
        "tags": tags_source,
    }
    return Article(
        id=own.id,
        url=own.url,
        site=layout.site.name or own.edition,
        language=stated["language"].value,
        section=own.section or None,
        section_name=stated["section_name"].value,
        title=stated["title"].value,
        reading_minutes=values.reading_minutes_of(layout),
        lead=values.lead_of(layout),
        source_url=layout.text.source_url,
        authors=authors,
        tags=tags,
        images=values.images_of(layout),
        related=values.related_of(layout),
        latest=values.latest_of(layout),
        fetched_at=fetched_at,
        edition=place.address.edition,
        evidence=Evidence(
            paragraphs=[*layout.paragraphs],
            published=values.published_of(layout),
            modified=values.modified_of(layout),
            sources={name: source for name, source in sources.items() if source is not None},
            disagreements=[name for name, each in stated.items() if each.is_disputed],
            stripped=values.stripped_of(layout),
            blocks=values.blocks_of(layout),
            described=bool(layout.site.editions),
        ),
    )

"""An article page in, an `Article` with raw values out.

    >>> from parsel import Selector
    >>> from newsbot.sites.interfax import INTERFAX
    >>> html = open("page.html", encoding="utf-8").read()
    >>> page = ArticlePage(Selector(html), INTERFAX, url="https://interfax.com.ua/news/political/1.html")
    >>> page.problem, page.title

The visible page is trusted before JSON-LD, and JSON-LD before meta tags: it is what readers and
editors see and mend. Which of them served a field is kept in `Article.evidence.sources`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.items import Article, Evidence, Image, Link, Paragraph
from newsbot.pages import fields
from newsbot.pages.blocks import Block, find_blocks, links_of
from newsbot.pages.body import Text, find_text, paragraphs_of
from newsbot.pages.dateline import Dateline, DatelineReader
from newsbot.pages.document import Document
from newsbot.pages.headline import Headline, find_headline
from newsbot.pages.identity import other_article, own_address
from newsbot.pages.images import article_images
from newsbot.pages.json_ld import about_this_page, read_json_ld
from newsbot.pages.lexicon import lexicon
from newsbot.pages.metadata import Metadata, read_meta
from newsbot.pages.microdata import read_microdata
from newsbot.pages.notices import is_list, is_notice
from newsbot.pages.outline import BODY, Outline
from newsbot.text.ads import strip_ads
from newsbot.text.clean import fold
from newsbot.text.language import detect_language

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import TextResponse

    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress

_FEW = 4
"""Paragraphs; of so few, all may be advertising."""
_BEHIND = 15
"""Lines behind the text in which the date of the last change may stand."""


class ArticlePage:
    """Reads one page. Properties hold the values of the output record, as printed.

    `page` is a Scrapy response, a parsel selector or a document; only a response knows its `url`.
    """

    def __init__(
        self, page: TextResponse | Selector | Document, site: Site, url: str | None = None
    ) -> None:
        self._lexicon = lexicon(site)
        self._site = site
        self.url: str = url or getattr(page, "url", None) or ""
        self.address: ArticleAddress | None = self._lexicon.addresses.article(self.url, "")
        """The article's own address, or None where the page's is not that of an article."""
        self._edition = self.address.edition if self.address else ""
        self.sources: dict[str, str] = {}
        self.disagreements: list[str] = []
        self._document = page if isinstance(page, Document) else Document.of(page)
        self._described = read_json_ld(self._document.json_ld)
        self._own = self._own_address()
        self._outline = Outline(self._document, self._lexicon)
        self._headline = find_headline(
            self._outline, self._lexicon, self._stated_titles(), self.url
        )
        self._metadata = self._read_metadata()
        self._blocks = self._find_blocks()
        self._in_blocks = frozenset(
            at for block in self._blocks for at in range(block.heading, block.end)
        )
        """The numbers of the lines of titled blocks."""
        self._dateline_reader = DatelineReader(
            self._outline,
            self._lexicon,
            self._in_blocks,
            self._is_other,
            self._document.stamps,
        )
        self._dates = Dateline()
        """What is printed near the headline, and of changes also behind the text."""
        self._body = Text()
        self._numbers: tuple[int, ...] = ()
        """The numbers of the lines of the body."""
        if self._headline is not None:
            self._dates = self._dateline_reader.read(self._headline.lines, self._headline.around)
            self._body = self._find_body(self._headline)
            self._numbers = self._body.numbers

    # What kind of page it is

    @cached_property
    def problem(self) -> str | None:
        """Why this is no readable article, in a few words; None when it is one."""
        if self.address is None:
            return "not the address of an article"
        if self._outline.is_endless:
            return "more lines than any article has"
        if self._headline is None or not self.title:
            return "no headline"
        other = other_article(
            self._document,
            self._described,
            is_own=self._is_own,
            is_other=self._is_other,
            title=self.title,
        )
        if other is not None:
            return f"the page of another article, {other:.200}"
        if not self._has_text():
            return "no body"
        if self._is_notice():
            return "an outage or challenge page"
        if self._is_list():
            return "a list of articles"
        if not self._signs():
            return "nothing that tells an article from another page"
        return None

    def _has_text(self) -> bool:
        if len(self.paragraphs) > _FEW:
            return True
        return bool(strip_ads(self.paragraphs, self._lexicon.ad_phrases)[0])

    def _is_notice(self) -> bool:
        text = " ".join(paragraph.text for paragraph in self.paragraphs)
        proven = bool(self.published) and self._signs()
        return is_notice(self._lexicon, self._titles(), text, proven=proven)

    def _titles(self) -> Iterator[str | None]:
        yield self.title
        yield self._document.title

    def _is_list(self) -> bool:
        assert self._headline is not None
        if fold(self._headline.title) in self._lexicon.headings:
            return True
        return is_list(self._lexicon, self._outline, self._numbers, self._edition)

    def _signs(self) -> bool:
        """Whether anything but a headline, a date and text says that this is an article."""
        assert self._headline is not None
        return bool(
            self._headline.marked
            or self._blocks
            or any(metadata.is_article for metadata in self._metadata)
            or self.reading_minutes is not None
            or self.source_url is not None
            or self.published
        )

    # Where things stand

    def _stated_titles(self) -> Iterator[str | None]:
        yield from self._document.stated("og:title")
        yield from (each.metadata.title for each in self._described)
        yield self._document.title

    def _find_blocks(self) -> list[Block]:
        if self._headline is None:
            return find_blocks(self._outline, self._lexicon, self._edition)
        return find_blocks(
            self._outline,
            self._lexicon,
            self._edition,
            around=self._headline.around,
            headline=self._headline.lines,
        )

    def _find_body(self, headline: Headline) -> Text:
        return find_text(
            self._outline,
            self._lexicon,
            headline,
            self._edition,
            blocks=[range(block.heading, block.end) for block in self._blocks],
            dates=self._dates.lines,
        )

    # What other parts of the page say

    def _read_metadata(self) -> list[Metadata]:
        """JSON-LD, microdata and meta tags, most trusted first, where they are of this article."""
        titles = [*self._stated_titles()]
        microdata = None
        if self._headline is not None:
            titles.append(self._headline.title)
            microdata = read_microdata(self._headline.element)
        found = [
            about_this_page(
                self._described,
                is_own=self._is_own,
                is_other=self._is_other,
                titles=titles,
            ),
            microdata.metadata if microdata is not None else None,
            read_meta(self._document, is_other=self._is_other),
        ]
        return [metadata for metadata in found if metadata is not None]

    def _own_address(self) -> ArticleAddress | None:
        """What the page gives as its own address, if it names this article; else where it was."""
        stated = own_address(self._document, self._described, is_own=self._is_own)
        named = self._named(stated) if stated is not None else None
        return named._replace(url=named.found) if named is not None else self.address

    def _is_own(self, url: str) -> bool:
        named = self._named(url)
        return named is not None and self.address is not None and named.id == self.address.id

    def _is_other(self, url: str) -> bool:
        named = self._named(url)
        if named is None or self.address is None or named.id == self.address.id:
            return False
        # Where no description says what an address means, only two numbers surely differ.
        return bool(self._site.editions) or (named.id.isdigit() and self.address.id.isdigit())

    def _named(self, url: str) -> ArticleAddress | None:
        """The article that a statement in the page names, its address be it relative."""
        return self._lexicon.addresses.article(url.strip(), self._edition, self.url)

    def _serve(self, field: str, values: Iterator[tuple[str, str | None]]) -> str | None:
        """The first value of a field; what served it and whether others differ is noted."""
        served = None
        for source, value in values:
            if not value:
                continue
            if served is None:
                served = value
                self.sources[field] = source
            elif served != value and fold(served) != fold(value):
                self.disagreements.append(field)
                break
        return served

    # The fields

    @cached_property
    def title(self) -> str | None:
        def values() -> Iterator[tuple[str, str | None]]:
            if self._headline is not None:
                yield "visible", self._headline.title
            for metadata in self._metadata:
                yield metadata.source, metadata.title

        return self._serve("title", values())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The body's paragraphs; advertising among them is left to `newsbot.text.ads`."""
        if not self._numbers:
            return []
        flags = self._outline.lines[self._numbers[0]].flags
        self.sources["body"] = "class" if flags & BODY else "visible"
        return paragraphs_of(self._outline, self._body, self._lexicon)

    @cached_property
    def published(self) -> list[tuple[str, str]]:
        """(source, text) of every statement of the publication time, most trusted first."""
        stated = [(metadata.source, metadata.published) for metadata in self._metadata]
        stated += [("time", self._dates.published_stamp), ("visible", self._dates.published)]
        return [(source, text) for source, text in stated if text]

    @property
    def modified(self) -> list[tuple[str, str]]:
        dates = self._dates
        if dates.modified is None and self._numbers:
            last = min(len(self._outline.lines), self._numbers[-1] + 1 + _BEHIND)
            self._dateline_reader.read_modified(range(self._numbers[0], last))
        stated = [(metadata.source, metadata.modified) for metadata in self._metadata]
        stated += [("time", dates.modified_stamp), ("visible", dates.modified)]
        return [(source, text) for source, text in stated if text]

    @property
    def reading_minutes(self) -> int | None:
        if self._headline is None:
            return None
        lines = self._headline.lines
        first = self._numbers[0] if self._numbers else len(self._outline.lines)
        return fields.reading_minutes(self._outline, self._lexicon, lines, first, self._dates.lines)

    @property
    def lead(self) -> str | None:
        return "\n".join(self._outline.lines[at].text for at in self._body.lead) or None

    @property
    def source_url(self) -> str | None:
        return self._body.source_url

    @cached_property
    def section_name(self) -> str | None:
        assert self._own is not None
        return self._serve("section_name", self._section_names(self._own.section))

    def _section_names(self, section: str) -> Iterator[tuple[str, str | None]]:
        if self._headline is not None:
            lines = self._headline.lines
            name = fields.section_link(self._outline, self._lexicon, lines, section, self._edition)
            name = name or fields.section_label(
                self._outline, self._lexicon, lines, self._dates.lines
            )
            if name:
                yield "visible", name
                return
        for metadata in self._metadata:
            if metadata.section_name:
                yield metadata.source, metadata.section_name
                return
        names = self._site.section_names.get(section, {})
        yield "site", names.get(self.language or "")

    @cached_property
    def language(self) -> str | None:
        text = " ".join((self.title or "", *(paragraph.text for paragraph in self.paragraphs)))
        language = detect_language(text)
        if language == "en" and not self._lexicon.latin_is_english:
            language = None
        if language is not None:
            self.sources["language"] = "text"
            return language
        if self._lexicon.latin_is_english:
            return None  # any host serves any language, and marks its pages as its own
        stated = self._document.language
        if stated and (not self._site.editions or stated in self._site.editions):
            self.sources["language"] = "html"
            return stated
        edition = self._site.editions.get(self._edition)
        return edition.language if edition is not None else None

    @property
    def authors(self) -> list[str]:
        names: list[str] = []
        if self._headline is not None and self._numbers:
            first, last = self._numbers[0], self._numbers[-1]
            names = fields.authors(self._outline, self._lexicon, self._headline.lines, first, last)
        return self._listed("authors", names)

    @property
    def tags(self) -> list[str]:
        tags: list[str] = []
        if self._headline is not None and self._numbers:
            scope = range(self._headline.lines.stop, self._numbers[-1] + 1)
            tags = fields.tags(self._outline, self._lexicon, scope, self._in_blocks, self._edition)
        return self._listed("tags", tags)

    def _listed(self, field: str, visible: list[str]) -> list[str]:
        """The values of a list: those on the page, else those of the first metadata with any."""
        source = "visible"
        for metadata in self._metadata:
            if not visible:
                visible = [
                    name
                    for name in getattr(metadata, field)
                    if fold(name) not in self._lexicon.labels
                ]
                source = metadata.source
        if visible:
            self.sources[field] = source
        return list(dict.fromkeys(visible))

    @property
    def images(self) -> list[Image]:
        if self._headline is None or not self._numbers or not self._outline.pictures:
            return []
        scope = range(self._headline.lines.start, self._numbers[-1] + 1)
        return article_images(
            self._outline,
            self._lexicon,
            scope,
            self._in_blocks | self._body.advertising,
            self.url,
            self._headline.title,
        )

    @property
    def related(self) -> list[Link]:
        return links_of(self._blocks, "related")

    @property
    def latest(self) -> list[Link]:
        return links_of(self._blocks, "latest")

    @property
    def has_block(self) -> dict[str, bool]:
        """Which titled blocks the page has, empty ones included."""
        names = {block.name for block in self._blocks}
        return {name: name in names for name in self._site.blocks}

    @property
    def robots(self) -> str:
        """The content of `<meta name="robots">`, '' without one."""
        return self._document.robots

    def _stripped(self) -> dict[str, int]:
        """How many containers of advertising stood in the text."""
        positions = self._outline.advertising
        count = bisect_right(positions, self._numbers[-1] + 1) - bisect_left(
            positions, self._numbers[0]
        )
        return {"container": count} if count else {}

    def article(self, fetched_at: str) -> Article:
        """The article with raw values: its dates, its text and its hash are the pipelines' work.

        `fetched_at` is ISO 8601 in UTC. Raises ValueError on a page with a `problem`.
        """
        if self.problem is not None or self.address is None or self._own is None:
            raise ValueError(f"not an article: {self.problem}")
        article = Article(
            id=self._own.id,
            url=self._own.url,
            site=self._site.name or self._own.edition,
            language=self.language,
            section=self._own.section or None,
            section_name=self.section_name,
            title=self.title,
            reading_minutes=self.reading_minutes,
            lead=self.lead,
            source_url=self.source_url,
            authors=self.authors,
            tags=self.tags,
            images=self.images,
            related=[link for link in self.related if not self._is_own(link.url)],
            latest=self.latest,
            fetched_at=fetched_at,
            edition=self.address.edition,
        )
        article.evidence = Evidence(
            paragraphs=self.paragraphs,
            published=self.published,
            modified=self.modified,
            sources=self.sources,
            disagreements=self.disagreements,
            stripped=self._stripped(),
            blocks=self.has_block,
            described=bool(self._site.editions),
            follow="nofollow" not in self.robots and "none" not in self.robots.split(","),
        )
        return article

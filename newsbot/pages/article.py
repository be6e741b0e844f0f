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

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.items import Article, Evidence, Image, Link, Paragraph
from newsbot.pages.advertising import labelled_advertising
from newsbot.pages.blocks import Block, find_blocks, links_of
from newsbot.pages.dateline import Dateline
from newsbot.pages.document import (
    FURNITURE,
    Document,
    Element,
    clean_text,
    has_class,
    parse,
    spaced_text,
)
from newsbot.pages.flow import FlowReader, Line
from newsbot.pages.images import article_images
from newsbot.pages.lexicon import lexicon
from newsbot.pages.metadata import Metadata, read_json_ld, read_meta
from newsbot.text.clean import fold
from newsbot.text.language import detect_language

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import TextResponse

    from newsbot.sites.site import Site
    from newsbot.text.urls import ArticleAddress

_SHORT_LINE = 40
"""Characters; a shorter line outside of a paragraph is a label or a button."""
_OUTWEIGHS = 3
"""How many times longer a text elsewhere must be to be preferred to the one beside the headline."""
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
_OUTAGE_TEXT = 1500
"""Characters; a page with more text than this is no outage page."""


class ArticlePage:
    """Reads one page. Properties hold the values of the output record, as printed.

    `page` is a Scrapy response or a parsel selector; `url` is needed for a selector only.
    """

    def __init__(self, page: TextResponse | Selector, site: Site, url: str | None = None) -> None:
        self._lexicon = lexicon(site)
        self._site = site
        text = getattr(page, "text", None)
        root = parse(text) if isinstance(text, str) else page.root  # type: ignore[union-attr]
        self.url = url or getattr(page, "url", "")
        self._document = Document(root, self._lexicon.heading_words)
        self.sources: dict[str, str] = {}
        self.disagreements: list[str] = []

    # What kind of page it is

    @cached_property
    def address(self) -> ArticleAddress | None:
        """The article's own address, or None where the page's is not that of an article."""
        return self._lexicon.addresses.article(self.url, "")

    @cached_property
    def problem(self) -> str | None:
        """Why this is no readable article, in a few words; None when it is one."""
        if self.address is None:
            return "not the address of an article"
        if self._headline is None or not self.title:
            return "no headline"
        if not self._content:
            return "no body"
        if self._is_notice():
            return "an outage or challenge page"
        if not self._signs():
            return "nothing that tells an article from another page"
        return None

    def _is_notice(self) -> bool:
        text = "".join(line.text for line in self._content)
        if len(text) > _OUTAGE_TEXT or self._dates[0]:
            return False
        probe = fold(f"{self.title} {self._document.title() or ''} {text[:400]}")
        return any(phrase in probe for phrase in self._lexicon.not_articles)

    def _signs(self) -> bool:
        """Whether anything but a headline and text says that this is an article."""
        assert self._headline is not None
        metas = self._metadata
        return bool(
            self._dates[0]
            or self._blocks
            or any(meta.is_article or meta.published for meta in metas)
            or has_class(self._headline, self._site.classes.title)
            or self.reading_minutes is not None
        )

    # Where things stand

    @cached_property
    def _headline(self) -> Element | None:
        candidates = [h1 for h1 in self._document.headlines if self._may_be_headline(h1)]
        for h1 in candidates:
            if has_class(h1, self._site.classes.title) or h1.get("itemprop") == "headline":
                return h1
        titles = [fold(text) for text in self._stated_titles() if text]
        for h1 in candidates:
            text = fold(clean_text(h1))
            if any(text and (title.startswith(text) or text == title) for title in titles):
                return h1
        if candidates:
            return max(candidates, key=self._weight_after)
        return self._unmarked_headline(titles)

    def _may_be_headline(self, element: Element) -> bool:
        """Whether it is a headline, and no entry of a menu."""
        if not clean_text(element) or fold(clean_text(element)) in self._lexicon.labels:
            return False
        if next(element.iter("a"), None) is not None:
            return False
        for ancestor in element.iterancestors():
            if ancestor.tag in {"nav", "footer", "a", "form", "li"}:
                return False
        return True

    def _stated_titles(self) -> Iterator[str | None]:
        yield self._document.meta.get("og:title")
        yield self._document.title()

    def _weight_after(self, h1: Element) -> tuple[int, int]:
        """How much paragraph text follows a candidate within its nearest container with any."""
        position = self._document.order[h1]
        for ancestor in h1.iterancestors():
            size = 0
            for paragraph in ancestor.iter("p"):
                if self._document.order[paragraph] > position:
                    size += len(clean_text(paragraph))
            if size:
                depth = sum(1 for _ in ancestor.iterancestors())
                return depth, size
        return -1, 0

    def _unmarked_headline(self, titles: list[str]) -> Element | None:
        """The headline of a page that has no `h1` for it: the line that its title repeats."""
        for element in self._document.order:
            if element.tag in {"title", "script", "a", "option"} or len(element) > 3:
                continue
            if element.tag not in {"h2", "h3", "h4", "div", "span", "p", "b", "strong"}:
                continue
            if not element.text or len(element.text) > 1000:
                continue
            text = fold(clean_text(element))
            if len(text) > 15 and any(title.startswith(text) for title in titles):
                return element if self._may_be_headline(element) else None
        return None

    @cached_property
    def _around(self) -> list[Element]:
        """The headline's ancestors, nearest first."""
        return [] if self._headline is None else list(self._headline.iterancestors())

    @cached_property
    def _blocks(self) -> list[Block]:
        headline = () if self._headline is None else (self._headline,)
        return find_blocks(
            self._document,
            self._lexicon.headings,
            self._lexicon.addresses,
            self._edition,
            limits=frozenset((*self._around, *headline)),
            stops=self._lexicon.ad_labels,
            containers=self._site.classes.block,
        )

    @cached_property
    def _edition(self) -> str:
        return self.address.edition if self.address else ""

    @cached_property
    def _advertising(self) -> set[Element]:
        return labelled_advertising(
            self._document, self._lexicon.ad_labels, frozenset(self._around)
        )

    @cached_property
    def _skip(self) -> frozenset[Element]:
        """Elements that are no part of the article: titled blocks and labelled advertising."""
        in_blocks = [element for block in self._blocks for element in block.elements]
        return frozenset((*in_blocks, *self._advertising))

    @cached_property
    def _flow(self) -> FlowReader:
        return FlowReader(
            headline=self._headline,
            around_headline=frozenset(self._around),
            skip=self._skip,
            ad_classes=self._site.ads.classes,
        )

    @cached_property
    def _scope(self) -> Element | None:
        """The element that holds the body."""
        if self._headline is None:
            return None
        for ancestor in self._around:
            for element in ancestor.iter("div", "section", "article"):
                if has_class(element, self._site.classes.body) and element not in self._skip:
                    return element
            if ancestor.tag in {"article", "main"}:
                break
        beside = self._beside_headline()
        return self._outweighing(beside)

    def _beside_headline(self) -> Element | None:
        """The smallest container of the headline that has text after it."""
        for ancestor in self._around:
            if any(map(self._is_body_line, self._flow.read(ancestor))):
                return ancestor
        return None

    def _outweighing(self, beside: Element | None) -> Element | None:
        """`beside`, or a larger container where most of the text stands farther away."""
        if beside is None or beside.tag in {"body", "html"}:
            return beside
        best, size = beside, self._size(beside)
        for ancestor in self._around[self._around.index(beside) + 1 :]:
            if ancestor.tag in {"body", "html"} or best.tag in {"article", "main"}:
                break
            larger = self._size(ancestor)
            if larger > _OUTWEIGHS * size:
                best, size = ancestor, larger
        return best

    def _size(self, scope: Element) -> int:
        return sum(line.size for line in self._flow.read(scope) if self._is_body_line(line))

    # The lines of the article

    @cached_property
    def _lines(self) -> list[Line]:
        """All lines from the headline (or the start of the body) to the end of the article."""
        if self._scope is None:
            return []
        self._flow.stripped.clear()
        return self._ended_by_block(self._flow.read(self._scope))

    def _ended_by_block(self, lines: list[Line]) -> list[Line]:
        """The lines before the first titled block that comes after text of the article."""
        order = self._document.order
        starts = sorted(order[block.heading] for block in self._blocks)
        kept: list[Line] = []
        begun = False
        for line in lines:
            position = order[line.element]
            if begun and any(first < start <= position for start in starts):
                break
            if not begun and self._is_body_line(line):
                begun, first = True, position
            kept.append(line)
        return kept

    @cached_property
    def _content(self) -> list[Line]:
        """The lines of the body, without lead and source."""
        content = []
        for line in self._lines:
            if self._is_lead(line.element) or self._source_of(line) is not None:
                continue
            if self._is_body_line(line):
                content.append(line)
        return content

    def _is_body_line(self, line: Line) -> bool:
        folded = fold(line.text) if len(line.text) < 120 else ""
        if folded and (
            folded in self._lexicon.share_lines
            or folded in self._lexicon.labels
            or folded in self._lexicon.ad_labels
            or self._minutes(folded) is not None
        ):
            return False
        if line.hrefs and line.all_linked and self._leads_to_furniture(line):
            return False
        if has_class(line.element, self._site.classes.time + self._site.classes.author):
            return False
        if line.is_prose or line.element.tag == "table":
            return True
        return not (
            (line.hrefs and line.all_linked)
            or (len(line.text) < _SHORT_LINE and not line.text.endswith((".", "!", "?", "…", ":")))
            or folded.startswith(self._lexicon.modified_labels)
        )

    def _leads_to_furniture(self, line: Line) -> bool:
        """Whether all links of a line lead to tags, sections or share buttons."""
        addresses = self._lexicon.addresses
        return all(
            addresses.is_tag(href, self._edition)
            or addresses.section(href, self._edition) is not None
            or any(
                f"//{host}/share" in href or f"//www.{host}/share" in href
                for host in self._lexicon.ad_hosts
            )
            for href in line.hrefs
        )

    def _minutes(self, folded: str) -> int | None:
        for pattern in self._lexicon.reading_time:
            match = pattern.fullmatch(folded)
            if match:
                return int(match[1])
        return None

    def _is_lead(self, element: Element) -> bool:
        return has_class(element, self._site.classes.lead) or any(
            has_class(ancestor, self._site.classes.lead)
            for ancestor in element.iterancestors()
            if ancestor is not self._scope
        )

    def _source_of(self, line: Line) -> str | None:
        """The address in a line «Джерело: https://…» that says nothing else."""
        if not fold(line.text[:20]).startswith(self._lexicon.source_labels):
            return None
        label, colon, rest = line.text.partition(":")
        if not colon or fold(label) not in self._lexicon.source_labels:
            return None
        addresses = _ADDRESS.findall(rest)
        linked = [href for href in line.hrefs if _ADDRESS.fullmatch(href)]
        if not addresses and not linked:
            return None
        if len(fold(_ADDRESS.sub("", rest))) > _SHORT_LINE:
            return None
        return (linked or [address.rstrip(".,;)") for address in addresses])[0]

    # What other parts of the page say

    @cached_property
    def _metadata(self) -> list[Metadata]:
        """JSON-LD and meta tags, in the order of trust, where they are about this article."""
        headline = clean_text(self._headline) if self._headline is not None else None
        found = [
            read_json_ld(self._document, is_other=self._is_other, headline=headline),
            read_meta(self._document, is_other=self._is_other),
        ]
        return [metadata for metadata in found if metadata is not None]

    def _is_other(self, url: str) -> bool:
        if not url or self.address is None:
            return False
        other = self._lexicon.addresses.article(url, self._edition)
        return other is not None and other.id != self.address.id

    def _serve(self, field: str, values: Iterator[tuple[str, str | None]]) -> str | None:
        """The first value of a field; what served it and whether others differ is noted."""
        served = None
        for source, value in values:
            if not value:
                continue
            if served is None:
                served = value
                self.sources[field] = source
            elif fold(served) != fold(value):
                self.disagreements.append(field)
                break
        return served

    # The fields

    @cached_property
    def title(self) -> str | None:
        def values() -> Iterator[tuple[str, str | None]]:
            if self._headline is not None:
                yield "visible", clean_text(self._headline)
            for metadata in self._metadata:
                yield metadata.source, metadata.title

        return self._serve("title", values())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The body's paragraphs; advertising among them is left to `newsbot.text.ads`."""
        if self._content:
            self.sources["body"] = (
                "class"
                if has_class(self._content[0].element, self._site.classes.body)
                or any(
                    has_class(a, self._site.classes.body)
                    for a in self._content[0].element.iterancestors()
                )
                else "visible"
            )
        return [Paragraph(line.text, line.all_linked) for line in self._content]

    @cached_property
    def _dates(self) -> tuple[str | None, str | None]:
        """(publication, modification) as printed near the headline."""
        if self._headline is None:
            return None, None
        first = self._content[0].element if self._content else None
        dateline = Dateline(self._document, self._lexicon, self._headline, self._around, self._skip)
        return dateline.find(first)

    @cached_property
    def published(self) -> list[tuple[str, str]]:
        """(source, text) of every statement of the publication time, most trusted first."""
        stated = [("visible", self._dates[0])]
        stated += [(metadata.source, metadata.published) for metadata in self._metadata]
        return [(source, text) for source, text in stated if text]

    @cached_property
    def modified(self) -> list[tuple[str, str]]:
        stated = [("visible", self._dates[1])]
        stated += [(metadata.source, metadata.modified) for metadata in self._metadata]
        return [(source, text) for source, text in stated if text]

    @cached_property
    def reading_minutes(self) -> int | None:
        for element in self._near_headline():
            text = clean_text(element)
            for part in (text, element.text or "", element.tail or ""):
                if 0 < len(part) < 60 and any(map(str.isdigit, part)):
                    minutes = self._minutes(fold(part)) or self._leading_minutes(part)
                    if minutes is not None:
                        return minutes
        return None

    def _leading_minutes(self, text: str) -> int | None:
        """The reading time of a line that goes on with share buttons."""
        return self._minutes(fold(text.partition(",")[0]))

    def _near_headline(self) -> Iterator[Element]:
        """The elements between the headline and the body, then those just before the headline."""
        if self._headline is None:
            return
        elements = list(self._document.order)
        position = self._document.order[self._headline]
        end = position + 40
        if self._content:
            end = min(end, self._document.order[self._content[0].element])
        yield from elements[position + 1 : end]
        yield from elements[max(0, position - 12) : position]

    @cached_property
    def lead(self) -> str | None:
        lines = [line.text for line in self._lines if self._is_lead(line.element)]
        if not lines and self._headline is not None:
            for ancestor in self._around[:2]:
                for element in ancestor.iter("div", "p", "h2"):
                    if has_class(element, self._site.classes.lead) and clean_text(element):
                        return clean_text(element)
        return "\n".join(lines) or None

    @cached_property
    def source_url(self) -> str | None:
        for line in self._lines:
            source = self._source_of(line)
            if source is not None:
                return source
        return None

    @cached_property
    def section_name(self) -> str | None:
        assert self.address is not None
        return self._serve("section_name", self._section_names(self.address.section))

    def _section_names(self, section: str) -> Iterator[tuple[str, str | None]]:
        linked = [
            anchor
            for anchor in self._document.anchors
            if self._lexicon.addresses.section(anchor.get("href") or "", self._edition) == section
        ]
        for anchor in linked:
            if any(has_class(a, self._site.classes.section) for a in anchor.iterancestors()):
                yield "visible", clean_text(anchor)
                return
        for metadata in self._metadata:
            if metadata.section_name:
                yield metadata.source, metadata.section_name
                return
        names = self._site.section_names.get(section, {})
        if self.language in names:
            yield "site", names[self.language]
            return
        for anchor in linked:
            if not any(ancestor.tag in FURNITURE for ancestor in anchor.iterancestors()):
                yield "link", clean_text(anchor)
                return

    @cached_property
    def language(self) -> str | None:
        text = " ".join((self.title or "", *(line.text for line in self._content)))
        language = detect_language(text)
        if language is not None:
            self.sources["language"] = "text"
            return language
        stated = self._document.html_language()
        if stated in self._site.editions:
            self.sources["language"] = "html"
            return stated
        return self._site.editions[self._edition].language if self._edition else None

    @cached_property
    def authors(self) -> list[str]:
        names = []
        for element in self._article_elements():
            if has_class(element, self._site.classes.author) or element.get("rel") == "author":
                names.append(spaced_text(element))
        source = "visible"
        for metadata in self._metadata:
            if not names:
                names, source = metadata.authors, metadata.source
        names = [name for name in names if name and fold(name) not in self._lexicon.labels]
        if names:
            self.sources["authors"] = source
        return list(dict.fromkeys(names))

    def _article_elements(self) -> Iterator[Element]:
        """The elements of the smallest container that holds headline and body."""
        container = self._container
        if container is None:
            return
        for element in container.iter("div", "span", "p", "a", "address"):
            if element.get("class") or element.get("rel"):
                yield element

    @cached_property
    def _container(self) -> Element | None:
        if self._scope is None:
            return None
        if self._scope in self._around:
            return self._scope
        above = set(self._scope.iterancestors())
        return next((ancestor for ancestor in self._around if ancestor in above), None)

    @cached_property
    def tags(self) -> list[str]:
        in_text = frozenset(line.element for line in self._content if line.is_prose)
        tags = [
            clean_text(anchor)
            for anchor in (self._container.iter("a") if self._container is not None else ())
            if self._lexicon.addresses.is_tag(anchor.get("href") or "", self._edition)
            and not self._inside(anchor, self._skip | in_text)
        ]
        source = "visible"
        for metadata in self._metadata:
            if not tags:
                tags, source = metadata.tags, metadata.source
        tags = list(dict.fromkeys(tag for tag in tags if tag))
        if tags:
            self.sources["tags"] = source
        return tags

    def _inside(self, element: Element, group: frozenset[Element]) -> bool:
        return element in group or any(ancestor in group for ancestor in element.iterancestors())

    @cached_property
    def images(self) -> list[Image]:
        if self._container is None or self.title is None:
            return []
        end = None
        if self._lines:
            end = self._document.order[self._lines[-1].element]
        return article_images(
            self._document, self._container, self._skip, self._site, self.url, self.title, end
        )

    @cached_property
    def related(self) -> list[Link]:
        return links_of(self._blocks, "related")

    @cached_property
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
        return self._document.meta.get("robots", "").lower()

    def article(self, fetched_at: str) -> Article:
        """The article with raw values: its dates, its text and its hash are the pipelines' work.

        `fetched_at` is ISO 8601 in UTC. Raises ValueError on a page with a `problem`.
        """
        if self.problem is not None or self.address is None:
            raise ValueError(f"not an article: {self.problem}")
        article = Article(
            id=self.address.id,
            url=self.address.url,
            site=self._site.name,
            language=self.language,
            section=self.address.section,
            section_name=self.section_name,
            title=self.title,
            reading_minutes=self.reading_minutes,
            lead=self.lead,
            source_url=self.source_url,
            authors=self.authors,
            tags=self.tags,
            images=self.images,
            related=[link for link in self.related if link.url != self.address.url],
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
            stripped=dict(self._flow.stripped),
            follow="nofollow" not in self.robots and "none" not in self.robots.split(","),
        )
        return article

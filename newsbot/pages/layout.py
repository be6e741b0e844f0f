"""Where everything stands on a page: found once, in one order, and never changed.

Each field of an article is a pure function of a `Layout` (`newsbot.pages.values`), and so is the
reason why a page is none (`newsbot.pages.refusal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsbot.items import Paragraph
from newsbot.pages.blocks import Block, find_blocks
from newsbot.pages.body import Text, find_text
from newsbot.pages.dateline import Dateline, DatelineReader
from newsbot.pages.document import Document, Element
from newsbot.pages.headline import Headline, find_headline
from newsbot.pages.hidden import hidden_text
from newsbot.pages.identity import own_address
from newsbot.pages.json_ld import Described, about_this_page, read_json_ld
from newsbot.pages.lexicon import Lexicon, lexicon
from newsbot.pages.metadata import Metadata, read_meta
from newsbot.pages.microdata import read_microdata
from newsbot.pages.microformats import stamp_of_entry
from newsbot.pages.outline import Outline
from newsbot.pages.paragraphs import paragraphs_of
from newsbot.pages.text_dates import bare_date, date_with_text, dated_opening, is_date
from newsbot.text.dates import NO_TIME, may_be_another_day
from newsbot.text.function_words import language_by_words
from newsbot.text.language import CYRILLIC
from newsbot.text.scripts import language_by_script

if TYPE_CHECKING:
    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress

_OF_TEMPLATES = CYRILLIC | {None, "en"}
"""What pages with a text in Latin letters state of their language that do not know it."""
_NUMBER = re.compile(r"[0-9]+")
_BEHIND = 15
"""Lines behind the text in which the date of the last change may stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """The address at which a page was found, and what others mean beside it."""

    url: str
    lexicon: Lexicon
    address: ArticleAddress | None
    """None where `url` is not the address of an article."""

    @classmethod
    def of(cls, url: str, words: Lexicon) -> Place:
        return cls(url, words, words.addresses.article(url, ""))

    @property
    def edition(self) -> str:
        return self.address.edition if self.address is not None else ""

    def named(self, url: str) -> ArticleAddress | None:
        """The article that a statement in the page names, its address be it relative."""
        return self.lexicon.addresses.article(url.strip(), self.edition, self.url)

    def is_own(self, url: str) -> bool:
        named = self.named(url)
        return named is not None and self.address is not None and named.id == self.address.id

    def is_other(self, url: str) -> bool:
        named = self.named(url)
        if named is None or self.address is None or named.id == self.address.id:
            return False
        # Where no description says what an address means, only two numbers surely differ.
        described = self.lexicon.is_described
        return described or (named.id.isdigit() and self.address.id.isdigit())

    def is_elsewhere(self, url: str) -> bool:
        """Whether a link leads to what may be another article: with a title on it, it is one."""
        named = self.named(url)
        return named is not None and self.address is not None and named.id != self.address.id

    def is_front(self, url: str) -> bool:
        """Whether a statement in the page names the front page of a site or of an edition."""
        try:
            parts = urlsplit(urljoin(self.url, url.strip()))
        except ValueError:
            return False
        editions = self.lexicon.site.editions.values()
        fronts = {"", *(edition.prefix.strip("/") for edition in editions)}
        return bool(parts.netloc) and not parts.query and parts.path.strip("/") in fronts


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a page. Without a headline there are no dates and no text."""

    site: Site
    place: Place
    own: ArticleAddress | None
    """What the page gives as its own address, if it names this article; else where it was."""
    document: Document
    outline: Outline
    described: tuple[Described, ...]
    """The articles in its JSON-LD, this one or others."""
    headline: Headline | None
    metadata: tuple[Metadata, ...]
    """What its head says of this article, most trusted first."""
    blocks: tuple[Block, ...]
    dateline: Dateline
    text: Text
    paragraphs: tuple[Paragraph, ...]
    """Advertising among them is left to `newsbot.text.ads`."""
    told: str | None = None
    """The language that the words of a text in Latin letters tell, on a site that nobody described,
    where the page states none, that of a template or one in Cyrillic."""

    @property
    def language(self) -> str | None:
        """That of the text; where its words do not tell, what the page states."""
        return self.told or self.document.language

    @property
    def lexicon(self) -> Lexicon:
        return self.place.lexicon

    @property
    def in_blocks(self) -> frozenset[int]:
        """The numbers of the lines of titled blocks."""
        return frozenset(at for block in self.blocks for at in range(block.heading, block.end))


def find_layout(document: Document, site: Site, url: str) -> Layout:
    """The layout of the page found at `url`."""
    layout = _find_layout(document, site, url)
    if not layout.outline.hidden or layout.headline is None or site.editions:
        return layout
    start = layout.headline.lines.stop
    behind = (element for element, at in layout.outline.hidden if at >= start)
    shown = hidden_text(behind, sum(len(each.text) for each in layout.paragraphs))
    return layout if shown is None else _find_layout(document, site, url, shown)


def _find_layout(document: Document, site: Site, url: str, shown: Element | None = None) -> Layout:
    words = lexicon(site)
    place = Place.of(url, words)
    described = tuple(read_json_ld(document.json_ld))
    outline = Outline(document, words, shown)
    stated = [*document.stated("og:title"), document.title]
    in_json = [each.metadata.title for each in described]
    headline = find_headline(
        outline,
        words,
        [*stated[:-1], *in_json, stated[-1]],
        [url, *document.canonical, *document.stated("og:url")],
        document.stated("og:site_name"),
        "" if words.is_described else _description(document),
    )
    metadata = tuple(_metadata(document, described, place, stated, headline))
    blocks = tuple(_blocks(outline, place, headline))
    dateline, text, told = Dateline(), Text(), None
    if headline is not None:
        in_blocks = frozenset(at for block in blocks for at in range(block.heading, block.end))
        reader = DatelineReader(
            outline, words, in_blocks, place.is_other, place.is_elsewhere, document.stamps
        )
        dateline = reader.read(headline.lines, headline.around)
        text = find_text(
            outline,
            words,
            headline,
            place.edition,
            blocks=[range(block.heading, block.end) for block in blocks],
            dates=dateline.lines,
        )
        if not words.is_described and document.language in _OF_TEMPLATES:
            words_of_text = " ".join(outline.lines[at].text for at in text.numbers)
            told = language_by_words(words_of_text) or language_by_script(words_of_text)
        language = told or document.language
        if dateline.modified is None and text.numbers:
            last = min(len(outline.lines), text.numbers[-1] + 1 + _BEHIND)
            dateline = reader.read_modified(range(text.numbers[0], last))
        if dateline.published and not words.is_described:
            bare = bare_date(dateline.published, words, language)
            dateline = replace(dateline, published=bare)
        if (
            dateline.published_stamp is None
            and dateline.published is None
            and not words.is_described
        ):
            own = next((each for each in headline.around if each.tag == "article"), None)
            if own is not None:
                dateline = replace(dateline, published_stamp=stamp_of_entry(document, own))
        in_head = (stamp for each in metadata for stamp in (each.published, each.dated))
        stamps = (dateline.published_stamp, *in_head)
        is_told = any(map(_is_sure, filter(None, stamps)))
        if (
            text.numbers
            and not words.is_described
            and not is_told
            and not is_date(dateline.published, language)
        ):
            published, lines = date_with_text(
                outline,
                words,
                text.whole,
                headline.lines.stop,
                language,
                reader.is_anothers,
            )
            if published is not None and not _is_of_stamps(published, stamps):
                published, lines = None, frozenset()
            if published is not None:
                dateline = replace(dateline, published=published, lines=dateline.lines | lines)
            text = replace(text, numbers=tuple(at for at in text.numbers if at not in lines))
        if text.numbers and not words.is_described:
            dates = dated_opening(outline, words, text.numbers, language)
            text = replace(text, numbers=tuple(at for at in text.numbers if at not in dates))
    paragraphs = tuple(paragraphs_of(outline, text.numbers, words))
    return Layout(
        site,
        place,
        _own(document, described, place),
        document,
        outline,
        described,
        headline,
        metadata,
        blocks,
        dateline,
        text,
        paragraphs,
        told,
    )


def _is_sure(stamp: str) -> bool:
    """Whether a stamp tells a day, and one alone: servers write «11/01/2026» in any country."""
    return not stamp.startswith(NO_TIME) and not may_be_another_day(stamp, None)


def _is_of_stamps(printed: str, stamps: Iterable[str | None]) -> bool:
    """Whether a date has two numbers of each day that stamps name: a text may tell of others."""
    said = {*map(int, _NUMBER.findall(printed))}
    two_ways = (stamp for stamp in stamps if stamp and may_be_another_day(stamp, None))
    return all(
        len(said.intersection(map(int, _NUMBER.findall(each.split()[0])))) > 1 for each in two_ways
    )


def _description(document: Document) -> str:
    """What a page that calls itself an article says to be about."""
    is_article = document.stated("og:type") == ["article"]
    return next(iter(document.stated("og:description")), "") if is_article else ""


def _metadata(
    document: Document,
    described: tuple[Described, ...],
    place: Place,
    titles: list[str | None],
    headline: Headline | None,
) -> Iterator[Metadata]:
    """JSON-LD, microdata and meta tags, where they are of this article.

    `titles` are those of the page's head: what JSON-LD calls itself is no witness for it.
    """
    title = [headline.title] if headline is not None else []
    found = about_this_page(
        described, is_own=place.is_own, is_other=place.is_other, titles=[*titles, *title]
    )
    if found is not None:
        yield found
    microdata = read_microdata(headline.element) if headline is not None else None
    if microdata is not None:
        yield microdata
    found = read_meta(document, is_other=place.is_other)
    if found is not None:
        yield found


def _blocks(outline: Outline, place: Place, headline: Headline | None) -> list[Block]:
    if headline is None:
        return find_blocks(outline, place.lexicon, place.edition)
    return find_blocks(
        outline,
        place.lexicon,
        place.edition,
        around=headline.around,
        headline=headline.lines,
    )


def _own(
    document: Document, described: tuple[Described, ...], place: Place
) -> ArticleAddress | None:
    stated = own_address(document, described, is_own=place.is_own)
    named = place.named(stated) if stated is not None else None
    return named._replace(url=named.found) if named is not None else place.address

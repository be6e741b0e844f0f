"""The fields of an article, as printed: each a pure function of the page's layout.

The visible page is trusted before JSON-LD, and JSON-LD before meta tags: it is what readers and
editors see and mend. Times are the exception: a machine-readable one is a full instant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from newsbot.items import Image, Link
from newsbot.pages import fields
from newsbot.pages.blocks import links_of
from newsbot.pages.bylines import bylines, names_in, names_of_site
from newsbot.pages.images import article_images
from newsbot.pages.layout import Layout
from newsbot.pages.line import BODY
from newsbot.pages.standfirst import stated_lead
from newsbot.pages.subjects import section_in, tags_in
from newsbot.sites.any_host import day_in
from newsbot.text.clean import fold
from newsbot.text.dates import DATED
from newsbot.text.language import CYRILLIC, detect_language, is_no_english, is_of_others
from newsbot.text.scripts import language_by_script

ADDRESS = "address"
VISIBLE = "visible"
"""The source of a day that nothing tells but where a page was found."""
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
"""What the meta tags are called that say what a page is about."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, which part of the page served it, and whether another part says otherwise."""

    value: str | None = None
    source: str | None = None
    is_disputed: bool = False


def _first(values: Iterable[tuple[str, str | None]]) -> Stated:
    """The first value of a field."""
    served: Stated | None = None
    for source, value in values:
        if not value:
            continue
        if served is None:
            served = Stated(value, source)
        elif served.value != value and fold(served.value or "") != fold(value):
            return Stated(served.value, served.source, is_disputed=True)
    return served or Stated()


def title_of(layout: Layout) -> Stated:
    visible = layout.headline.title if layout.headline is not None else None
    stated = ((each.source, each.title) for each in layout.metadata)
    return _first(((VISIBLE, visible), *stated))


def body_source_of(layout: Layout) -> str | None:
    """What tells where the text stands: a class or its words."""
    if not layout.text.numbers:
        return None
    return "class" if layout.outline.lines[layout.text.numbers[0]].flags & BODY else VISIBLE


def published_of(layout: Layout) -> list[tuple[str, str]]:
    """(source, text) of every statement of the publication time, most trusted first."""
    stated = [(metadata.source, metadata.published) for metadata in layout.metadata]
    stated += [(DATED, metadata.dated) for metadata in layout.metadata]
    dates = layout.dateline
    stated += [("time", dates.published_stamp), (VISIBLE, dates.published)]
    found = [(source, text) for source, text in stated if text]
    if not found and not layout.site.editions and (day := day_in(layout.place.url)) is not None:
        return [(ADDRESS, day.isoformat())]
    return found


def modified_of(layout: Layout) -> list[tuple[str, str]]:
    """(source, text) of every statement of the last change, most trusted first."""
    stated = [(metadata.source, metadata.modified) for metadata in layout.metadata]
    dates = layout.dateline
    stated += [("time", dates.modified_stamp), (VISIBLE, dates.modified)]
    return [(source, text) for source, text in stated if text]


def reading_minutes_of(layout: Layout) -> int | None:
    if layout.headline is None:
        return None
    start = layout.headline.lines.stop
    # A standfirst may stand right behind the headline, before all else.
    text = (at for at in layout.text.numbers[:2] if at > start)
    everywhere = layout.lexicon.is_described or not layout.text.numbers
    return fields.reading_minutes(
        layout.outline,
        layout.lexicon,
        layout.headline.lines,
        next(text, len(layout.outline.lines) if everywhere else start),
        layout.dateline.lines,
    )


def lead_of(layout: Layout) -> str | None:
    lines, text, headline = layout.outline.lines, layout.text, layout.headline
    lead = {*text.lead}
    if headline is not None and text.numbers and not layout.lexicon.is_described:
        # Not of the text: what the head says would be a witness for itself.
        above = range(headline.lines.stop, text.whole[0])
        stated = chain.from_iterable(map(layout.document.stated, _DESCRIPTIONS))
        lead |= stated_lead(lines, above, stated, headline.title)
    return "\n".join(lines[at].text for at in sorted(lead)) or None


def section_name_of(layout: Layout) -> Stated:
    section = layout.own.section if layout.own is not None else ""
    return _first(_section_names(layout, section))


def _section_names(layout: Layout, section: str) -> Iterator[tuple[str, str | None]]:
    """The one name of the section that is trusted most; they are not compared."""
    if layout.headline is not None:
        outline, words, lines = layout.outline, layout.lexicon, layout.headline.lines
        name = fields.section_link(outline, words, lines, section, layout.place.edition)
        name = name or fields.section_label(outline, words, lines, layout.dateline.lines)
        if name:
            yield VISIBLE, name
            return
    for metadata in layout.metadata:
        name = metadata.section_name
        if name and not layout.lexicon.is_described:
            name = section_in(name)
        if name:
            yield metadata.source, name
            return
    if names := layout.site.section_names.get(section):
        yield "site", names.get(language_of(layout).value or "")


def language_of(layout: Layout) -> Stated:
    """The language of the text; where its letters do not tell, what the page says of itself."""
    title = title_of(layout).value or ""
    text = " ".join((title, *(paragraph.text for paragraph in layout.paragraphs)))
    language = detect_language(text)
    stated = layout.document.language
    if language == "en" and not layout.lexicon.latin_is_english:
        language = layout.told
        stated = stated if stated not in CYRILLIC else None
    if stated == "en" and not layout.lexicon.is_described and is_no_english(text):
        stated = None  # that of the template
    if language in {"uk", "ru"} and not layout.lexicon.is_described and is_of_others(text):
        language = None
    if language is None and layout.told is not None:
        language = language_by_script(text)  # words of Latin letters may be those of a quotation
    if language is not None:
        return Stated(language, "text")
    if layout.lexicon.latin_is_english:
        return Stated()  # any host serves any language, and marks its pages as its own
    editions = layout.site.editions
    if stated and (not editions or stated in editions):
        return Stated(stated, "html")
    edition = editions.get(layout.place.edition)
    return Stated(edition.language if edition is not None else None)


def authors_of(layout: Layout) -> tuple[list[str], str | None]:
    """The authors, and which part of the page names them."""
    names: list[str] = []
    numbers = layout.text.numbers
    if layout.headline is not None and numbers:
        lines = layout.headline.lines
        names = fields.authors(layout.outline, layout.lexicon, lines, numbers[0], numbers[-1])
    if layout.lexicon.is_described:
        return _listed(layout, "authors", names)
    others = _names_of_site(layout)
    for source, texts in _bylines(layout, names):
        if found := names_in(texts, others):
            return found, source
    return [], None


def _names_of_site(layout: Layout) -> frozenset[str]:
    return names_of_site(layout.place.url, layout.document.stated("og:site_name"))


def _bylines(layout: Layout, signed: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What is said of the authors where nobody described the site, most trusted first.

    What a meta tag says is now and then the same for all pages of a site.
    """
    yield VISIBLE, signed
    for metadata in layout.metadata:
        if metadata.source != "meta":
            yield metadata.source, metadata.authors
    if layout.headline is not None and layout.text.numbers:
        lines = layout.headline.lines
        yield VISIBLE, bylines(layout.outline, lines, layout.text.numbers[0])
    for metadata in layout.metadata:
        if metadata.source == "meta":
            yield metadata.source, metadata.authors


def tags_of(layout: Layout) -> tuple[list[str], str | None]:
    """The tags, and which part of the page names them."""
    names: list[str] = []
    numbers = layout.text.numbers
    if layout.headline is not None and numbers:
        scope = range(layout.headline.lines.stop, numbers[-1] + 1)
        edition = layout.place.edition
        names = fields.tags(layout.outline, layout.lexicon, scope, layout.in_blocks, edition)
    if layout.lexicon.is_described:
        return _listed(layout, "tags", names)
    title, others = title_of(layout).value or "", _names_of_site(layout)
    stated = ((metadata.source, metadata.tags) for metadata in layout.metadata)
    for source, texts in ((VISIBLE, names), *stated):
        if found := tags_in(texts, title, others):
            return found, source
    return [], None


def _listed(layout: Layout, field: str, visible: list[str]) -> tuple[list[str], str | None]:
    """The values of a list: those on the page, else those of the first metadata with any."""
    if visible:
        return list(dict.fromkeys(visible)), "visible"
    for metadata in layout.metadata:
        found = [
            name for name in getattr(metadata, field) if fold(name) not in layout.lexicon.labels
        ]
        if found:
            return list(dict.fromkeys(found)), metadata.source
    return [], None


def images_of(layout: Layout) -> list[Image]:
    numbers = layout.text.numbers
    if layout.headline is None or not numbers or not layout.outline.pictures:
        return []
    return article_images(
        layout.outline,
        layout.lexicon,
        range(layout.headline.lines.start, numbers[-1] + 1),
        layout.in_blocks | layout.text.advertising,
        layout.place.url,
        layout.headline.title,
        () if layout.lexicon.is_described else authors_of(layout)[0],
    )


def related_of(layout: Layout) -> list[Link]:
    """The links of «ЩЕ ЗА ТЕМОЮ» to other articles."""
    links = links_of(layout.blocks, "related")
    return [Link(link.title, link.url) for link in links if not layout.place.is_own(link.url)]


def latest_of(layout: Layout) -> list[Link]:
    return [Link(link.title, link.url) for link in links_of(layout.blocks, "latest")]


def blocks_of(layout: Layout) -> dict[str, bool]:
    """Which titled blocks the page has, empty ones included."""
    names = {block.name for block in layout.blocks}
    return {name: name in names for name in layout.site.blocks}


def stripped_of(layout: Layout) -> dict[str, int]:
    """How many containers of advertising stood in the text."""
    positions, numbers = layout.outline.advertising, layout.text.numbers
    count = bisect_right(positions, numbers[-1] + 1) - bisect_left(positions, numbers[0])
    return {"container": count} if count else {}

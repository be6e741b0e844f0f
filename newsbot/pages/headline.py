"""The headline of an article, and the elements around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsbot.pages.dateline import looks_dated
from newsbot.pages.document import HEADINGS, Element, clean_text
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import HEADER, NAVIGATION, TITLE, Line, Outline
from newsbot.text.clean import fold

_SHORTEST = 15
"""Characters of a headline that only the page's title proves."""
_LONGEST = 1000
_MOST = 100
"""Headlines of a page that are looked at."""
_NEAR = 12
"""Lines between a headline and its date."""
_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline: its element, its text and its lines."""

    element: Element
    title: str
    lines: range
    around: tuple[Element, ...]
    """The elements around it, nearest first."""
    marked: bool = False
    """Whether its class or microdata say that it is one."""

    @classmethod
    def of(cls, element: Element, title: str, lines: range, *, marked: bool = False) -> Headline:
        return cls(element, title, lines, tuple(element.iterancestors()), marked)


def find_headline(
    outline: Outline, lexicon: Lexicon, stated: Iterable[str | None], own_url: str
) -> Headline | None:
    """The headline of a page, or None. `stated` are the titles that the page's head gives."""
    marked = {element for element, marks in outline.marked if marks & TITLE}
    headlines = outline.headlines[:_MOST]
    for element in headlines:
        if element in marked or element.get("itemprop") == "headline":
            title = _title_of(element, outline, lexicon, own_url)
            if title is not None:
                return Headline.of(element, title, outline.within(element), marked=True)
    candidates = []
    for element in headlines:
        title = _title_of(element, outline, lexicon, own_url)
        if title is not None:
            candidates.append(Headline.of(element, title, outline.within(element)))
    titles = [fold(title) for title in stated if title]
    for headline in candidates:
        if _agrees(fold(headline.title), titles):
            return headline
    unmarked = _by_title(outline, lexicon, titles)
    if unmarked is not None:
        return unmarked
    if candidates:
        return _likeliest(candidates, outline)
    return _by_rank(outline, lexicon)


def _title_of(element: Element, outline: Outline, lexicon: Lexicon, own_url: str) -> str | None:
    """The text of an `h1` that may be a headline, and is no entry of a menu or name of the site."""
    parent = element.getparent()
    if parent is not None and parent.tag in {"a", "li"}:
        return None
    title = clean_text(element)
    folded = fold(title)
    if not folded or len(title) > _LONGEST or folded in lexicon.labels:
        return None
    lines = outline.lines[slice(*outline.spans[element])]
    if not lines or lines[0].flags & NAVIGATION:
        return None
    if all(line.all_linked for line in lines):
        own = lexicon.addresses.article(own_url, "")
        hrefs = {href for line in lines for href in line.hrefs}
        if own is None or any(
            _leads_elsewhere(href, own.id, own.edition, lexicon) for href in hrefs
        ):
            return None
    return title


def _leads_elsewhere(href: str, own_id: str, edition: str, lexicon: Lexicon) -> bool:
    if href.startswith("#"):
        return False
    address = lexicon.addresses.article(href, edition)
    return address is None or address.id != own_id


def _agrees(text: str, titles: list[str]) -> bool:
    return bool(text) and any(title == text or title.startswith(text) for title in titles)


def _by_title(outline: Outline, lexicon: Lexicon, titles: list[str]) -> Headline | None:
    """The line that the page's title repeats, of a page that has no `h1` for it."""
    if not titles:
        return None
    for number, line in enumerate(outline.lines):
        if line.flags & NAVIGATION or line.links or not _SHORTEST < len(line.text) < _LONGEST:
            continue
        folded = fold(line.text)
        if _agrees(folded, titles) and folded not in lexicon.labels:
            return Headline.of(line.element, line.text, range(number, number + 1))
    return None


def _likeliest(candidates: list[Headline], outline: Outline) -> Headline:
    """The candidate with a date beside it and text after it."""
    best, best_score = candidates[0], (-1, -1)
    for position, headline in enumerate(candidates):
        following = candidates[position + 1 :]
        end = following[0].lines.start if following else len(outline.lines)
        start = candidates[position - 1].lines.stop if position else 0
        start = max(start, headline.lines.start - _NEAR)
        after = outline.lines[headline.lines.stop : end]
        near = outline.lines[start : headline.lines.start] + after[:_NEAR]
        has_text = any(map(_is_sentence, after))
        has_date = any(looks_dated(line) for line in near)
        plain = not outline.lines[headline.lines.start].flags & HEADER
        score = (2 * has_text + has_date, plain)
        if score > best_score:
            best, best_score = headline, score
    return best


def _by_rank(outline: Outline, lexicon: Lexicon) -> Headline | None:
    """Of a page without any `h1`: the first heading with text after it."""
    for number, line in enumerate(outline.lines):
        if line.element.tag not in HEADINGS or line.links or line.flags & NAVIGATION:
            continue
        folded = fold(line.text)
        if folded in lexicon.headings or folded in lexicon.labels or len(folded) < _SHORTEST:
            continue
        if any(map(_is_sentence, outline.lines[number + 1 : number + 1 + _NEAR])):
            return Headline.of(line.element, line.text, range(number, number + 1))
    return None


def _is_sentence(line: Line) -> bool:
    return len(line.bare) >= _SENTENCE and not line.flags & NAVIGATION

"""The headline of an article, and the elements around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsbot.pages.date_shapes import looks_dated
from newsbot.pages.document import HEADINGS, Element, clean_text
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import FIGURE, HEADER, NAVIGATION, TITLE, Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import LONG, SHORT
from newsbot.text.clean import clean_line, fold
from newsbot.text.dense import size_of
from newsbot.text.titles import (
    EQUAL,
    LIKE,
    PART,
    Title,
    Words,
    agreement,
    joined,
    openings,
    readings,
    words_of,
)

_SHORTEST = 15
"""Characters of a headline that only the page's title proves."""
_FEWEST = 6
"""Words of a title of which a headline that says it otherwise has half."""
_LONGEST = 1000
"""Characters; an `h1` with more was never closed, and holds the text."""
_MOST = 100
"""Headlines of a page that are looked at."""
_NEAR = 12
"""Lines between a headline and its date."""
_BEHIND_SECTIONS = tuple("-–—|»›·•/")
"""What parts a title from its section; a kicker ends in a colon."""
_FRONT = re.compile(r"(?:https?:)?(?://[^/]*)?/?$")
"""An address without a path."""


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

    @property
    def following(self) -> list[Element]:
        """The articles with headlines of their own that a page goes on with, as one scrolls."""
        own = next((element for element in self.around if element.tag == "article"), None)
        if own is None:
            return []
        alike = (
            each for each in own.itersiblings("article") if each.get("class") == own.get("class")
        )
        return [each for each in alike if next(each.iter("h1", "h2"), None) is not None]

    @classmethod
    def of(cls, element: Element, title: str, lines: range, *, marked: bool = False) -> Headline:
        return cls(element, title, lines, tuple(element.iterancestors()), marked)


@dataclass(frozen=True, slots=True)
class _Own:
    """What a page says of itself, against which its headings are held."""

    lexicon: Lexicon
    addresses: frozenset[tuple[str, str]]
    """(id, edition) of the article."""
    titles: frozenset[Words]
    """The words of the titles that it states, with all that they name or without what is behind."""
    names: frozenset[str]
    """What it calls its site."""

    def is_led_to(self, line: Line) -> bool:
        """Whether a line is a link to the page itself, and nothing else."""
        return line.all_linked and bool(self.addresses) and all(map(self._is_own, line.hrefs))

    def _is_own(self, href: str) -> bool:
        if href.startswith("#"):
            return True
        for _, edition in self.addresses:
            article = self.lexicon.addresses.article
            # Of a page's own address nothing is asked, not even a title in it.
            address = article(href, edition) or article(href, "", f"https://{edition}/")
            if address is not None and (address.id, edition) in self.addresses:
                return True
        return False


def find_headline(
    outline: Outline,
    lexicon: Lexicon,
    stated: Sequence[str | None],
    own_urls: Sequence[str],
    site_names: Iterable[str] = (),
    description: str = "",
) -> Headline | None:
    """The headline of a page, or None.

    `stated` are the titles that the page gives itself, `own_urls` the address where it was found
    and those that it gives, `site_names` what it calls its site, `description` what it is about.
    """
    own = _Own(
        lexicon,
        frozenset(
            (address.id, address.edition)
            for url in own_urls
            if (address := lexicon.addresses.article(url, "")) is not None
        ),
        frozenset(words for title in stated if title for words in openings(title)),
        frozenset(map(fold, site_names)),
    )
    marked = {element for element, marks in outline.marked if marks & TITLE}
    readings_of = (reading for title in stated if title for reading in readings(title))
    titles = list(dict.fromkeys(readings_of))
    candidates = []
    for heading in outline.headlines[:_MOST]:
        element = _filled(heading, titles, outline)
        title = _title_of(element, outline, own)
        if title is not None:
            mark = element in marked or element.get("itemprop") == "headline"
            headline = Headline.of(element, title, outline.within(element), marked=mark)
            if element in marked:
                return headline
            candidates.append(headline)
    agreeing = (
        _most_agreeing(candidates, titles, PART, outline)
        or _by_heading(outline, own, titles)
        or _by_title(outline, own, titles)
    )
    found = (
        (agreeing and _not_the_site(agreeing, candidates, titles, outline, own))
        or next((headline for headline in candidates if headline.marked), None)
        or _most_agreeing(candidates, titles, LIKE, outline)
    )
    if found is None:
        found = (
            _likeliest(candidates, outline)
            if candidates
            else _most_agreeing(_headings(outline, own), titles, LIKE, outline)
        )
    found = (
        found
        or _by_words(outline, own, titles)
        or _announced(outline, titles, description)
        or _by_rank(outline, lexicon)
    )
    return _as_stated(found, titles, outline, lexicon) if found is not None else None


def _filled(heading: Element, titles: list[Title], outline: Outline) -> Element:
    """`heading`, or the title right behind it where it is empty.

    A parser ends a heading where a paragraph begins in it.
    """
    below = heading.getnext() if not outline.within(heading) else None
    if below is None or below.tag != "p" or below not in outline.spans:
        return heading
    return below if agreement(clean_text(below), titles) >= LIKE else heading


def _most_agreeing(
    candidates: Iterable[Headline], titles: list[Title], least: int, outline: Outline
) -> Headline | None:
    """The first that agrees most with the stated titles; a short one above it may be a section."""
    best, score = None, least - 1
    for headline in candidates:
        agrees = agreement(headline.title, titles)
        if agrees > score or (agrees == score and best and _is_over(best, headline, outline)):
            best, score = headline, agrees
            if agrees == EQUAL and size_of(headline.title) >= _SHORTEST:
                break
    return best


def _not_the_site(
    headline: Headline,
    candidates: list[Headline],
    titles: list[Title],
    outline: Outline,
    own: _Own,
) -> Headline:
    """`headline`, or the one behind it that is all the rest of a title, and most of it.

    Then the first is the name of the site above all else; one at the foot has text above it.
    """
    first = words_of(headline.title)
    if first in own.titles:
        return headline
    others: list[Headline] = []
    for words in (title.words for title in titles):
        if words[: len(first)] == first:
            rest = words[len(first) :]
        elif words[-len(first) :] == first:
            rest = words[: -len(first)]
        else:
            continue
        if len(rest) > len(first):
            others = others or [*candidates, *_headings(outline, own), *_possible(outline, own)]
            for other in others:
                if (
                    other.lines.start > headline.lines.start
                    and words_of(other.title) == rest
                    and not _has_text(outline.lines[headline.lines.stop : other.lines.start])
                ):
                    return other
    return headline


def _by_heading(outline: Outline, own: _Own, titles: list[Title]) -> Headline | None:
    """The heading below `h1` that the page's title repeats, or a line that does before all text.

    A list of what is read most has the page's own article among the others.
    """
    found = _most_agreeing(_headings(outline, own), titles, PART, outline)
    line = found and _by_title(outline, own, titles)
    if not found or not line or line.lines.start >= found.lines.start:
        return found
    between = outline.lines[line.lines.stop : found.lines.start]
    is_equal = agreement(line.title, titles) >= agreement(found.title, titles)
    return line if is_equal and _has_text(between) else found


def _headings(outline: Outline, own: _Own) -> Iterator[Headline]:
    """The headings below `h1` that lead nowhere else and name no block, in their order."""
    seen: Element | None = None
    others = {*own.lexicon.headings, *own.lexicon.labels, *own.names}
    for line in outline.lines:
        element = _heading_around(line.element)
        if element is None or element is seen or line.flags & NAVIGATION:
            continue
        seen = element
        lines = outline.within(element)
        if not lines or any(
            outline.lines[at].links and not own.is_led_to(outline.lines[at]) for at in lines
        ):
            continue
        title = clean_text(element)
        if len(title) > _LONGEST or size_of(title) < _SHORTEST:
            continue
        if fold(title) not in others:
            yield Headline.of(element, title, lines)


def _heading_around(element: Element) -> Element | None:
    """The heading below `h1` that an element is, or stands right in."""
    for around in (element, element.getparent()):
        if around is not None and around.tag in HEADINGS:
            return around if around.tag != "h1" else None
    return None


def _as_stated(
    headline: Headline, titles: list[Title], outline: Outline, lexicon: Lexicon
) -> Headline:
    """`headline` with a kicker taken in or left out, as the page itself states its title.

    A kicker is a line above the headline or the first part of it, which one site counts as part of
    the title and another does not. Nothing but whole parts that are printed is taken or left.
    """
    parts = _parts_of(headline.element)
    start, stop = headline.lines.start, headline.lines.stop
    above = outline.lines[start - 1].text if start else ""
    if (folded := fold(above)) in lexicon.labels or folded in lexicon.section_names:
        above = ""
    for title in titles:
        if title.words == words_of(headline.title) or joined(parts, title):
            if len(parts) > 1 and all(fold(part) in fold(title.text) for part in parts):
                return replace(headline, title=clean_line(title.text))
            return headline
        if joined((above, headline.title), title) and (
            lexicon.is_described
            or not title.text[len(above) :].lstrip().startswith(_BEHIND_SECTIONS)
        ):
            return replace(headline, title=clean_line(title.text), lines=range(start - 1, stop))
        for at in range(1, len(parts)):
            if joined(parts[at:], title):
                return replace(headline, title=clean_line("".join(parts[at:])))
    return headline


def _parts_of(element: Element) -> list[str]:
    """The texts that a headline is made of; none where more than a headline stands in `element`."""
    texts = [str(text) for text in element.itertext() if not text.isspace()]
    if sum(map(len, texts)) > _LONGEST:
        return []
    return [text for text in texts if words_of(text)]


def _title_of(element: Element, outline: Outline, own: _Own) -> str | None:
    """The text of an `h1` that may be a headline, and is no entry of a menu or name of the site."""
    parent = element.getparent()
    if parent is not None and parent.tag == "li":
        return None
    lines = outline.lines[slice(*outline.spans[element])]
    if not lines or lines[0].flags & NAVIGATION or sum(len(line.text) for line in lines) > _LONGEST:
        return None
    title = clean_text(element)
    folded = fold(title) if len(title) <= _LONGEST else ""
    if not folded or folded in own.lexicon.labels or folded in own.names:
        return None
    if parent is not None and parent.tag == "a" and words_of(title) not in own.titles:
        return None
    if all(line.all_linked for line in lines) and not all(map(own.is_led_to, lines)):
        to_front = any(_FRONT.match(href) for line in lines for href in line.hrefs)
        return title if words_of(title) in own.titles and not to_front else None
    return title


def _by_title(outline: Outline, own: _Own, titles: list[Title]) -> Headline | None:
    """The line that the page's title repeats, of a page that has no heading for it."""
    lines = _possible(outline, own)
    return next((each for each in lines if agreement(each.title, titles) >= PART), None)


def _by_words(outline: Outline, own: _Own, titles: list[Title]) -> Headline | None:
    """The line that shares half of its words with a title, of a page whose title is another one."""
    known = [words for title in titles if len(words := {*title.words}) >= _FEWEST]
    if not known:
        return None
    for each in _possible(outline, own):
        words = {*words_of(each.title)}
        if any(2 * len(words & title) >= max(len(words), len(title)) for title in known):
            return each
    return None


def _announced(outline: Outline, titles: list[Title], description: str) -> Headline | None:
    """The place above the line that a description opens: a quote or a note shows no headline."""
    opening = clean_line(description).rstrip(" .…")
    if not titles or size_of(opening) < LONG:
        return None
    for at, line in enumerate(outline.lines):
        if line.text.startswith(opening) and not line.flags & (NAVIGATION | FIGURE):
            return Headline.of(line.element, clean_line(titles[0].text), range(at, at))
    return None


def _possible(outline: Outline, own: _Own) -> Iterator[Headline]:
    """The lines that may be a headline with no tag of one; a picture has a caption."""
    others = own.lexicon.labels | own.names
    for number, line in enumerate(outline.lines):
        text = line.text
        if line.flags & (NAVIGATION | FIGURE) or line.links or len(text) > _LONGEST:
            continue
        if size_of(text) > _SHORTEST and fold(text) not in others:
            yield Headline.of(line.element, text, range(number, number + 1))


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
        has_date = any(looks_dated(line) for line in near)
        is_plain = not outline.lines[headline.lines.start].flags & HEADER
        score = (2 * _has_text(after) + has_date, is_plain)
        if score > best_score:
            best, best_score = headline, score
    return best


def _by_rank(outline: Outline, lexicon: Lexicon) -> Headline | None:
    """Of a page without any `h1`: the first heading with text after it."""
    for number, line in enumerate(outline.lines):
        if line.element.tag not in HEADINGS or line.links or line.flags & NAVIGATION:
            continue
        folded = fold(line.text)
        if folded in lexicon.headings or folded in lexicon.labels or size_of(folded) < _SHORTEST:
            continue
        if _has_text(outline.lines[number + 1 : number + 1 + _NEAR]):
            return Headline.of(line.element, line.text, range(number, number + 1))
    return None


def _is_over(section: Headline, headline: Headline, outline: Outline) -> bool:
    """Whether a short one has a longer one below it, and no text between."""
    short = size_of(section.title) < _SHORTEST <= size_of(headline.title)
    return short and not _has_text(outline.lines[section.lines.stop : headline.lines.start])


def _has_text(lines: Iterable[Line]) -> bool:
    return any(len(line.bare) >= SHORT and not line.flags & NAVIGATION for line in lines)

"""Titled blocks: «ЩЕ ЗА ТЕМОЮ», «ОСТАННЄ» and their kin in the other editions.

A block is found by its visible heading, in whatever tag or class. It ends where the next known
heading begins, and never reaches past the container of its own list: an empty block must not take
the links of its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from newsbot.items import Link
from newsbot.pages.document import HEADINGS, INLINE, INVISIBLE, Element, clean_text
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import BLOCK, NAVIGATION, Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import SHORT
from newsbot.sites.urls import ArticleAddress
from newsbot.text.clean import clean_line, fold

_OUTER = frozenset({"html", "body", "main", "article", "aside"})
_CLOCK = re.compile(r"\d{1,2}:\d{2}\s+(?=\S)")
_NEAR = 30
"""Lines before a heading in which the text is looked for of which it may open a chapter."""
_DEEPEST = 12
"""How many wrappers around a heading or a link are looked at."""
_ROW = 20
"""Lines of a row in which links are looked for."""
_TIME = len("00:00 00.00.0000")


@dataclass(slots=True)
class Block:
    """One titled block: its name, its heading, its links and the lines it is made of."""

    name: str
    heading: int
    """The number of its first line."""
    end: int
    """The number of its last line + 1."""
    links: list[Link] = field(default_factory=list)


_Item: TypeAlias = tuple[Element, ArticleAddress]
"""A link to an article, and where it leads."""


def find_blocks(
    outline: Outline,
    lexicon: Lexicon,
    edition: str,
    *,
    around: Collection[Element] = (),
    headline: range = range(0),
) -> list[Block]:
    """All titled blocks of a page, in page order.

    `around` are the elements around the headline, which no block leaves; `headline` are its lines.
    """
    found = []
    longest, openings = lexicon.longest_heading, lexicon.heading_openings
    for number, line in enumerate(outline.lines):
        text = line.text
        # Nearly all lines are told from a heading by their first two letters.
        if len(text) <= longest and (
            (opening := text[:2].lower()) in openings or not opening.isalpha()
        ):
            name = _heading_name(outline, number, lexicon)
            if name is not None and number not in headline:
                found.append((number, name))
    blocks: list[Block] = []
    for position, (number, name) in enumerate(found):
        if blocks and number < blocks[-1].end:
            continue
        end = found[position + 1][0] if position + 1 < len(found) else len(outline.lines)
        if number < headline.start < end:
            end = headline.start
        block = _BlockReader(outline, lexicon, edition, around, headline).read(name, number, end)
        if block is not None:
            blocks.append(block)
    return blocks


def links_of(blocks: Iterable[Block], name: str) -> list[Link]:
    """The links of all blocks called `name`, each address once, in page order."""
    links: dict[str, Link] = {}
    for block in blocks:
        if block.name == name:
            for link in block.links:
                links.setdefault(link.url, link)
    return list(links.values())


def _heading_name(outline: Outline, number: int, lexicon: Lexicon) -> str | None:
    line = outline.lines[number]
    text = fold(line.text)
    name = lexicon.headings.get(text)
    if name is None and number + 1 < len(outline.lines):
        following = outline.lines[number + 1]
        if following.breaks == 1 and len(following.text) < SHORT:
            return lexicon.headings.get(f"{text} {fold(following.text)}")
    return name


class _BlockReader:
    """Reads one block; what a line belongs to is told by the children of the block's container."""

    def __init__(
        self,
        outline: Outline,
        lexicon: Lexicon,
        edition: str,
        around: Collection[Element],
        headline: range,
    ) -> None:
        self._outline = outline
        self._lexicon = lexicon
        self._edition = edition
        self._around = around
        self._headline = headline
        self._found: dict[str, list[Element]] = {}
        self._rows: tuple[object, str | None] | None = None
        self._row: Element | None = None
        self._in_row: set[str] = set()

    def read(self, name: str, number: int, end: int) -> Block | None:
        """The block under the heading at `number`, or None where prose follows: then it is text."""
        lines = self._outline.lines
        heading = lines[number]
        first = number + 1
        if fold(heading.text) not in self._lexicon.headings:
            first += 1  # the second half of a heading over two lines
        container, limit = self._container(heading, first)
        last = first
        for at in range(first, min(end, limit)):
            line = lines[at]
            if (line.flags ^ heading.flags) & NAVIGATION:
                break
            items = self._items(line)
            if items:
                if not self._take(line, items, container):
                    break
                last = at + 1
            elif self._ends(at, container):
                if not self._found and self._is_chapter(number, line):
                    return None
                break
            elif self._found and at == last and self._is_of_last(at, number):
                last = at + 1
        links = self._links()
        return Block(name, number, last if links else first, links)

    def _container(self, heading: Line, first: int) -> tuple[Element, int]:
        """The element in which the block's links stand, and the number of the line after it."""
        spans = self._outline.spans
        node = heading.element
        for _ in range(_DEEPEST):
            parent = node.getparent()
            if spans.get(node, (0, 0))[1] > first or parent is None:
                break
            if node in self._around or node.tag in _OUTER or self._is_container(node):
                break
            node = parent
        return node, spans.get(node, (0, len(self._outline.lines)))[1]

    def _is_container(self, element: Element) -> bool:
        names = element.get("class")
        return names is not None and bool(self._lexicon.marks(names) & BLOCK)

    def _items(self, line: Line) -> list[_Item]:
        items = []
        article, edition = self._lexicon.addresses.article, self._edition
        for anchor, _, _ in line.links:
            if (href := anchor.get("href")) and (address := article(href, edition)) is not None:
                items.append((anchor, address))
        if items and len(line.bare) > SHORT:
            return []
        return items

    def _take(self, line: Line, items: list[_Item], container: Element) -> bool:
        """Adds a line's links; False where it belongs to another list than those before."""
        row = self._child(container, line.element, items[0][0])
        if row is not self._row:
            kind = (row.tag, row.get("class")) if row is not None else (None, None)
            if self._rows is not None:
                if kind[0] != self._rows[0]:
                    return False
                if kind != self._rows and (len(self._in_row) > 1 or self._is_list(row)):
                    return False
            else:
                self._rows = kind
            self._row = row
            self._in_row = set()
        for anchor, address in items:
            self._in_row.add(address.id)
            self._found.setdefault(address.url, []).append(anchor)
        return True

    def _is_list(self, row: Element | None) -> bool:
        """Whether an element holds several articles, where one a row was the rule."""
        if row is None or len(self._found) < 2:
            return False
        start, end = self._outline.spans.get(row, (0, 0))
        lines = self._outline.lines[start : min(end, start + _ROW)]
        return len({address.id for line in lines for _, address in self._items(line)}) > 1

    def _child(self, container: Element, element: Element, anchor: Element) -> Element | None:
        """The child of `container` in which a line stands; None for text of its own."""
        if element is container:
            return None
        node = element
        for _ in range(_DEEPEST * 2):
            parent = node.getparent()
            if parent is container:
                # Rows of bare links count as one list, with or without blocks inside of them.
                return None if node is anchor else node
            if parent is None:
                break
            node = parent
        return element

    def _ends(self, at: int, container: Element) -> bool:
        """Whether a line without links to articles is the end of a block."""
        line = self._outline.lines[at]
        text = line.text
        if self._lexicon.ad_phrases.is_label(text) or self._lexicon.ad_phrases.is_partner(text):
            # Advertising may stand between the rows of a list, never before the first.
            return not self._found
        if line.links and not line.bare:
            return False
        if not any(map(str.isalpha, text)):
            return False
        if line.element.tag in HEADINGS:
            return True
        return not self._is_in_row(at, container)

    def _is_in_row(self, at: int, container: Element) -> bool:
        """Whether a text stands in one row with a link: the section or the teaser of an article."""
        line = self._outline.lines[at]
        row = self._child(container, line.element, line.element)
        if row is None or row.tag == "p":
            return False
        if row is self._row:
            return True
        if len(line.text) > SHORT:
            return False
        start, end = self._outline.spans.get(row, (0, 0))
        following = self._outline.lines[at + 1 : min(end, at + _ROW)]
        return start <= at and any(map(self._items, following))

    def _is_of_last(self, at: int, heading: int) -> bool:
        """Whether a short line has an element with the link before it alone: its day or section."""
        within, element = self._outline.within, self._outline.lines[at].element
        while (row := within(element)).start >= at:
            parent = element.getparent()
            if parent is None:
                return False
            element = parent
        others = self._outline.lines[row.start : at - 1]
        is_inside = row.start > heading and not any(map(self._items, others))
        return is_inside and len(self._outline.lines[at].text) <= SHORT

    def _is_chapter(self, number: int, line: Line) -> bool:
        """Whether `line`, after a heading without links, makes that the heading of a chapter."""
        before = self._outline.lines[max(self._headline.stop, number - _NEAR) : number]
        if not any(len(other.bare) > SHORT for other in before):
            return False
        is_label = line.bare != line.text or len(line.text) < SHORT
        if is_label and not line.text.endswith((".", "!", "?", "…")):
            return False
        if self._lexicon.ad_phrases.is_partner(line.text) or self._lexicon.is_imprint(line.text):
            return False
        one, other = line.element, self._outline.lines[number].element
        return one is other or one.getparent() is other.getparent()

    def _links(self) -> list[Link]:
        links = []
        for url, anchors in self._found.items():
            title = next(filter(None, map(link_title, anchors)), None)
            if title:
                links.append(Link(title, url))
        if len(links) > 1 and all(_CLOCK.match(link.title) for link in links):
            return [Link(_CLOCK.sub("", link.title, count=1), link.url) for link in links]
        return links


def link_title(anchor: Element) -> str:
    """The text of a link without a time in an element of its own; of an image link, ''."""
    if not len(anchor):
        return clean_line(anchor.text or "")
    parts = [anchor.text or ""]
    for child in anchor:
        if isinstance(child.tag, str) and child.tag not in INVISIBLE:
            text = clean_text(child)
            if not _is_time(text):
                parts.append(text if child.tag in INLINE else f" {text} ")
        parts.append(child.tail or "")
    return clean_line("".join(parts))


def _is_time(text: str) -> bool:
    return len(text) <= _TIME and ":" in text and not any(letter.isalpha() for letter in text)

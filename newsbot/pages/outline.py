"""The visible page as a list of lines, read in one walk.

A line is what a reader sees as one: the text between two boundaries of block elements or line
breaks, with its links. Headline, dates, titled blocks and body are all found among the lines, so
that no reader depends on the tags or the class names that a layout happens to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol, cast

from lxml import etree

from newsbot.pages.document import HEADINGS, INLINE, INVISIBLE, Element, clean_text

# What the classes and tags around a line say of it
BODY, LEAD, TIME, AUTHOR, TAGS, SECTION, TITLE, IMAGE, BLOCK, CAPTION, AD = (
    1 << bit for bit in range(11)
)
NAVIGATION = 1 << 11
"""Inside `nav`, `footer`, or a `header` without a headline."""
HEADER = 1 << 12
FIGURE = 1 << 13
_OWN = TITLE | IMAGE | BLOCK | CAPTION
"""Marks of an element itself, which the elements inside do not share."""

_SKIP, _INLINE, _CLOCK, _LINK, _BREAK, _IMAGE = range(6)
_BLOCK, _FURNITURE, _TABLE, _FIGURE, _HEADLINE = range(6, 11)
_KINDS: dict[object, int] = {
    **dict.fromkeys(INVISIBLE, _SKIP),
    **dict.fromkeys(INLINE, _INLINE),
    **dict.fromkeys(("amp-ad", "amp-embed", "dialog", "menu"), _SKIP),
    **dict.fromkeys(("nav", "footer", "header", "form"), _FURNITURE),
    "time": _CLOCK,
    "a": _LINK,
    "br": _BREAK,
    "img": _IMAGE,
    "amp-img": _IMAGE,
    "table": _TABLE,
    "figure": _FIGURE,
    "h1": _HEADLINE,
}
_STRING = etree.XPath("string()")
_SEPARATORS = " \t\n,;|/\\·•–—-→»›>()[]"
_LONGEST_RUN = 120
_CELL_PARTS = 3
"""Paragraphs and list items in a cell; a cell with more lays out the page."""
PROSE = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "td"}) | HEADINGS
"""Elements that hold text of their own; text elsewhere may be furniture."""


class Words(Protocol):
    """What the walk has to know of a site."""

    def marks(self, names: str) -> int:
        """What the value of a `class` attribute says, as a set of bits."""

    def dividers(self, text: str) -> list[str]:
        """The headings and labels of advertising that a text is made of; [] if of more."""

    def is_article(self, href: str) -> bool:
        """Whether a link leads to an article of the site, or of one like it."""

    @property
    def furniture(self) -> re.Pattern[str]:
        """Finds in casefolded text of a menu or footer what makes it worth reading."""


class Line:
    """One line of the page."""

    __slots__ = ("_parts", "breaks", "element", "flags", "links", "text")

    def __init__(
        self,
        text: str,
        element: Element,
        flags: int = 0,
        breaks: int = 0,
        parts: list[str] | None = None,
        links: list[tuple[Element, int, int]] | None = None,
    ) -> None:
        self.text = text
        self.element = element
        """The block element whose text it is."""
        self.flags = flags
        self.breaks = breaks
        """How many `<br>` part it from the line before in the same element."""
        self.links = links or ()
        """Links as (element, first part, last part + 1)."""
        self._parts = parts or [text]

    @property
    def is_prose(self) -> bool:
        return self.element.tag in PROSE

    @property
    def spaced(self) -> str:
        """The text with a space between the texts of different elements."""
        return " ".join(" ".join(self._parts).split())

    @property
    def hrefs(self) -> list[str]:
        return [link[0].get("href") or "" for link in self.links]

    @property
    def bare(self) -> str:
        """What stands outside of links, without separators at its ends."""
        if not self.links:
            return self.text
        text = " ".join(text for text, anchor in self.runs() if anchor is None)
        return " ".join(text.split()).strip(_SEPARATORS)

    @property
    def all_linked(self) -> bool:
        return bool(self.links) and not self.bare

    def runs(self) -> Iterator[tuple[str, Element | None]]:
        """The stretches inside and outside of links, in order."""
        at = 0
        for anchor, start, end in self.links:
            if start > at:
                yield "".join(self._parts[at:start]), None
            yield "".join(self._parts[start:end]), anchor
            at = end
        if at < len(self._parts):
            yield "".join(self._parts[at:]), None


class Picture(NamedTuple):
    """An image, and the number of the line before which it stands."""

    element: Element
    position: int
    flags: int
    anchor: Element | None


class Outline:
    """The lines of a page and where its elements begin and end among them."""

    def __init__(self, top: Element, words: Words) -> None:
        self.lines: list[Line] = []
        self.spans: dict[Element, tuple[int, int]] = {}
        """Block element -> (its first line, its last line + 1)."""
        self.headlines: list[Element] = []
        """The `h1` elements outside of menus."""
        self.marked: list[tuple[Element, int]] = []
        """Block elements with a class that says something, and what it says."""
        self.pictures: list[Picture] = []
        self.advertising: list[int] = []
        """Before which lines containers of advertising were left out."""
        _Walk(self, words).read(top)

    def within(self, element: Element) -> range:
        """The numbers of the lines in a block element."""
        return range(*self.spans.get(element, (0, 0)))


class _Walk:
    """The walk over a page: without recursion, as pages nest as deep as they like."""

    def __init__(self, outline: Outline, words: Words) -> None:
        self._outline = outline
        self._lines = outline.lines
        self._words = words
        self._parts: list[str] = []
        self._links: list[tuple[Element, int, int]] = []
        self._anchor: Element | None = None
        self._anchor_start = 0
        self._breaks = 0
        self._inline_marks = 0

    def read(self, top: Element) -> None:
        above: list[tuple[Iterator[Element], Element, Element, int, int]] = []
        children: Iterator[Element] = iter(top)
        element, block, flags, start = top, top, 0, 0
        if top.text:
            self._parts.append(top.text)
        while True:
            child = next(children, None)
            if child is None:
                self._leave(element, block, flags, start)
                if not above:
                    return
                text = element.tail
                children, element, block, flags, start = above.pop()
            else:
                inside = self._enter(child, block, flags)
                if inside is None:
                    text = child.tail
                else:
                    above.append((children, element, block, flags, start))
                    children, element, flags = iter(child), child, inside
                    if _KINDS.get(child.tag, _BLOCK) >= _BLOCK:
                        block, start = child, len(self._lines)
                    text = child.text
            if text and (self._parts or not text.isspace()):
                self._parts.append(text)

    def _enter(self, child: Element, block: Element, flags: int) -> int | None:
        """The marks of what is inside `child`, or None where it is not to be read."""
        tag = child.tag
        kind = _KINDS.get(tag, _BLOCK)
        if kind == _SKIP or tag.__class__ is not str:
            return None
        if kind == _BREAK:
            self._flush(block, flags)
            self._breaks += 1
            return None
        if kind >= _BLOCK:
            self._flush(block, flags)
            self._breaks = 0
        names = cast("list[str]", child.keys())
        own = self._marks(child, names) if names else 0
        if own < 0:
            return None
        if kind < _BLOCK:
            return self._inline(child, kind, flags, own)
        if own:
            self._outline.marked.append((child, own))
            flags |= own & ~_OWN
        return flags if kind == _BLOCK else self._special(child, kind, flags)

    def _inline(self, child: Element, kind: int, flags: int, own: int) -> int | None:
        if kind == _IMAGE:
            picture = Picture(child, len(self._lines), flags | own, self._anchor)
            self._outline.pictures.append(picture)
            return None
        self._inline_marks |= own & ~_OWN
        if kind == _LINK and child.get("href"):
            self._anchor, self._anchor_start = child, len(self._parts)
        elif kind == _CLOCK:
            self._inline_marks |= TIME
            if not len(child) and not (child.text or "").strip():
                self._parts.append(child.get("datetime", ""))
        return flags

    def _marks(self, child: Element, names: list[str]) -> int:
        """What the attributes of an element say; -1 where it is hidden or advertising."""
        if "style" in names and "display:none" in child.get("style", "").replace(" ", "").lower():
            return -1
        if "hidden" in names or ("aria-hidden" in names and child.get("aria-hidden") == "true"):
            return -1
        if "class" not in names:
            return AUTHOR if child.get("rel") == "author" else 0
        marks = self._words.marks(child.get("class", ""))
        if marks & AD:
            if child.find(".//h1") is not None:
                return marks & ~AD
            self._outline.advertising.append(len(self._lines))
            return -1
        return marks

    def _special(self, child: Element, kind: int, flags: int) -> int | None:
        if kind == _HEADLINE:
            self._outline.headlines.append(child)
        elif kind == _FURNITURE:
            return self._furniture(child, flags)
        elif kind == _TABLE:
            return self._table(child, flags)
        elif (
            kind == _FIGURE
            and next(child.iter("img", "amp-img", "video", "iframe"), None) is not None
        ):
            return flags | FIGURE
        return flags

    def _furniture(self, child: Element, flags: int) -> int | None:
        """Menus and footers are read only where a titled block may stand in them."""
        if child.tag in {"header", "form"} and child.find(".//h1") is not None:
            return flags | HEADER if child.tag == "header" else flags
        if self._words.furniture.search(str(_STRING(child)).casefold()) is None:
            return None
        return flags | NAVIGATION

    def _table(self, table: Element, flags: int) -> int | None:
        if not self._is_tabular(table):
            return flags
        rows = []
        for row in table.iter("tr"):
            cells = [clean_text(cell) for cell in row if cell.tag in {"td", "th"}]
            if any(cells):
                rows.append("\t".join(cells))
        if rows:
            start = len(self._lines)
            self._lines.append(Line("\n".join(rows), table, flags))
            self._outline.spans[table] = (start, start + 1)
        return None

    def _leave(self, element: Element, block: Element, flags: int, start: int) -> None:
        if element is block:
            self._flush(block, flags)
            self._breaks = 0
            self._outline.spans[element] = (start, len(self._lines))
        elif element is self._anchor:
            if len(self._parts) > self._anchor_start:
                self._links.append((element, self._anchor_start, len(self._parts)))
            self._anchor = None

    def _flush(self, block: Element, flags: int) -> None:
        """Ends the line."""
        parts = self._parts
        if not parts:
            return
        if self._anchor is not None and len(parts) > self._anchor_start:
            self._links.append((self._anchor, self._anchor_start, len(parts)))
        text = " ".join("".join(parts).split())
        if text:
            line = Line(
                text, block, flags | self._inline_marks, self._breaks, parts, self._links or None
            )
            if len(parts) > 1 and self._is_divided(line):
                self._lines.extend(self._divided(line))
            else:
                self._lines.append(line)
            self._breaks = 0
        self._parts = []
        self._links = []
        self._anchor_start = 0
        self._inline_marks = 0

    def _is_divided(self, line: Line) -> bool:
        """Whether headings of blocks stand in one line with one another or with links."""
        if len(line.bare) > _LONGEST_RUN:
            return False
        if self._words.furniture.search(line.text.casefold()) is None:
            return False
        found = 0
        for text, anchor in line.runs():
            dividers = len(self._words.dividers(text))
            if anchor is None and not dividers and any(map(str.isalpha, text)):
                return False
            found += dividers
        return found > 1 or (found == 1 and bool(line.links))

    def _divided(self, line: Line) -> Iterator[Line]:
        """The headings and the links of a line as lines of their own."""
        for text, anchor in line.runs():
            for part in self._words.dividers(text) or [" ".join(text.split())]:
                if part.strip(_SEPARATORS):
                    links = [(anchor, 0, 1)] if anchor is not None else None
                    yield Line(part, line.element, line.flags, 0, [part], links)

    def _is_tabular(self, table: Element) -> bool:
        """Whether a table holds data, and does not lay out a page or a list of articles."""
        rows = [len(row) for row in table.iter("tr")]
        if max(rows, default=0) < 2 or next(table.iterdescendants("table", "h1"), None) is not None:
            return False
        links = sum(self._words.is_article(link.get("href") or "") for link in table.iter("a"))
        if links * 2 >= len(rows):
            return False
        parts = sum(1 for _ in table.iterdescendants("p", "li", "div", "h2", "h3", "h4", "h5"))
        return parts <= _CELL_PARTS * sum(rows)

"""The text of an article as paragraphs, in page order, out of whatever markup holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from newsbot.pages.document import (
    FURNITURE,
    HEADINGS,
    INLINE,
    INVISIBLE,
    Element,
    has_class,
    spaced_text,
)

_SKIPPED = FURNITURE - {"header", "aside"} | {"figure", "figcaption", "dialog", "menu"}
PROSE = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "td"}) | HEADINGS
"""Elements that hold text of their own; text elsewhere may be furniture."""
_DEEPEST = 200


@dataclass(slots=True)
class Line:
    """One paragraph-like line: its text, where it stands and what it links to."""

    text: str
    element: Element
    hrefs: list[str] = field(default_factory=list)
    linked: int = 0
    """How many of its characters (without spaces) stand inside links."""
    size: int = 0
    """Its characters without spaces."""

    @property
    def all_linked(self) -> bool:
        return self.size > 0 and self.linked == self.size

    @property
    def is_prose(self) -> bool:
        return self.element.tag in PROSE


class FlowReader:
    """Reads the lines below an element, after the headline when that stands below it too."""

    def __init__(
        self,
        *,
        headline: Element | None,
        around_headline: Collection[Element],
        skip: Collection[Element],
        ad_classes: frozenset[str],
    ) -> None:
        self._headline = headline
        self._around = around_headline
        self._skip = skip
        self._ad_classes = ad_classes
        self.stripped: Counter[str] = Counter()
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._hrefs: list[str] = []
        self._linked = 0
        self._started = True

    def read(self, scope: Element) -> list[Line]:
        self._lines = []
        self._reset()
        self._started = scope not in self._around
        self._walk(scope, scope, in_link=False, depth=0)
        self._flush(scope)
        return self._lines

    def _reset(self) -> None:
        self._parts = []
        self._hrefs = []
        self._linked = 0

    def _text(self, text: str | None, *, in_link: bool) -> None:
        if text and self._started:
            self._parts.append(text.replace("\n", " ").replace("\t", " "))
            if in_link:
                self._linked += len(text) - sum(map(str.isspace, text))

    def _flush(self, element: Element) -> None:
        if self._parts:
            text = "".join(self._parts)
            if text and not text.isspace():
                self._add(text, element)
            self._reset()

    def _add(self, text: str, element: Element) -> None:
        pieces = [" ".join(line.split()) for line in text.split("\n")]
        paragraphs: list[list[str]] = [[]]
        for piece in pieces:
            if piece:
                paragraphs[-1].append(piece)
            elif paragraphs[-1]:
                paragraphs.append([])
        whole = [paragraph for paragraph in paragraphs if paragraph]
        for paragraph in whole:
            joined = "\n".join(paragraph)
            size = len(joined) - sum(map(str.isspace, joined))
            linked = self._linked if len(whole) == 1 else 0
            self._lines.append(Line(joined, element, self._hrefs, linked, size))

    def _walk(self, element: Element, block: Element, *, in_link: bool, depth: int) -> None:
        self._text(element.text, in_link=in_link)
        for child in element:
            self._child(child, block, in_link=in_link, depth=depth + 1)
            self._text(child.tail, in_link=in_link)

    def _child(self, child: Element, block: Element, *, in_link: bool, depth: int) -> None:
        tag = child.tag
        if child is self._headline:
            self._reset()
            self._started = True
            return
        if not isinstance(tag, str) or tag in INVISIBLE or child in self._skip:
            return
        if not self._started and child not in self._around:
            return
        if tag == "br":
            if self._started:
                self._parts.append("\n")
            return
        if tag in _SKIPPED or depth > _DEEPEST or _is_hidden(child):
            self._flush(block)
            return
        if has_class(child, self._ad_classes):
            self._flush(block)
            self.stripped["container"] += 1
            return
        if tag in INLINE:
            link = in_link
            if tag == "a" and (href := child.get("href")):
                link = True
                self._hrefs.append(href)
            self._walk(child, block, in_link=link, depth=depth)
            return
        self._flush(block)
        if tag == "table" and _is_tabular(child):
            self._table(child)
        else:
            self._walk(child, child, in_link=in_link, depth=depth)
            self._flush(child)

    def _table(self, table: Element) -> None:
        rows = []
        for row in table.iter("tr"):
            cells = [spaced_text(cell) for cell in row if cell.tag in {"td", "th"}]
            if any(cells):
                rows.append("\t".join(cells))
        if rows:
            text = "\n".join(rows)
            size = len(text) - sum(map(str.isspace, text))
            self._lines.append(Line(text, table, [], 0, size))


def _is_tabular(table: Element) -> bool:
    """Whether a table holds data; one of single cells or with a table inside only lays out a page."""
    rows = list(table.iter("tr"))
    return any(len(row) > 1 for row in rows) and next(table.iterdescendants("table"), None) is None


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()

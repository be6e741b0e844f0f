"""A line of the page, and what the names around it say of it.

A line is what a reader sees as one: the text between two boundaries of block elements or line
breaks, with its links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsbot.pages.document import HEADINGS, Element

# What the classes and tags around a line say of it
BODY, LEAD, TIME, AUTHOR, TAGS, SECTION, TITLE, IMAGE, BLOCK, CAPTION, AD = (
    1 << bit for bit in range(11)
)
NAVIGATION = 1 << 11
"""Inside `nav`, `footer`, or a `header` without a headline."""
HEADER = 1 << 12
FIGURE = 1 << 13
FURNITURE = 1 << 14
"""Under a tag or a name that is hardly ever one of the text: a second witness, no proof."""
REMARK = 1 << 15
"""Under a name of what stands beside the text: a caption, a credit, a byline."""
TEASER = 1 << 17
"""Under a name of rows of other articles, which is that of a standfirst as well."""
DOUBTED = FURNITURE | REMARK | TEASER
PROSE = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "td"}) | HEADINGS
"""Elements that hold text of their own; text elsewhere may be furniture."""
SEPARATORS = " \t\n,;|/\\·•–—-→»›>()[]"


class Line:
    """One line of the page."""

    __slots__ = ("_bare", "_parts", "breaks", "element", "flags", "links", "text")

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
        self.links: Sequence[tuple[Element, int, int]] = links or ()
        """Links as (element, first part, last part + 1)."""
        self._parts = parts or [text]
        self._bare: str | None = None

    @property
    def parts(self) -> Sequence[str]:
        """The texts of its elements, and between these."""
        return self._parts

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
        if self._bare is None:
            kept: list[str] = []
            at = 0
            for _, start, end in self.links:
                kept += self._parts[at:start]
                at = end
            kept += self._parts[at:]
            self._bare = " ".join("".join(kept).split()).strip(SEPARATORS) if kept else ""
        return self._bare

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

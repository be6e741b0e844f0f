"""Titled blocks: «ЩЕ ЗА ТЕМОЮ», «ОСТАННЄ» and their kin in the other editions.

A block is found by its visible heading, in whatever tag or class. It ends where the next known
heading begins, and never reaches past the container of its own list: an empty block must not take
the links of its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsbot.items import Link
from newsbot.pages.document import (
    FURNITURE,
    HEADINGS,
    INLINE,
    INVISIBLE,
    Document,
    Element,
    clean_text,
    has_class,
)
from newsbot.text.clean import clean, fold
from newsbot.text.urls import Addresses

_LONGEST_HEADING = 60
_LONGEST_LABEL = 40
"""Characters of text between a heading and its first link; more is prose, and no block."""
_OUTER = frozenset({"html", "body", "main", "article"})


@dataclass(slots=True)
class Block:
    """One titled block: its name, its heading, its links and the elements it is made of."""

    name: str
    heading: Element
    links: list[Link] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a site, folded: heading -> block."""

    names: Mapping[str, str]
    words: frozenset[str]

    @classmethod
    def of(cls, blocks: Mapping[str, tuple[str, ...]]) -> Headings:
        names = {fold(text): name for name, texts in blocks.items() for text in texts}
        return cls(names, frozenset(text.split()[0] for text in names))


def find_blocks(
    document: Document,
    headings: Headings,
    addresses: Addresses,
    edition: str,
    *,
    limits: frozenset[Element] = frozenset(),
    stops: frozenset[str] = frozenset(),
    containers: tuple[str, ...] = (),
) -> list[Block]:
    """All titled blocks of a page, in page order.

    `limits` are elements that no block may reach out of or into (the headline and those around it),
    `stops` folded
    lines at which a block ends (labels of advertising), `containers` the class names of a block with its
    heading.
    """
    found = [
        (element, name)
        for element in document.candidates
        if (name := _heading_name(element, headings)) is not None
    ]
    found = _outermost(found)
    known = {element for element, _ in found}
    blocks = []
    for position, (element, name) in enumerate(found):
        end = len(document.order)
        if position + 1 < len(found):
            end = document.order[found[position + 1][0]]
        reader = _BlockReader(document, addresses, edition, known, limits, stops, containers, end)
        block = reader.read(name, element)
        if block is not None:
            blocks.append(block)
    return blocks


def links_of(blocks: list[Block], name: str) -> list[Link]:
    """The links of all blocks called `name`, each address once, in page order."""
    links: dict[str, Link] = {}
    for block in blocks:
        if block.name == name:
            for link in block.links:
                links.setdefault(link.url, link)
    return list(links.values())


def _heading_name(element: Element, headings: Headings) -> str | None:
    text = clean_text(element)
    if len(text) > _LONGEST_HEADING:
        return None
    name = headings.names.get(fold(text))
    if name is None or not _stands_alone(element):
        return None
    return name


def _stands_alone(element: Element) -> bool:
    """Whether the element is a line of its own, and no word in a sentence."""
    while element.tag in INLINE:
        parent = element.getparent()
        if parent is None:
            return True
        if (element.tail or "").strip():
            return False
        previous = element.getprevious()
        before = parent.text if previous is None else previous.tail
        if (before or "").strip():
            return False
        following = element.getnext()
        if previous is not None or following is not None:
            return True
        element = parent
    return True


def _outermost(found: list[tuple[Element, str]]) -> list[tuple[Element, str]]:
    """Without headings that stand inside another one: `<h6><a>ОСТАННЄ</a></h6>` is one."""
    elements = {element for element, _ in found}
    return [
        (element, name)
        for element, name in found
        if not any(ancestor in elements for ancestor in element.iterancestors())
    ]


class _BlockReader:
    def __init__(
        self,
        document: Document,
        addresses: Addresses,
        edition: str,
        known: set[Element],
        limits: frozenset[Element],
        stops: frozenset[str],
        containers: tuple[str, ...],
        end: int,
    ) -> None:
        self.order = document.order
        self.addresses = addresses
        self.edition = edition
        self.known = known
        self.limits = limits
        self.stops = stops
        self.containers = containers
        self.end = end

    def read(self, name: str, heading: Element) -> Block | None:
        """The block under `heading`, or None where prose follows: then it is no heading."""
        links: dict[str, Link] = {}
        elements: list[Element] = []
        prose = 0
        for element in self._members(heading):
            found = self._links(element)
            if not found and not links:
                prose += len(clean_text(element)) if element.tag not in HEADINGS else 0
                if prose > _LONGEST_LABEL:
                    return None if element.tag == "p" else Block(name, heading, [], [heading])
            if self._ends_at(element, found):
                break
            elements.append(element)
            for link in found:
                known_link = links.get(link.url)
                if known_link is None or not known_link.title:
                    links[link.url] = link
        titled = [link for link in links.values() if link.title]
        return Block(name, heading, titled, [self._whole(heading), *elements])

    def _members(self, heading: Element) -> Iterator[Element]:
        """The elements after the heading that may belong to its block."""
        node = heading
        while True:
            empty = True
            for sibling in node.itersiblings():
                if not isinstance(sibling.tag, str) or sibling.tag in INVISIBLE:
                    continue
                if sibling in self.known or sibling in self.limits or sibling.tag in FURNITURE:
                    return
                if self.order[sibling] >= self.end:
                    return
                if len(sibling) or clean_text(sibling) or sibling.tag not in INLINE | {"hr", "br"}:
                    empty = False
                    yield sibling
                if self._last_order(sibling) >= self.end:
                    return
            parent = node.getparent()
            if (
                not empty
                or parent is None
                or parent.tag in _OUTER
                or parent in self.limits
                or has_class(node, self.containers)
                or (parent.text or "").strip()
            ):
                return
            node = parent

    def _last_order(self, element: Element) -> int:
        while len(element):
            element = element[-1]
        return self.order.get(element, 0)

    def _ends_at(self, element: Element, found: list[Link]) -> bool:
        if found:
            return False
        if element.tag in HEADINGS:
            return bool(clean_text(element))
        text = clean_text(element)
        if not text:
            return False
        return fold(text) in self.stops or len(text) > _LONGEST_LABEL

    def _links(self, element: Element) -> list[Link]:
        anchors = [element] if element.tag == "a" else list(element.iter("a"))
        links = []
        for anchor in anchors:
            href = anchor.get("href")
            if not href or self.order[anchor] >= self.end:
                continue
            address = self.addresses.article(href, self.edition)
            if address is not None:
                links.append(Link(link_title(anchor), address.url))
        return links

    def _whole(self, heading: Element) -> Element:
        """The heading with the wrappers that hold nothing else."""
        node = heading
        parent = node.getparent()
        while (
            parent is not None
            and parent.tag not in _OUTER
            and parent not in self.limits
            and len(parent) == 1
            and not (parent.text or "").strip()
        ):
            node, parent = parent, parent.getparent()
        return node


def link_title(anchor: Element) -> str:
    """The text of a link without a time in an element of its own; of an image link, ''."""
    if not len(anchor):
        return clean(" ".join((anchor.text or "").split()))
    parts = [anchor.text or ""]
    for child in anchor:
        if isinstance(child.tag, str) and child.tag not in INVISIBLE:
            text = clean_text(child)
            if not _is_time(text):
                parts.append(text if child.tag in INLINE else f" {text} ")
        parts.append(child.tail or "")
    return clean(" ".join("".join(parts).split()))


def _is_time(text: str) -> bool:
    return len(text) <= 16 and ":" in text and not any(letter.isalpha() for letter in text)

"""A parsed page, walked once.

Every reader of a page (headline, blocks, body, metadata) works on what this one walk found, so that
no reader searches the whole tree again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from newsbot.text.clean import clean, fold

Element: TypeAlias = etree._Element

INVISIBLE = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select"}
    | {"textarea", "input", "head", "meta", "link", "title", "canvas", "audio", "video", "map"}
)
"""Elements whose text no reader sees as text of the page."""
FURNITURE = frozenset({"nav", "header", "footer", "form", "aside"})
INLINE = frozenset(
    {"a", "abbr", "b", "big", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
    | {
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
    }
    | {"var", "wbr", "label", "nobr"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Document:
    """The elements of a page in document order, and the few kinds that readers ask for."""

    def __init__(self, root: Element, heading_words: frozenset[str] = frozenset()) -> None:
        """`heading_words` are the folded first words of the headings of titled blocks."""
        self.root = root
        self.order: dict[Element, int] = {}
        self.anchors: list[Element] = []
        self.headlines: list[Element] = []
        self.paragraphs: list[Element] = []
        self.images: list[Element] = []
        self.meta: dict[str, str] = {}
        self.links: list[Element] = []
        self.json_ld: list[str] = []
        self.candidates: list[Element] = []
        """Elements whose text may be the heading of a titled block, or a label of advertising."""
        self._walk(heading_words)

    def _walk(self, heading_words: frozenset[str]) -> None:
        order = self.order
        by_tag = {
            "a": self.anchors,
            "h1": self.headlines,
            "p": self.paragraphs,
            "img": self.images,
            "link": self.links,
        }
        candidates = self.candidates
        for index, element in enumerate(self.root.iter("*")):
            order[element] = index
            tag = element.tag
            group = by_tag.get(tag)
            if group is not None:
                group.append(element)
            elif tag == "meta":
                self._read_meta(element)
                continue
            elif tag == "script":
                if (element.get("type") or "").lower().startswith("application/ld+json"):
                    self.json_ld.append(element.text or "")
                continue
            text = element.text
            if text and len(text) < 200:
                words = text.split(None, 1)
                if words and fold(words[0]) in heading_words:
                    candidates.append(element)

    def _read_meta(self, element: Element) -> None:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            self.meta.setdefault(name.lower(), clean(content))

    def html_language(self) -> str | None:
        language = (self.root.get("lang") or "").lower()[:2]
        return language or None

    def title(self) -> str | None:
        """The text of `<title>`."""
        element = self.root.find(".//title")
        return clean_text(element) or None if element is not None else None


def clean_text(element: Element) -> str:
    """All visible text of `element`, cleaned, on one line."""
    text = element.text or ""
    if len(element):
        text = "".join(_text_parts(element))
    return clean(" ".join(text.split()))


def spaced_text(element: Element) -> str:
    """Like `clean_text`, with a space between the texts of different elements."""
    return clean(" ".join(" ".join(_text_parts(element)).split()))


def _text_parts(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in INVISIBLE:
            if tag == "br":
                yield " "
            elif tag in INLINE:
                yield from _text_parts(child)
            else:
                yield " "
                yield from _text_parts(child)
                yield " "
        if child.tail:
            yield child.tail


def classes(element: Element) -> tuple[str, ...]:
    value = element.get("class")
    return tuple(value.split()) if value else ()


def has_class(element: Element, names: tuple[str, ...] | frozenset[str]) -> bool:
    value = element.get("class")
    return value is not None and any(name in names for name in value.split())


def parse(html: str) -> Element:
    """The root element of `html`; of an empty page, an empty one.

    Comments and processing instructions are left out. NUL ends a page for libxml2, so it goes first.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    body = html.replace("\0", "").encode("utf-8", "replace") or b"<html/>"
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root

"""A parsed page, and the texts of its elements.

The reader of the page's visible text is `newsbot.pages.outline`; here is what it and the readers of
the head share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lxml import etree

from newsbot.pages.streamed import SIGN, put_in_place
from newsbot.text.clean import clean, clean_line
from newsbot.text.likeness import LONGEST

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import TextResponse

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it

INVISIBLE = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select"}
    | {"textarea", "input", "head", "meta", "link", "title", "canvas", "audio", "video", "map"}
)
"""Elements whose text no reader sees as text of the page."""
INLINE = frozenset(
    {"a", "abbr", "b", "big", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "math", "nobr", "q", "s", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr"}
    | {"acronym", "data", "output", "rb", "rp", "rt", "ruby"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Without `huge_tree` everything behind 256 unclosed tags is lost; with it libxml2 stops at 2048.
_PARSER = etree.HTMLParser(
    encoding="utf-8",
    remove_comments=True,
    remove_pis=True,
    no_network=True,
    huge_tree=True,
    collect_ids=False,
)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_LANGUAGE = re.compile("[a-z]{2,3}(?![a-z])")
_LARGE = 200_000
"""Bytes of a page; a larger one may have a tag of more attributes than libxml2 reads in time."""
_ENDLESS_TAG = re.compile(rb"<(?=[a-zA-Z][^>]{1000})(?:[^<>=]{0,200}=){1000}[^<>]*>")


class _Found(NamedTuple):
    """What may stand anywhere in a page: found in one walk, as the walk is what costs."""

    meta: dict[str, list[str]]
    json_ld: list[str]
    headlines: list[Element]
    canonical: list[str]
    stamps: list[Element]


class Document:
    """A page and what its head says; each part is read when it is asked for."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @classmethod
    def of(cls, page: TextResponse | Selector) -> Document:
        """The document of a Scrapy response, or of a parsel selector."""
        if getattr(page, "encoding", None) == "utf-8":
            # The bytes as they came: this spares a page its decoding and its encoding again.
            return cls(parse(page.body))  # type: ignore[union-attr]
        text = getattr(page, "text", None)
        return cls(parse(text) if isinstance(text, str) else page.root)  # type: ignore[union-attr]

    @property
    def top(self) -> Element:
        """The element that holds the visible page."""
        body = next(self.root.iterchildren("body"), None)
        return self.root if body is None else body

    @property
    def meta(self) -> dict[str, list[str]]:
        """What the meta tags say, by their `property`, `name` or `itemprop` in lower case."""
        return self._found.meta

    def stated(self, name: str) -> list[str]:
        """What the meta tags of this name say."""
        return self._found.meta.get(name, [])

    @property
    def canonical(self) -> list[str]:
        """The addresses of `<link rel="canonical">`, as written."""
        return self._found.canonical

    @property
    def json_ld(self) -> list[str]:
        """The scripts with JSON-LD."""
        return self._found.json_ld

    @property
    def headlines(self) -> list[Element]:
        """All `h1` elements."""
        return self._found.headlines

    @property
    def stamps(self) -> list[Element]:
        """The elements `<time datetime>`, and `<abbr title>` as blogs write it."""
        return self._found.stamps

    @cached_property
    def main_headings(self) -> list[Element]:
        """What may be the headline: `h1` outside of menus, else also the `h2` of headers."""
        if any(not _is_in_menu(each) for each in self.headlines):
            return self.headlines
        return self.headlines + [
            each
            for each in self.root.iter("h2")
            if next(each.iterancestors("header"), None) is not None and not _is_in_menu(each)
        ]

    @cached_property
    def _found(self) -> _Found:
        found = _Found({}, [], [], [], [])
        for element in self.root.iter("abbr", "h1", "link", "meta", "script", "time"):
            tag = element.tag
            if tag == "script":
                if (kind := element.get("type")) and "ld+json" in kind.lower():
                    found.json_ld.append(element.text or "")
            elif tag == "h1":
                found.headlines.append(element)
            elif tag in {"abbr", "time"}:
                if stamp_of(element):
                    found.stamps.append(element)
            elif tag == "link":
                if (element.get("rel") or "").lower() == "canonical" and (
                    href := element.get("href")
                ):
                    found.canonical.append(href)
            elif content := element.get("content") or element.get("value"):  # a common mistake
                name = element.get("property") or element.get("name") or _of_page(element)
                name = name or _of_header(element)
                if name:
                    found.meta.setdefault(name.lower(), []).append(content)
        return found

    @property
    def robots(self) -> str:
        """The content of `<meta name="robots">`, '' without one."""
        return ", ".join(self.stated("robots")).lower()

    @property
    def language(self) -> str | None:
        """What `<html lang>` says, else `xml:lang` or a header's stand-in; without the country."""
        stated = (
            self.root.get("lang"),
            self.root.get("xml:lang"),
            *self.stated("content-language"),
        )
        found = _LANGUAGE.match(next(filter(None, stated), "").strip().lower())
        return found[0] if found else None

    @cached_property
    def title(self) -> str | None:
        """The text of `<title>`."""
        head = next(self.root.iterchildren("head"), None)
        element = None if head is None else next(head.iterchildren("title"), None)
        if element is None:
            element = self.root.find(".//title")
        text = "" if element is None else element.text or ""
        return clean_line(text) or None if len(text) <= LONGEST else None


def stamp_of(element: Element) -> str:
    """What an `abbr` or a `time` says to machines of a moment, '' where it says nothing.

    A time may last (`PT15M`; HTML, 4.5.14).
    """
    if (stamp := element.get("datetime")) and not stamp.startswith("P"):
        return stamp
    title = element.get("title")
    return title if title and _MOMENT.match(title) else ""


def _is_in_menu(heading: Element) -> bool:
    """Whether a heading is an entry of a menu: a breadcrumb repeats the headline as `h1`."""
    return next(heading.iterancestors("li", "nav"), None) is not None


def _of_page(meta: Element) -> str | None:
    """The `itemprop` of a meta tag in the head; one in the body is of whichever item."""
    parent = meta.getparent()
    return meta.get("itemprop") if parent is not None and parent.tag == "head" else None


def _of_header(meta: Element) -> str | None:
    """The header that a meta tag stands for; that of a date tells when the page was made."""
    name = meta.get("http-equiv") or ""
    return name if name.lower() == "content-language" else None


def clean_text(element: Element) -> str:
    """All visible text of `element`, cleaned, on one line."""
    text = element.text or ""
    if len(element):
        text = "".join(_text_parts(element))
    return clean(" ".join(text.split()))


def spaced_text(element: Element) -> str:
    """Like `clean_text`, with a space between the texts of different elements."""
    return clean(" ".join(" ".join(_text_parts(element)).split()))


def _text_parts(top: Element) -> list[str]:
    """The texts below `top`, with a space where a block element begins or ends."""
    parts = [top.text or ""]
    element = top
    children: Iterator[Element] = iter(top)
    above: list[tuple[Element, Iterator[Element]]] = []
    while True:
        child = next(children, None)
        if child is None:
            if not above:
                return parts
            if element.tag not in INLINE:
                parts.append(" ")
            parts.append(element.tail or "")
            element, children = above.pop()
        elif not isinstance(child.tag, str) or child.tag in INVISIBLE:
            parts.append(child.tail or "")
        else:
            if child.tag not in INLINE:
                parts.append(" ")
            parts.append(child.text or "")
            above.append((element, children))
            element, children = child, iter(child)


def parse(page: str | bytes) -> Element:
    """The root element of a page, given as text or as UTF-8; of an empty page, an empty one."""
    body = page.encode("utf-8", "replace") if isinstance(page, str) else page
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    if len(body) > _LARGE:
        body = _ENDLESS_TAG.sub(b"<p>", body)
    try:
        root = etree.fromstring(body or b"<html/>", _PARSER)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return etree.Element("html")
    if SIGN in body:
        put_in_place(root)
    return root

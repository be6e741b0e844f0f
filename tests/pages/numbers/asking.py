"""How a proof asks the modules as they are now: with another number they are imported anew."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lxml import etree

from newsbot.errors import NotAnArticle
from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site

URL = "https://example.org/news/apple-harvest-doubled-1234567"
OWN_URL = "https://interfax.com.ua/news/political/1067268.html"
TITLE = "Apple harvest doubled in the orchards"
DATE = "10:15 22.09.2026"
HEAD = f"<h1>{TITLE}</h1><p>{DATE}</p>"
TEXTS = tuple(
    f"The orchards of the {name} gave twice as many apples as last year, say the gardeners."
    for name in ("north", "south", "west", "east")
)
P = tuple(f"<p>{text}</p>" for text in TEXTS)


class Proof(NamedTuple):
    """What is found below and above a number, and what is right."""

    find: Callable[[], object]
    right: object


def of(name: str) -> Any:
    """A module of `newsbot.pages`."""
    return importlib.import_module(f"newsbot.pages.{name}")


def words(site: Site = INTERFAX) -> Any:
    return of("lexicon").lexicon(site)


def line(text: str, *, flags: int = 0, tag: str = "p", linked: int = 0) -> Any:
    """A line whose first `linked` characters are a link."""
    element = etree.Element(tag)
    if not linked:
        return of("line").Line(text, element, flags)
    anchor = etree.SubElement(element, "a", href="/x")
    parts = [text[:linked], text[linked:]]
    return of("line").Line(text, element, flags, parts=parts, links=[(anchor, 0, 1)])


def document(html: str) -> Any:
    return of("document").Document(of("document").parse(html))


def outline(html: str, site: Site = INTERFAX) -> Any:
    return of("outline").Outline(document(html), words(site))


def layout(html: str, site: Site = GENERIC) -> Any:
    url = OWN_URL if site is INTERFAX else URL
    return of("layout").find_layout(document(html), site, url)


def read(html: str, site: Site = GENERIC) -> Any:
    """The article, or why there is none."""
    url = OWN_URL if site is INTERFAX else URL
    reading: Any = importlib.import_module("newsbot.reading")
    try:
        return reading.read(html, url=url, site=site, fetched_at=datetime(2026, 9, 23, tzinfo=UTC))
    except NotAnArticle as error:
        return error.problem


def body(html: str, site: Site = GENERIC) -> str:
    found = read(HEAD + html, site)
    return found if isinstance(found, str) else found.body or ""


def headline_of(outline: Any) -> Any:
    element = outline.headlines[0]
    return of("headline").Headline.of(element, TITLE, outline.within(element))


def fill(count: int, tag: str = "p") -> str:
    """So many lines that say nothing."""
    return f"<{tag}>x</{tag}>" * count


def inside(depth: int, html: str, names: str = "") -> str:
    return f"<div{names}>" * depth + html + "</div>" * depth


def link(number: int) -> str:
    """A link to an article."""
    return f'<a href="/news/political/{number}.html">An article</a>'

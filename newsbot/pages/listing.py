"""A list of articles: the latest list, a section, a tag page, the front page.

>>> page = ListingPage(Selector(html), INTERFAX, url="https://interfax.com.ua/news/latest.html")
>>> [entry.address.url for entry in page.entries]
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsbot.pages.blocks import link_title
from newsbot.pages.document import Document, Element, clean_text, spaced_text
from newsbot.pages.lexicon import lexicon
from newsbot.pages.line import TIME
from newsbot.pages.prose import SHORT
from newsbot.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsel import Selector
    from scrapy.http import TextResponse

    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress

_TIME_TEXT = re.compile(r"\d{1,2}:\d{2}|\d{1,2}\.\d{1,2}\.\d{4}")
_DEEPEST = 5
"""Elements around a link in which its time is looked for."""
_ROW = 60
"""Elements of a row of a list."""
_MOST_LINKS = 4
"""Links to one article that are looked at."""
_MOST_ENTRIES = 3000
"""Articles of one page of a list that are taken."""


class Entry(NamedTuple):
    """One article of a list."""

    address: ArticleAddress
    title: str
    time: str | None
    """When it was published, as printed; None where the list does not tell."""
    is_row: bool = True
    """Whether a time stands beside it, be it that of an event: it is of the list itself."""


class ListingPage:
    """Reads one page. `page` is a Scrapy response or a parsel selector with `url`."""

    def __init__(self, page: TextResponse | Selector, site: Site, url: str | None = None) -> None:
        self._lexicon = lexicon(site)
        self._site = site
        self.url: str = url or getattr(page, "url", None) or ""
        self.edition = self._lexicon.addresses.edition_of(self.url) or ""
        self._document = Document.of(page)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every article that the page links to, each once, in page order."""
        found: dict[str, ArticleAddress] = {}
        titles: dict[str, str] = {}
        times: dict[str, str | None] = {}
        images: dict[str, str] = {}
        seen: Counter[str] = Counter()
        for anchor in self._document.root.iter("a"):
            href = anchor.get("href")
            address = href and self._lexicon.addresses.article(href, self.edition, self.url)
            if not address:
                continue
            ident = address.id
            if seen[ident] >= _MOST_LINKS or (ident not in seen and len(seen) >= _MOST_ENTRIES):
                continue
            seen[ident] += 1
            found.setdefault(ident, address)
            if not titles.get(ident):
                titles[ident] = link_title(anchor)
                if ident not in images:
                    images[ident] = _image_title(anchor)
            if not times.get(ident):
                times[ident] = self._time_beside(anchor, ident)
        return [
            self._entry(address, titles[ident] or images[ident], times[ident])
            for ident, address in found.items()
        ]

    def _entry(self, address: ArticleAddress, title: str, time: str | None) -> Entry:
        if address.section in self._site.announcements:
            return Entry(address, title, None, is_row=time is not None)
        return Entry(address, title, time, is_row=time is not None)

    @cached_property
    def rows(self) -> list[Entry]:
        """The entries of the list itself, without menus and recommendations."""
        return [entry for entry in self.entries if entry.is_row]

    @cached_property
    def next_page(self) -> str | None:
        """The address of the list's next page, where there is one."""
        wanted = self._lexicon.addresses.following(self.url)
        paging = self._site.paths.paging
        if wanted is None or paging is None or not paging.is_linked:
            return wanted
        for anchor in self._document.root.iter("a"):
            href = anchor.get("href")
            if href and self._lexicon.addresses.canonical(href, self.url) == wanted:
                return wanted
        return None

    @property
    def robots(self) -> str:
        """The content of `<meta name="robots">`, '' without one."""
        return self._document.robots

    def _time_beside(self, anchor: Element, ident: str) -> str | None:
        """The time printed in the row of a link: in the smallest element that has one."""
        node: Element | None = anchor
        for _ in range(_DEEPEST):
            node = node.getparent() if node is not None else None
            if (
                node is None
                or node.tag in {"body", "html", "main"}
                or self._holds_others(node, ident)
            ):
                return None
            for element in self._timed(node):
                text = spaced_text(element)
                if text and len(text) <= SHORT:
                    return text
        return None

    def _timed(self, node: Element) -> Iterator[Element]:
        """The elements of a row that may be its time, those with a class for it first."""
        elements = list(
            islice(node.iter("div", "span", "time", "p", "small", "td", "b", "i"), _ROW)
        )
        for element in elements:
            if element.tag == "time" or self._lexicon.marks(element.get("class") or "") & TIME:
                yield element
        for element in elements:
            if any(map(len, element)):
                continue  # a time is no more than two levels deep
            text = clean_text(element)
            if len(text) <= SHORT and _TIME_TEXT.match(text):
                yield element

    def _holds_others(self, node: Element, ident: str) -> bool:
        for anchor in node.iter("a"):
            other = self._lexicon.addresses.article(
                anchor.get("href") or "", self.edition, self.url
            )
            if other is not None and other.id != ident:
                return True
        return False


def _image_title(anchor: Element) -> str:
    image = next(anchor.iter("img"), None)
    return clean_line(image.get("alt") or "") if image is not None else ""

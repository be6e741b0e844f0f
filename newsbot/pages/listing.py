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

from newsbot.items import Link
from newsbot.pages.blocks import find_blocks, link_title, links_of
from newsbot.pages.document import Document, Element, clean_text, spaced_text
from newsbot.pages.lexicon import lexicon
from newsbot.pages.outline import TIME, Outline
from newsbot.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsel import Selector
    from scrapy.http import TextResponse

    from newsbot.sites.site import Site
    from newsbot.sites.urls import ArticleAddress

_PAGE = re.compile(r"(?P<stem>.*?)(?:-(?P<number>[1-9][0-9]{0,4}))?\.html")
_TIME_TEXT = re.compile(r"\d{1,2}:\d{2}|\d{1,2}\.\d{1,2}\.\d{4}")
_LONGEST_TIME = 40
_ROW = 60
"""Elements of a row of a list."""
_MOST_LINKS = 4
"""Links to one article that are looked at."""
_MOST_ENTRIES = 3000


class Entry(NamedTuple):
    """One article of a list. `time` is as printed, None where the list prints none."""

    address: ArticleAddress
    title: str
    time: str | None


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
        titles: dict[ArticleAddress, str] = {}
        times: dict[ArticleAddress, str | None] = {}
        images: dict[ArticleAddress, str] = {}
        seen: Counter[ArticleAddress] = Counter()
        for anchor in self._document.root.iter("a"):
            href = anchor.get("href")
            address = href and self._lexicon.addresses.article(href, self.edition, self.url)
            if not address:
                continue
            if seen[address] >= _MOST_LINKS or (address not in seen and len(seen) >= _MOST_ENTRIES):
                continue
            seen[address] += 1
            if not titles.get(address):
                titles[address] = link_title(anchor)
                if address not in images:
                    images[address] = _image_title(anchor)
            if not times.get(address):
                times[address] = self._time_beside(anchor, address)
        unique: dict[str, Entry] = {}
        for address, title in titles.items():
            unique.setdefault(address.id, Entry(address, title or images[address], times[address]))
        return list(unique.values())

    @cached_property
    def rows(self) -> list[Entry]:
        """The entries that print a time: the list itself, without menus and recommendations."""
        return [entry for entry in self.entries if entry.time is not None]

    def block(self, name: str) -> list[Link]:
        """The links of the titled blocks called `name` (`latest`, `related`), in page order."""
        outline = Outline(self._document, self._lexicon)
        return links_of(find_blocks(outline, self._lexicon, self.edition), name)

    @cached_property
    def next_page(self) -> str | None:
        """The address of the list's next page, where the page links to it."""
        match = _PAGE.fullmatch(self.url.partition("?")[0])
        if match is None:
            return None
        number = int(match["number"] or 1) + 1
        wanted = f"{match['stem']}-{number}.html"
        for anchor in self._document.root.iter("a"):
            href = anchor.get("href")
            if href and self._lexicon.addresses.canonical(href, self.url) == wanted:
                return wanted
        return None

    @property
    def robots(self) -> str:
        """The content of `<meta name="robots">`, '' without one."""
        return self._document.robots

    def _time_beside(self, anchor: Element, address: ArticleAddress) -> str | None:
        """The time printed in the row of a link: in the smallest element that has one."""
        node: Element | None = anchor
        for _ in range(5):
            node = node.getparent() if node is not None else None
            if (
                node is None
                or node.tag in {"body", "html", "main"}
                or self._holds_others(node, address)
            ):
                return None
            for element in self._timed(node):
                text = spaced_text(element)
                if text and len(text) <= _LONGEST_TIME:
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
            if len(text) <= _LONGEST_TIME and _TIME_TEXT.match(text):
                yield element

    def _holds_others(self, node: Element, address: ArticleAddress) -> bool:
        for anchor in node.iter("a"):
            other = self._lexicon.addresses.article(
                anchor.get("href") or "", self.edition, self.url
            )
            if other is not None and other.id != address.id:
                return True
        return False


def _image_title(anchor: Element) -> str:
    image = next(anchor.iter("img"), None)
    return clean_line(image.get("alt") or "") if image is not None else ""


def page_number(url: str) -> int:
    """The number of a list's page, 1 for the first: `/news/latest-2.html` is 2."""
    match = _PAGE.fullmatch(url.partition("?")[0])
    return int(match["number"] or 1) if match else 1


def numbered(url: str, number: int) -> str:
    """The address of page `number` of the list that `url` is a page of."""
    match = _PAGE.fullmatch(url.partition("?")[0])
    if match is None:
        return url
    return f"{match['stem']}.html" if number == 1 else f"{match['stem']}-{number}.html"

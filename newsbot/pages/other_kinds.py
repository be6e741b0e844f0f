"""What a page that is no article says or shows of itself, on a site that nobody described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsbot.pages.document import HEADINGS, Element
from newsbot.pages.json_ld import names_of_others
from newsbot.pages.line import DOUBTED
from newsbot.pages.prose import LONGEST_LABEL, SHORT
from newsbot.text.clean import fold
from newsbot.text.likeness import alike

if TYPE_CHECKING:
    from newsbot.pages.layout import Layout

_KINDS = re.compile(
    r"https?://schema\.org/(?:Product|JobPosting|DiscussionForumPosting|Recipe|QAPage|FAQPage|Question)"
)
_FORUM = re.compile(
    r"/(?:viewtopic|showthread|viewthread)\.php|/(?:forums?|foren|threads)/", re.IGNORECASE
)
"""Addresses at which forums have what people wrote there."""
_TYPES = frozenset({"type-product", "type-job_listing", "type-topic", "type-forum"})
"""Entries that WordPress itself tells from those of a blog (`get_post_class`)."""
_LOCKED = "post-password-required"
_OF_NO_POST = frozenset({"error404", "search-no-results", "search-results"})
_TERM = re.compile(r"(?:author|category|tag|term)-[0-9]+")
"""With these and `archive` WordPress marks the pages that list posts (`get_body_class`)."""
_LIST = re.compile(
    r"/(?:tags?|labels?|keywords?|search/label)/[^/]+/?|/(?:19|20)\d\d(?:/\d\d?){0,2}/?",
    re.IGNORECASE,
)
"""Paths that lead to all that has one tag, or is of one day, month or year."""
_SEARCH = re.compile(r"(?:s|q|query|search)=[^&/]*[^\W\d][^&/]*(?:&|$)")
"""A word that is looked for; old systems name an article so: `?q=node/12`, `?s=12`."""
_PRICE = re.compile(
    r"(?:[^\W\d_]+: ?)?(?:[$€£₴₽] ?\d[\d.,\s]*|\d[\d.,\s]*(?:[$€£₴₽]|грн\.?|руб\.?|zł|UAH|USD|EUR))"
)
_BEHIND = 5
"""Lines behind a text in which a page says that it goes on: an offer has a title and a price."""


def is_of_another_kind(layout: Layout, title: str) -> bool:
    """Whether it is about a product, a vacancy, a recipe or what somebody wrote in a forum.

    By what its software says of it, or by what shops and forums print: a price between headline and
    text, headings that answer the headline.
    """
    assert layout.headline is not None
    if any(metadata.is_article for metadata in layout.metadata):
        return False
    document, around = layout.document, layout.headline.around
    types = document.stated("og:type")
    if document.stated("product:price:amount") or any(each.startswith("product") for each in types):
        return True
    text = layout.outline.lines[layout.text.whole[-1]].element.iterancestors()
    if any(_KINDS.fullmatch(each.get("itemtype") or "") for each in (*around, *text)):
        return True
    if _FORUM.search(urlsplit(layout.place.url).path) is not None:
        return True
    if not _TYPES.isdisjoint(_names_around(layout)):
        return True
    if any(alike(name, title) for name in names_of_others(document.json_ld)):
        return True
    below = layout.outline.lines[layout.headline.lines.stop :]
    above = below[: layout.text.whole[0] - layout.headline.lines.stop]
    if any(len(line.text) <= SHORT and _PRICE.fullmatch(line.text) for line in above):
        return True
    answer = fold(f"Re: {layout.headline.title}")
    return sum(line.text.startswith("Re: ") and fold(line.text) == answer for line in below) > 1


def is_called_list(layout: Layout) -> bool:
    """Whether software, address or headings say that it lists articles: of one it may show all."""
    body = layout.document.root.find("body")
    names = set() if body is None else {*(body.get("class") or "").split()}
    if not names.isdisjoint(_OF_NO_POST):
        return True
    if "archive" in names and any(map(_TERM.fullmatch, names)):
        return True
    if any(metadata.is_article for metadata in layout.metadata):
        return False
    address = urlsplit(layout.place.url)
    if _LIST.fullmatch(address.path) or (address.path == "/" and _SEARCH.match(address.query)):
        return True
    return _is_under_another_heading(layout)


def _is_under_another_heading(layout: Layout) -> bool:
    """Whether the text stands in an article of its own, under a heading that leads to that."""
    assert layout.headline is not None
    lines, first = layout.outline.lines, layout.text.whole[0]
    article = next(filter(_is_entry, lines[first].element.iterancestors()), None)
    if article is None or article in layout.headline.around:
        return False
    return any(
        line.element.tag in HEADINGS
        and line.all_linked
        and not alike(line.text, layout.headline.title)
        and any(map(layout.place.is_elsewhere, line.hrefs))
        for line in lines[layout.outline.within(article).start : first]
    )


def _is_entry(element: Element) -> bool:
    """Whether an element is an article, by its tag or as WordPress and others call one."""
    return element.tag == "article" or "hentry" in (element.get("class") or "").split()


def is_left_over(layout: Layout, shortest: int) -> bool:
    """Whether what was taken for the text is what else a page has, where it has no text.

    That is a short text in boxes beside it, the question for consent, or nothing but tables.
    """
    lines = [layout.outline.lines[at] for at in layout.text.whole]
    if sum(len(line.text) for line in lines) < shortest:
        if all(line.flags & DOUBTED for line in lines) and _is_outside(layout, lines[0].element):
            return True
        if fold(lines[0].text).startswith(layout.lexicon.consents):
            return True
    is_article = any(metadata.is_article for metadata in layout.metadata)
    return not is_article and all(line.element.tag == "table" for line in lines)


def _is_outside(layout: Layout, element: Element) -> bool:
    """Whether an element stands outside of the article that the headline is in."""
    assert layout.headline is not None
    own = next((each for each in layout.headline.around if each.tag in {"article", "main"}), None)
    return own is not None and all(each is not own for each in element.iterancestors())


def is_closed(layout: Layout, longest: int) -> bool:
    """Whether a page asks for a password, or says below a short text that the rest is not there."""
    if _LOCKED in _names_around(layout):
        return True
    lines, whole = layout.outline.lines, layout.text.whole
    if sum(len(lines[at].text) for at in whole) > longest:
        return False
    behind = range(whole[-1] + 1, min(len(lines), whole[-1] + 1 + _BEHIND))
    return any(_is_wall(layout, at) for at in (*whole[-2:], *behind))


def _is_wall(layout: Layout, at: int) -> bool:
    """Whether a line says that the rest of a text is not shown; on a card it is of another one."""
    lines, text = layout.outline.lines, layout.outline.lines[at].text
    if len(text) > LONGEST_LABEL or not layout.lexicon.walls.search(fold(text)):
        return False
    return not any(
        line.all_linked and any(map(layout.place.is_elsewhere, line.hrefs))
        for line in lines[at - 1 : at + 2]
    )


def _names_around(layout: Layout) -> set[str]:
    """The classes of the elements around the headline."""
    assert layout.headline is not None
    return {name for each in layout.headline.around for name in (each.get("class") or "").split()}

"""Which article a page says that it is, where it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsbot.pages.document import Document
from newsbot.pages.json_ld import articles_in
from newsbot.text.likeness import alike


def other_article(
    document: Document,
    *,
    is_own: Callable[[str], bool],
    is_other: Callable[[str], bool],
    title: str | None,
) -> str | None:
    """The address of the other article that this page is, None where it is the one asked for.

    `is_own` and `is_other` tell whether an address (as written: it may be relative) is that of the
    article asked for, or of another one. `title` is the headline. The canonical address decides; a
    page without one is believed in `og:url`, then in JSON-LD, if that speaks of its own headline.
    """
    for addresses in _statements(document, title):
        if any(map(is_own, addresses)):
            return None
        other = next(filter(is_other, addresses), None)
        if other is not None:
            return other
    return None


def _statements(document: Document, title: str | None) -> Iterator[list[str]]:
    yield document.canonical
    yield document.stated("og:url")
    if title:
        yield [
            address
            for stated, addresses in articles_in(document.json_ld)
            if stated and alike(stated, title)
            for address in addresses
        ]

"""Which article a page says that it is, where it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsbot.pages.document import Document
from newsbot.pages.json_ld import Described
from newsbot.text.likeness import alike


def other_article(
    document: Document,
    described: Iterable[Described],
    *,
    is_own: Callable[[str], bool],
    is_other: Callable[[str], bool],
    is_front: Callable[[str], bool],
    title: str | None,
) -> str | None:
    """The address of the other page that this one is, None where it is the one asked for.

    `described` are the articles in its JSON-LD, `title` is its headline; `is_own`, `is_other` and
    `is_front` tell whether an address, as written, is that of the article asked for, of another
    one, or of a front page. The canonical address decides; a page without one is believed in
    `og:url`, then in JSON-LD, if that speaks of its own headline. A front page is believed last:
    what names the article as well is the article. In JSON-LD it is the site that has the article.
    """
    for addresses in _statements(document, described, title):
        if any(map(is_own, addresses)):
            return None
        other = next(filter(is_other, addresses), None)
        if other is not None:
            return other
    return next(filter(is_front, (*document.canonical, *document.stated("og:url"))), None)


def own_address(
    document: Document, described: Iterable[Described], *, is_own: Callable[[str], bool]
) -> str | None:
    """The address, as written, that a page gives as its own, None where it gives none of its own.

    `is_own` tells whether an address is that of the article asked for.
    """
    stated = (*document.canonical, *document.stated("og:url"))
    in_json = (address for _, addresses in described for address in addresses)
    return next(filter(is_own, (*stated, *in_json)), None)


def _statements(
    document: Document, described: Iterable[Described], title: str | None
) -> Iterator[list[str]]:
    yield document.canonical
    yield document.stated("og:url")
    if title:
        yield [
            address
            for metadata, addresses in described
            if metadata.title and alike(metadata.title, title)
            for address in addresses
        ]

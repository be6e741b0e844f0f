"""What the classes of microformats (`hentry`, `h-entry`) say of an article in any theme."""

from __future__ import annotations

from newsbot.pages.document import Document, Element, stamp_of

_PUBLISHED = frozenset({"published", "dt-published"})


def stamp_of_entry(document: Document, article: Element) -> str | None:
    """The moment of publication that is marked up in `article` itself: in its footer, say.

    None where there is none or more than one: readers' remarks are articles of their own.
    """
    found = {
        stamp_of(each)
        for each in document.stamps
        if not _PUBLISHED.isdisjoint((each.get("class") or "").split())
        and next(each.iterancestors("article"), None) is article
    }
    return found.pop() if len(found) == 1 else None

"""Notes below a text: marks in it lead to them, and they lead back to the marks."""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.pages.document import Element
from newsbot.pages.outline import Outline

_NONE = range(0)


def footnotes(outline: Outline, numbers: Sequence[int], behind: int) -> range:
    """The lines of the notes to a text, from the first that leads back to the last one's end.

    `numbers` are the lines of the text, `behind` is the line at which its last sentence has ended.
    The chapter to which a table of contents leads has no link back.
    """
    lines = outline.lines
    marks = {
        name
        for at in numbers
        for link, _, _ in lines[at].links
        if "#" in (link.get("href") or "")
        for name in _names(link)
    }
    if not marks:
        return _NONE
    back = [
        at
        for at in range(behind, len(lines))
        if any(href.partition("#")[2] in marks for href in lines[at].hrefs)
    ]
    if not back:
        return _NONE
    return range(back[0], max(back[-1] + 1, outline.within(lines[back[-1]].element).stop))


def _names(link: Element) -> set[str]:
    """The names by which other links may lead to a link, or to the small element around it."""
    around = link.getparent()
    named = (link.get("id"), link.get("name"), None if around is None else around.get("id"))
    return {*filter(None, named)}

"""The standfirst of an article: what its page marks as one, or sets apart above the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsbot.pages.line import DOUBTED, FIGURE, LEAD, NAVIGATION, TAGS, TEASER, Line
from newsbot.pages.main_part import Homes, MainPart
from newsbot.pages.outline import Outline
from newsbot.pages.prose import is_certain, is_sentence
from newsbot.text.clean import fold

_LONGEST = 3
"""Paragraphs of a standfirst; what is called a teaser and has more is a list."""


def marked_lead(lines: Sequence[Line], numbers: range) -> frozenset[int]:
    """Those of some lines that a class marks."""
    return frozenset(
        at
        for at in numbers
        if lines[at].flags & LEAD and not lines[at].flags & (FIGURE | NAVIGATION | TAGS)
    )


def stated_lead(
    lines: Sequence[Line], above: range, stated: Iterable[str], title: str
) -> frozenset[int]:
    """Those of some lines above a text that say what the page's head says it is about.

    However short such a line is, and whatever the names around it, it is no label.
    """
    told = {*map(fold, stated)} - {fold(title), ""}
    shortest = min(map(len, told), default=0)
    return frozenset(
        at
        for at in above
        if 2 * len(lines[at].text) > shortest > 0  # most are entries of a menu
        and not lines[at].flags & (FIGURE | NAVIGATION | TAGS)
        and fold(lines[at].text) in told
    )


def lead_above(
    lines: Sequence[Line], homes: Homes, part: MainPart, text: Sequence[int]
) -> frozenset[int]:
    """The sentences of a text that stand above its main part and outside of it."""
    places = part.homes | part.beside
    return frozenset(
        at
        for at in text
        if at < part.lines.start and homes.of(at) not in places and is_sentence(lines[at])
    )


def is_called_teaser(outline: Outline, at: int) -> bool:
    """Whether a line above the text is called a teaser, and leads to no other article."""
    line = outline.lines[at]
    if line.flags & DOUBTED != TEASER or not is_certain(line) or outline.lines[at - 1].all_linked:
        return False
    around = line.element.getparent()
    beside = outline.within(line.element if around is None else around)
    if len(beside) > _LONGEST:
        return False
    return not any(outline.lines[each].links for each in (at, *beside))

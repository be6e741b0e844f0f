"""The standfirst of an article: what its page marks as one, or sets apart above the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsbot.pages.bylines import is_byline
from newsbot.pages.lexicon import words_of_names
from newsbot.pages.line import (
    AUTHOR,
    DOUBTED,
    FIGURE,
    LEAD,
    NAVIGATION,
    TAGS,
    TEASER,
    TIME,
    Line,
)
from newsbot.pages.main_part import Homes, MainPart
from newsbot.pages.outline import Outline
from newsbot.pages.prose import is_certain, is_credit, is_linked_title, is_sentence
from newsbot.text.clean import fold
from newsbot.text.dense import size_of

_LONGEST = 3
"""Paragraphs of a standfirst; what is called a teaser and has more is a list."""
_SHORTEST = 30
"""Characters of a standfirst; a label or a byline has fewer."""
_NO_LEAD = FIGURE | NAVIGATION | TAGS | TIME | AUTHOR | DOUBTED & ~TEASER
_NAMES = frozenset(
    {"abstract", "chapeau", "chapo", "deck", "dek", "description", "einleitung", "entradilla"}
    | {"epigrafe", "epigraph", "excerpt", "ingress", "intro", "lead", "leadtext", "lede"}
    | {"sommario", "standfirst", "subdeck", "subhead", "subheader", "subheading", "subheadline"}
    | {"subline", "subtitle", "subtitulo", "sum", "sumario", "summary", "teasertext"}
    | {"untertitel", "vorspann"}
)
"""What media call their standfirsts in the names of classes."""
_OTHERS = frozenset(
    {"audio", "bild", "bio", "chart", "comment", "donate", "dropcap", "event", "figure", "foto"}
    | {"gallery", "image", "img", "newsletter", "paywall", "photo", "picture", "podcast", "poll"}
    | {"product", "promo", "quote", "related", "section", "series", "share", "subscribe", "topic"}
    | {"video"}
)
"""What a name says beside that of something else: of a picture, of the first letter of a text."""


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


def called_lead(outline: Outline, start: int, text: Sequence[int], headline: str) -> frozenset[int]:
    """The lines from `start` on that are called a standfirst: above a text, or its first.

    Of a text something has to be left. What stands twice, for two screens, counts once.
    """
    if not text:
        return frozenset()
    found: dict[str, int] = {fold(headline): -1}
    numbers = {*text}
    for at in range(start, text[-1]):
        if _is_called_lead(outline, at) and not (at > start and _is_title(outline, at - 1)):
            found.setdefault(fold(outline.lines[at].text), at)
        elif at in numbers:
            break
    lead = {*found.values()} - {-1}
    if _is_called_lead(outline, text[-1]):  # then it is the name of paragraphs like any
        lead -= numbers
    return frozenset(lead if len(lead) <= _LONGEST else ())


def _is_title(outline: Outline, at: int) -> bool:
    """Whether a line is the linked title of another article: what it is about may stand below."""
    return is_linked_title(outline.lines, at, may_be_card=False)


def _is_called_lead(outline: Outline, at: int) -> bool:
    line = outline.lines[at]
    if line.flags & _NO_LEAD or line.all_linked or size_of(line.text) < _SHORTEST:
        return False
    names = [*words_of_names(line.element.get("class") or "")]
    called = {*names, *map("".join, pairwise(names))}
    if called.isdisjoint(_NAMES) or called.intersection(_OTHERS):
        return False
    is_other = is_credit(line) or is_byline(line.text)
    return not is_other and len(outline.within(line.element)) <= _LONGEST

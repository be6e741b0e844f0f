"""Boxes in a text: columns, groups, questions with their answers, as its author put them there.

Others stand there as well: teasers, offers, what the newsroom says of itself. A box is of the text
where it says something in sentences, asks for nothing and leads nowhere, and is an editor's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from newsbot.pages.document import Element
from newsbot.pages.line import Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import LONG, is_certain, is_pointer, is_sentence

_CONTROLS = ("form", "input", "button", "select", "textarea", "iframe", "video", "audio")
"""By which a box asks its reader to do something, or plays; one of a text has none."""
_OF_EDITORS = ("wp-block-", "kg-", "callout")
"""How names begin that editors give to what stands in a text, and to nothing around it."""


def boxes_in_text(
    outline: Outline, homes: Collection[Element], start: int, free: frozenset[int]
) -> Iterator[int]:
    """Those of some `free` lines that stand in boxes of a text, between its paragraphs or below.

    `homes` are the elements that these stand in, `start` is the first of them.
    """
    for home in homes:
        within = outline.within(home)
        at = max(within.start, start)
        while at < within.stop:
            box = _box(outline.lines[at].element, homes)
            if box is not None and _is_of_text(outline, box):
                inside = outline.within(box)
                yield from (each for each in inside if each in free and _says(outline.lines[each]))
            at = max(at + 1, outline.within(box).stop if box is not None else 0)


def _box(element: Element, homes: Collection[Element]) -> Element | None:
    """The element right in one of the homes that another one stands in."""
    box, around = element, element.getparent()
    while around is not None and around not in homes:
        box, around = around, around.getparent()
    return box if around is not None and box is not element else None


def _is_of_text(outline: Outline, box: Element) -> bool:
    inside = outline.within(box)
    lines = outline.lines[inside.start : inside.stop]
    if not any(map(is_sentence, lines)):
        return False
    if any(line.links and (is_pointer(line) or not is_sentence(line)) for line in lines):
        return False
    if not (_is_of_editors(outline, box, lines[0].element) or _answers(lines)):
        return False
    return next(box.iter(*_CONTROLS), None) is None


def _is_of_editors(outline: Outline, box: Element, inner: Element) -> bool:
    """Whether what holds all lines of a box is an editor's, by its tag or its name."""
    inside = outline.within(box)
    for around in (inner, *inner.iterancestors()):
        if outline.within(around) == inside and (
            around.tag == "details"
            or any(name.startswith(_OF_EDITORS) for name in (around.get("class") or "").split())
        ):
            return True
        if around is box:
            break
    return False


def _says(line: Line) -> bool:
    """Whether a line has a letter or a number; a sign beside a box has none."""
    return any(map(str.isalnum, line.text))


def _answers(lines: list[Line]) -> bool:
    """Whether a box is made of questions with their answers, below a heading or none.

    A single question may ask for a subscription.
    """
    found = [
        at
        for at, line in enumerate(lines[:-1])
        if line.text.endswith("?") and len(line.text) < LONG and is_certain(lines[at + 1])
    ]
    return bool(found[1:]) and found[0] <= 1

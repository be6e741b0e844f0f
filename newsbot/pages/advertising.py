"""Advertising among the lines: what to leave out before the text of an article is read.

On some sites the label «РЕКЛАМА» comes *after* the block that it names. So a label proves what
stands before it in its own small container, and nothing that comes after.
"""

from __future__ import annotations

from newsbot.pages.document import Element
from newsbot.pages.headline import Headline
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import Line
from newsbot.pages.outline import Outline

_CONTAINERS = frozenset({"div", "span", "aside", "ins", "center", "figure", "section"})
_LONGEST_AD = 300
"""Characters; a longer text before a label is a story's."""
_MOST_LINES = 6
"""Of such a text; more are a menu, or a story with links."""
_MOST_LABELS = 200
"""Of a page that are looked at; five in a row were seen."""
_DEEPEST = 6
"""Wrappers between a label and the container that holds its advertising."""
_FOREIGN = ("img", "iframe", "ins", "script", "object", "video", "amp-ad")


def labelled_advertising(
    outline: Outline, lexicon: Lexicon, scope: range, headline: Headline
) -> frozenset[int]:
    """The numbers of the lines in `scope` that labels mark as advertising."""
    if not lexicon.labels_follow:
        return frozenset()
    found: set[int] = set()
    labels = 0
    for at in scope:
        line = outline.lines[at]
        if not lexicon.ad_phrases.is_label(line.text):
            continue
        labels += 1
        if labels > _MOST_LABELS:
            break
        found |= _labelled(outline, at, scope, headline)
    return frozenset(found)


def _labelled(outline: Outline, at: int, scope: range, headline: Headline) -> set[int]:
    """The label at `at` and the lines of the advertising before it."""
    node = outline.lines[at].element
    for _ in range(_DEEPEST):
        parent = node.getparent()
        span = outline.within(node)
        if parent is None or node in headline.around or span.stop > at + 1:
            break
        if span.start < at and node.tag in _CONTAINERS:
            if not _is_small(outline.lines[span.start : at]) or span.start < scope.start:
                break
            return {*span}
        node = parent
    if at - 1 in scope and _is_ad(outline, at):
        return {at - 1, at}
    return {at}


def _is_small(lines: list[Line]) -> bool:
    """Whether what stands before a label in its own container may be advertising."""
    if len(lines) > _MOST_LINES or sum(len(line.text) for line in lines) > _LONGEST_AD:
        return False
    return all(line.all_linked for line in lines) or len(lines) == 1


def _is_ad(outline: Outline, at: int) -> bool:
    """Whether the element before a label is advertising without a container of its own."""
    line = outline.lines[at - 1]
    if len(line.text) > _LONGEST_AD:
        return False
    if line.all_linked:
        return True
    element = line.element
    return (
        element.tag in _CONTAINERS and _ends_before(outline, element, at) and _is_foreign(element)
    )


def _ends_before(outline: Outline, element: Element, at: int) -> bool:
    return outline.within(element) == range(at - 1, at)


def _is_foreign(element: Element) -> bool:
    return next(element.iter(*_FOREIGN), None) is not None

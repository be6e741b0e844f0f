"""Advertising in the markup: which elements of a page to leave out before reading its text.

On this site the label «РЕКЛАМА» comes *after* the block that it names. So a label proves what stands
before it in its own small container, and nothing that comes after.
"""

from __future__ import annotations

from collections.abc import Collection

from newsbot.pages.document import (
    HEADINGS,
    INVISIBLE,
    Document,
    Element,
    clean_text,
)
from newsbot.text.clean import fold

_TEXT = HEADINGS | {
    "p",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "table",
    "pre",
    "article",
    "main",
    "section",
}
_LONGEST_AD = 300
"""Characters; a longer text before a label is a story's."""
_MOST_PARTS = 4


def labelled_advertising(
    document: Document, labels: frozenset[str], around_headline: Collection[Element]
) -> set[Element]:
    """The elements that the site's labels mark as advertising, labels included."""
    found: set[Element] = set()
    for element in document.candidates:
        text = clean_text(element)
        if len(text) > 40 or fold(text) not in labels or (element.tail or "").strip():
            continue
        found |= _labelled(element, around_headline)
    return found


def _labelled(label: Element, around_headline: Collection[Element]) -> set[Element]:
    node = label
    parent = node.getparent()
    while parent is not None and len(parent) == 1 and not _own_text(parent):
        if parent in around_headline or parent.tag in {"body", "html"}:
            return {node}
        node, parent = parent, parent.getparent()
    if parent is None:
        return {node}
    before = [sibling for sibling in parent if sibling.tag not in INVISIBLE]
    before = before[: before.index(node)]
    if (
        parent not in around_headline
        and parent.tag not in {"body", "html"}
        and node.getnext() is None
        and len(before) <= _MOST_PARTS
        and not _own_text(parent)
        and all(map(_may_be_ad, before))
    ):
        return {parent}
    if before and before[-1].tag != "p" and _may_be_ad(before[-1]):
        return {node, before[-1]}
    return {node}


def _own_text(element: Element) -> bool:
    """Whether text stands in `element` itself, outside of its children."""
    return bool((element.text or "").strip()) or any(
        (child.tail or "").strip() for child in element
    )


def _may_be_ad(element: Element) -> bool:
    return (
        element.tag not in _TEXT
        and next(element.iter("h1", "article"), None) is None
        and len(clean_text(element)) <= _LONGEST_AD
    )

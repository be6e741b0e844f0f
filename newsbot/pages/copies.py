"""Paragraphs that a page has twice: the copy for small screens, a text that was pasted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.pages.prose import CERTAIN

_DASH = re.compile(r"\s[–—-]\s+")
_LONGEST_DATELINE = 60
"""Characters of place, day and agency; more before a dash is a sentence."""


def without_copies(texts: Sequence[str]) -> list[int]:
    """The numbers of the paragraphs that are no copies of earlier ones.

    Short words may come again and again in a text: they are copies where all of it is there twice.
    """
    half = len(texts) // 2
    first, second = texts[:half], texts[half:]
    is_twice = len(first) == len(second) and all(map(_is_copy, first, second))
    if is_twice and any(len(text) >= CERTAIN for text in first):
        texts = first
    found = []
    known: set[str] = set()
    undated: set[str] = set()
    for number, text in enumerate(texts):
        if len(text) >= CERTAIN:
            bare = without_dateline(text)
            # Two datelines before the same words are two reports: only one of both may have one.
            if text in known or bare in known or text in undated:
                continue
            known.add(text)
            undated.add(bare)
        found.append(number)
    return found


def _is_copy(one: str, other: str) -> bool:
    return one == other or without_dateline(one) == other or one == without_dateline(other)


def without_dateline(text: str) -> str:
    """A paragraph without the place, day and agency before its first dash."""
    dash = _DASH.search(text)
    return text[dash.end() :] if dash is not None and dash.start() <= _LONGEST_DATELINE else text

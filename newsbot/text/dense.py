"""Scripts that have no blanks between words, in which two signs are about a word."""

from __future__ import annotations

import re

FIRST = "\u3040"
"""The first of their signs."""
_SIGN = re.compile(f"[{FIRST}-\ud7ff\uf900-\ufaff]")
"""Kana, Han and Hangul."""


def is_dense(text: str) -> bool:
    """Whether a text has signs of such a script."""
    return not text.isascii() and _SIGN.search(text) is not None


def size_of(text: str) -> int:
    """Characters of a text, those of such scripts counted twice: they say as much as others do."""
    return len(text) if text.isascii() else len(text) + len(_SIGN.findall(text))

"""Whether two headlines say the same in other words, or in more of them."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from newsbot.text.clean import fold

LONGEST = 1000
"""Characters of a headline. What states a longer one has lost the end of its tag or its quotes."""
_WORD = re.compile(r"\w{3,}")
"""Shorter ones stand in any headline."""
_MOST = 0.6
_FEW = 3
"""Words; of so few, a part in common is a coincidence."""


def alike(one: str, other: str) -> bool:
    """Whether most words of the shorter text stand in the longer one."""
    return most_in_common(_words(one), _words(other))


def most_in_common(words: AbstractSet[object], others: AbstractSet[object]) -> bool:
    """Whether most of the smaller set is in the larger one; never where there is none."""
    if not words or not others:
        return False
    shorter = min(len(words), len(others))
    needed = shorter if shorter <= _FEW else _MOST * shorter
    return len(words & others) >= needed


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text[:LONGEST])))

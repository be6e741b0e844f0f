"""Whether two headlines say the same in other words, or in more of them."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

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
    return most_in_common(_words(one[:LONGEST]), _words(other[:LONGEST]))


def most_in_common(words: AbstractSet[object], others: AbstractSet[object]) -> bool:
    """Whether most of the smaller set is in the larger one; never where there is none."""
    if not words or not others:
        return False
    shorter = min(len(words), len(others))
    needed = shorter if shorter <= _FEW else _MOST * shorter
    return len(words & others) >= needed


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    """Remembered, as one title is compared with many lines."""
    return frozenset(_WORD.findall(fold(text)))

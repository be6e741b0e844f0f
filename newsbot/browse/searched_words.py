"""The words that a search finds an article by. `search.js` cuts what is typed in the same way."""

from __future__ import annotations

import re
import unicodedata

SHORTEST, LONGEST = 2, 30
"""Letters. One alone is in every text; what is longer is an address or a code."""
_APOSTROPHES = re.compile("['’ʼ`]")
_WORD = re.compile(r"[^\W_]+")


def words_in(*texts: str | None) -> set[str]:
    """In lower case, without apostrophes: `обєднання`."""
    text = unicodedata.normalize("NFC", " ".join(filter(None, texts))).lower()
    found = _WORD.findall(_APOSTROPHES.sub("", text))
    return {word[:LONGEST] for word in found if len(word) >= SHORTEST}


def part_of(word: str) -> str:
    """The file of the index that a word is in: all words with its first two letters."""
    return "-".join(f"{ord(letter):x}" for letter in word[:SHORTEST])

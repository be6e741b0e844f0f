"""Made-up words in place of somebody's: as long, in the same script, with the same capitals.

The same word is always replaced by the same one, so that what agrees on a page still agrees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape

_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
_PARTS = re.compile(rf"&#?\w+;|[^\W\d_]+(?:[{_INVISIBLE}]+[^\W\d_]+)*|[0-9]+")
_ENTITY = re.compile(r"&#?\w+;")
_HIDDEN = re.compile(rf"[{_INVISIBLE}]+")
_KEPT_NUMBER = re.compile(
    # Days, hours and ids of one or two digits; years; 20260426; zones (0300); seconds since 1970
    r"[0-9]{1,2}|(?:19|20)[0-9]{2}(?:[01][0-9][0-3][0-9])?|0[0-9]{3}|1[0-9]{9}(?:[0-9]{3})?"
)
_LONGEST_KEPT = 2
"""Letters: such words join others and say nothing alone."""
_GROUPS = ("аеиоуюя", "бвгджзйклмнпрстфхцчшщ", "aeiouy", "bcdfghjklmnpqrstvwxz")
_GROUP_OF = {letter: group for group in _GROUPS for letter in group}
_TELLING = frozenset("іїєґыэъёь")
"""Letters that tell a language stay where they are."""
_BLOCK = 32
"""Letters of other scripts are replaced by some so near in Unicode."""


class MadeUp:
    """Replaces words, but for those in `keep` (lower case) and the shortest."""

    def __init__(self, keep: frozenset[str] = frozenset()) -> None:
        self._keep = keep
        self._word = cache(self._replaced)

    def text(self, text: str) -> str:
        """Words and long numbers are replaced; dates, times, punctuation and entities stay."""
        if "&" in text:
            text = _ENTITY.sub(_letter_itself, text)
        return _PARTS.sub(lambda found: self._part(found[0]), text)

    def _part(self, part: str) -> str:
        if part[0] == "&":
            return part
        if part[0].isdigit() and part.isascii():
            return part if _KEPT_NUMBER.fullmatch(part) else _digits(part)
        letters = _HIDDEN.sub("", part)
        other = self._word(letters.lower())
        if len(other) != len(letters):  # İ is two letters in lower case
            return part
        rest = iter(other)
        return "".join(
            old if _HIDDEN.match(old) else next(rest).upper() if old.isupper() else next(rest)
            for old in part
        )

    def _replaced(self, word: str) -> str:
        if len(word) <= _LONGEST_KEPT or word in self._keep:
            return word
        for turn in range(9):
            dice = _dice(f"{turn} {word}")
            other = "".join(_letter(letter, next(dice)) for letter in word)
            if other != word and other not in self._keep:
                return other
        return word


def _letter_itself(found: re.Match[str]) -> str:
    letter = unescape(found[0])
    return letter if letter.isalpha() else found[0]


def words_of(text: str) -> set[str]:
    """The words of a text in lower case, as `MadeUp` takes them."""
    return set(map(str.lower, _WORD.findall(text)))


def _dice(seed: str) -> Iterator[int]:
    """Numbers from 0 to 255 without end, the same for the same seed."""
    state = seed.encode()
    while True:
        state = sha256(state).digest()
        yield from state


def _letter(letter: str, number: int) -> str:
    group = _GROUP_OF.get(letter)
    if group is not None:
        return group[number % len(group)]
    if letter in _TELLING or letter.isascii() or unicodedata.category(letter) == "Lm":
        return letter  # also ʼ, which is a letter by name
    code = ord(letter)
    other = chr(code - code % _BLOCK + number % _BLOCK)
    return other if _kind(other) == _kind(letter) else letter


def _kind(letter: str) -> tuple[str, str]:
    """General category and script, as far as its name tells."""
    return unicodedata.category(letter), unicodedata.name(letter, "").partition(" ")[0]


def _digits(number: str) -> str:
    """As many other digits; the first is no zero unless it was one."""
    dice = _dice(number)
    first = "0" if number[0] == "0" else str(1 + next(dice) % 9)
    return first + "".join(str(next(dice) % 10) for _ in number[1:])

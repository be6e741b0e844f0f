"""What stands beside a date in one line with it: a section, a byline («для УП»), a place.

`forms` knows the labels and the names that belong to a dateline. Sites print more than that, parted
from the date by a comma or a dash; here it is taken off, where it is surely no part of the date.
"""

import re
from collections.abc import Mapping

from newsbot.text.dates.words import Word

_SEPARATOR = re.compile(r"\s*[,|•·]\s+|\s+[-|•·/]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 3
"""Parts on either side of the date."""
_MOST_WORDS = 4
_HARMLESS = frozenset("lBo")
"""Kinds of words (`words`) that say nothing of the date: labels, «автор», prepositions."""
_LONGEST_ZONE = 5


def without_company(text: str, words: Mapping[str, Word]) -> str:
    """The normalised `text` without the parts at its ends that are names and no sentence."""
    parts = [match.span() for match in _SEPARATOR.finditer(text)]
    start, end = 0, len(text)
    for from_, to in reversed(parts[-_MOST:]):
        if not _is_company(text[to:end], words):
            break
        end = from_
    for from_, to in parts[:_MOST]:
        if to > end or not _is_company(text[start:from_], words):
            break
        start = to
    return text[start:end]


def _is_company(part: str, words: Mapping[str, Word]) -> bool:
    """Whether a part is one word, or a few of which at most one is no name, none of them known."""
    found = part.split()
    if not 0 < len(found) <= _MOST_WORDS or not all(map(_WORD.fullmatch, found)):
        return False
    if any(_may_be_zone(word) for word in found):
        return False
    known = [word for each in found if (word := words.get(each.lower())) is not None]
    if any(word.kind not in _HARMLESS for word in known):
        return False
    small = sum(word[0].islower() for word in found)
    return len(found) == 1 or (small <= 1 and small < len(found))


def _may_be_zone(word: str) -> bool:
    return word.isascii() and word.isupper() and len(word) <= _LONGEST_ZONE

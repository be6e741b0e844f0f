"""Headlines compared by their words: what a page prints, and what it states elsewhere of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from newsbot.text.clean import fold
from newsbot.text.dense import is_dense
from newsbot.text.likeness import LONGEST, alike

Words: TypeAlias = tuple[str, ...]

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"\s+[|\-–—·•»«:]{1,2}\s+")
"""What parts a title from the name of its site or section."""
_DENSE_TAIL = re.compile(r"\s*[|_\-–—]+\s*")
"""The same in scripts that have no blanks."""
_MOST_TAILS = 2
_FEW = 3
"""Words; so few stand at an end of a longer title by chance."""

EQUAL, PART, LIKE, OTHER = 3, 2, 1, 0


class Title(NamedTuple):
    """A title, and what of it is left without the names at its ends."""

    text: str
    words: Words


@lru_cache(maxsize=512)
def words_of(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


def readings(title: str) -> list[Title]:
    """A stated title as it is, and without one or two parts at its ends, which may be names.

    Which of them is the title is known where what the page prints says the same.
    """
    if len(title) > LONGEST:
        return []
    tail = _DENSE_TAIL if is_dense(title) else _TAIL
    cuts = [match.span() for match in tail.finditer(title)]
    texts = [title]
    texts += [title[:start] for start, _ in reversed(cuts[-_MOST_TAILS:])]
    texts += [title[end:] for _, end in cuts[:_MOST_TAILS]]
    return [Title(text, words_of(text)) for text in dict.fromkeys(texts) if words_of(text)]


def openings(title: str) -> Iterator[Words]:
    """The words of a stated title, and those before the names at its end, if most of it."""
    whole: Words = ()
    for words in (reading.words for reading in readings(title)):
        if not whole:
            whole = words
            yield words
        elif words == whole[: len(words)] and _is_end(words, whole):
            yield words


def agreement(text: str, titles: Iterable[Title]) -> int:
    """How far a printed text agrees with any reading of the stated titles: EQUAL down to OTHER."""
    words = words_of(text)
    best = OTHER
    for title in titles:
        if words == title.words:
            return EQUAL
        if best < PART and _is_end(words, title.words):
            best = PART
        elif best < LIKE and alike(text, title.text):
            best = LIKE
    return best


def _is_end(one: Words, other: Words) -> bool:
    """Whether the shorter text is half of the longer one, at either of its ends."""
    short, long = sorted((one, other), key=len)
    if len(short) < _FEW or 2 * len(short) < len(long):
        return False
    return short in {long[: len(short)], long[-len(short) :]}


def joined(parts: Sequence[str], title: Title) -> bool:
    """Whether a title is made of all of these texts, in their order, and of nothing else."""
    at = 0
    for part in parts:
        words = words_of(part)
        if title.words[at : at + len(words)] != words:
            return False
        at += len(words)
    return at == len(title.words)

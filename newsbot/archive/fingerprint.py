"""What is compared of an article with others: numbers, names, words, and pieces of its text.

Each is a number of 32 bits, so that an article is some hundred bytes. What two languages write
alike is one: numbers without their signs, words by their consonants.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

from newsbot.archive.choice import moment_of
from newsbot.archive.concepts import concept_of
from newsbot.archive.sounds import consonants
from newsbot.feeds.records import record_of
from newsbot.items import Article

Marks: TypeAlias = "array[int]"

_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?![\d])|\d+(?:[.,:]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+")
_SENTENCE = re.compile(r"(?:^|[.!?…:]\s+|[.!?…][»\"”]\s+|\n\s*|[-–—]\s)$")
_LEAST = 3
"""Consonants of a word that tells anything."""
_SHINGLE = 3
"""Words of a piece of text."""
_SAMPLED = 2
"""One piece of so many is kept: those whose number can be divided by it, in every text the same."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    site: str
    id: str
    language: str
    moment: float
    """Of publication, seconds since 1970."""
    event_at: str | None
    numbers: Marks
    names: Marks
    words: Marks
    """Of all words, names among them."""
    concepts: Marks
    """What of `concepts.py` it speaks of."""
    shared: Marks
    """Of what versions of a story show alike: pictures and the source."""
    pieces: Marks
    """A sample of the runs of three words."""
    title: Marks


def fingerprint_of(article: Article) -> Fingerprint:
    text = "\n".join(filter(None, (article.title, article.lead, article.body)))
    names, words = _words_in(text)
    return Fingerprint(
        site=article.site,
        id=article.id,
        language=article.language or "",
        moment=moment_of(record_of(article)).timestamp(),
        event_at=article.event_at,
        numbers=_marks("n", numbers_in(text)),
        names=_marks("w", names),
        words=_marks("w", words),
        concepts=_marks("c", _concepts_in(text, article.language or "")),
        shared=_marks("s", _shared(article)),
        pieces=_pieces(text),
        title=_marks("t", re.findall(r"[^\W\d_]{3,}", (article.title or "").casefold())),
    )


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, without what languages write differently: `1 200`, `1,200`: 1200."""
    found = set()
    for number in _NUMBER.findall(text):
        if _GROUPED.fullmatch(number):
            found.add(re.sub(r"\D", "", number))
        else:
            found.add(number.replace(",", "."))
    return found


def _words_in(text: str) -> tuple[set[str], set[str]]:
    """Names and all words, by their consonants: a name has a capital where no sentence begins."""
    names, words = set(), set()
    for match in _WORD.finditer(text):
        word = match[0]
        sound = consonants(word)
        if len(sound) < _LEAST:
            continue
        words.add(sound)
        begins = _SENTENCE.search(text, max(0, match.start() - 3), match.start())
        if word[0].isupper() and not begins:
            names.add(sound)
    return names, words


def _concepts_in(text: str, language: str) -> set[str]:
    rows = (concept_of(match[0], language) for match in _WORD.finditer(text))
    return {str(row) for row in rows if row is not None}


def _shared(article: Article) -> set[str]:
    found = {image.url.partition("?")[0].rpartition("/")[2] for image in article.images}
    return found | ({article.source_url} if article.source_url else set())


def _pieces(text: str) -> Marks:
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    runs = zip(*(words[start:] for start in range(_SHINGLE)), strict=False)
    marks = {crc32(" ".join(run).encode()) for run in runs}
    return array("I", sorted(mark for mark in marks if mark % _SAMPLED == 0))


def _marks(kind: str, texts: Iterable[str]) -> Marks:
    return array("I", sorted({crc32(f"{kind} {text}".encode()) for text in texts}))

"""Versions of one story in several languages, found by what they have in common in any language."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsbot.archive.fingerprint import Fingerprint, Marks

WINDOW = 4 * 86_400
"""Seconds between two versions, at most: most come within hours, some days later."""
LEAST = 0.77
"""Score of a pair that is told. Measured: docs/decisions/13-same-story.md."""
_AHEAD = 0.03
"""By so much a pair has to be better than any other of its two articles in these languages."""
_MOST_HELD = 60
"""Articles of the window with one mark: with more it is not asked who they are."""
_LOOKED_AT = 8
"""Candidates that are compared in full, those with the most in common."""
_CONCEPTS, _WORDS = 0.3, 0.15
"""Parts of the score; the rest are names and numbers."""
_SPOKEN_OF = 0.8
_ALIKE = {True: 0.4, False: 0.55}
"""Share of concepts, and of words by their consonants (with English among the languages or not),
that translations have in common mostly: as much counts as all."""
_SAME_PICTURE = 0.1


class Translation(NamedTuple):
    first: Fingerprint
    """By time; `second` is of another language."""
    second: Fingerprint
    score: float
    """From 0 to 1."""


class Weights:
    """How much a mark tells: the rarer it is in the language of its article, the more."""

    def __init__(self, articles: Iterable[Fingerprint]) -> None:
        self._counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()
        for article in articles:
            self._articles[article.language] += 1
            for marks in (article.numbers, article.words, article.concepts):
                self._counts[article.language].update(marks)

    def of(self, language: str, mark: int) -> float:
        articles, having = self._articles[language], self._counts[language][mark]
        return math.log((1 + articles) / (1 + having)) + 0.1

    def sum(self, language: str, marks: Iterable[int]) -> float:
        return sum(self.of(language, mark) for mark in marks)

    def in_common(self, one: str, marks: Marks, other: str, others: Marks) -> float:
        """How much of what marks of two languages tell both have (Ochiai), from 0 to 1."""
        whole = self.sum(one, marks) * self.sum(other, others)
        both = set(marks).intersection(others)
        shared = sum(min(self.of(one, mark), self.of(other, mark)) for mark in both)
        return shared / math.sqrt(whole) if whole else 0.0


def score_of(weights: Weights, one: Fingerprint, other: Fingerprint) -> float:
    """How surely two articles of different languages tell one story, from 0 to 1."""
    if one.event_at and other.event_at and one.event_at != other.event_at:
        return 0.0
    languages = one.language, other.language

    def both(name: str) -> float:
        marks, others = getattr(one, name), getattr(other, name)
        return weights.in_common(languages[0], marks, languages[1], others)

    told = math.sqrt(_names_found(weights, one, other) * _names_found(weights, other, one))
    if one.numbers or other.numbers:
        told = math.sqrt(told * both("numbers"))
    words = min(1.0, both("words") / _ALIKE["en" in languages])
    are_spoken_of = one.concepts or other.concepts
    concepts = min(1.0, both("concepts") / _SPOKEN_OF) if are_spoken_of else words
    score = (1 - _CONCEPTS - _WORDS) * told + _CONCEPTS * concepts + _WORDS * words
    is_pictured = bool(set(one.shared).intersection(other.shared))
    return min(1.0, score + _SAME_PICTURE * is_pictured)


def _names_found(weights: Weights, one: Fingerprint, other: Fingerprint) -> float:
    """How much of the names of one stands in the other, as whatever word."""
    whole = weights.sum(one.language, one.names)
    found = set(one.names).intersection(other.words)
    return weights.sum(one.language, found) / whole if whole else 0.0


def translations(articles: Sequence[Fingerprint]) -> Iterator[Translation]:
    """Pairs of articles that tell one story, of articles in the order of their times.

    Each article has one version in another language at most: the one that is surely better than
    all others, from both sides; where two are as good, none is told.
    """
    weights = Weights(articles)
    scored = list(_scored(articles, weights))
    ranks: defaultdict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for score, one, other in scored:
        for mine, its in ((one, other), (other, one)):
            rank = ranks[mine, articles[its].language]
            rank.append((score, its))
            rank.sort(reverse=True)
            del rank[2:]
    for score, one, other in scored:
        if score >= LEAST and all(
            _is_first(ranks[mine, articles[its].language], score, its)
            for mine, its in ((one, other), (other, one))
        ):
            yield Translation(articles[one], articles[other], round(score, 3))


def _is_first(rank: list[tuple[float, int]], score: float, article: int) -> bool:
    first, *others = rank
    return first[1] == article and all(score - second >= _AHEAD for second, _ in others)


def _scored(articles: Sequence[Fingerprint], weights: Weights) -> Iterator[tuple[float, int, int]]:
    """Each article with those before it that have the most in common with it."""
    held: defaultdict[int, deque[int]] = defaultdict(deque)
    for number, article in enumerate(articles):
        shares: Counter[int] = Counter()
        marks = {*article.numbers, *article.names, *article.shared}
        for mark in marks:
            having = held[mark]
            while having and article.moment - articles[having[0]].moment > WINDOW:
                having.popleft()
            if len(having) <= _MOST_HELD:
                weight = weights.of(article.language, mark)
                for other in having:
                    if _may_be_one(article, articles[other]):
                        shares[other] += weight  # type: ignore[assignment]  # not whole
            having.append(number)
        for other, _ in shares.most_common(_LOOKED_AT):
            score = score_of(weights, articles[other], article)
            if score >= LEAST - _AHEAD:
                yield score, other, number


def _may_be_one(one: Fingerprint, other: Fingerprint) -> bool:
    return one.site == other.site and one.language != other.language

"""Articles that are issued again under another number, edited or shortened."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsbot.archive.fingerprint import Fingerprint, Marks

WINDOW = 30 * 86_400
"""Seconds between the first issue and the last, at most."""
MOST = 0.5
"""Distance of a pair that is told. Measured: docs/decisions/13-same-story.md."""
_LEAST = 5
"""Sampled pieces, a dozen words: what a shorter text has in common is a coincidence."""
_MOST_HELD = 20
"""Articles of the window with one piece: with more it is a phrase, an address, a formula."""
_IN_COMMON = 2
"""Sampled pieces of two articles that are compared."""
_SAME = 0.8
"""Share of the names, the numbers and the words of the headline of the one with fewer that the
other has: the same words about another firm, today's rates, or the background of a new story are no
edition of the old one. An announcement that is issued again may say another day and hour."""


class Reissue(NamedTuple):
    first: Fingerprint
    """By time."""
    second: Fingerprint
    distance: float
    """The share of the text of the shorter one that the other has not, from 0 to 1."""


def reissues(articles: Sequence[Fingerprint]) -> Iterator[Reissue]:
    """Pairs of articles of one language, of articles in the order of their times.

    Each with the earlier one that it is nearest to.
    """
    held: defaultdict[int, deque[int]] = defaultdict(deque)
    for number, article in enumerate(articles):
        counts: Counter[int] = Counter()
        own = set()
        for piece in article.pieces:
            having = held[piece]
            while having and article.moment - articles[having[0]].moment > WINDOW:
                having.popleft()
            if len(having) <= _MOST_HELD:
                own.add(piece)
                counts.update(having)
            having.append(number)
        found = [
            (distance, other)
            for other, count in counts.items()
            if count >= _IN_COMMON
            and (distance := distance_of(article, articles[other], own)) <= MOST
        ]
        if found:
            distance, other = min(found)
            yield Reissue(articles[other], article, round(distance, 3))


def distance_of(one: Fingerprint, other: Fingerprint, own: set[int] | None = None) -> float:
    """How much of the shorter text the other has not; 1 where they are surely two stories.

    `own`: the pieces of `one` that are no phrases.
    """
    if one.site != other.site or one.language != other.language:
        return 1.0
    pieces, others = set(one.pieces) if own is None else own, set(other.pieces)
    shorter = min(len(pieces), len(others))
    if shorter < _LEAST:
        return 1.0
    are_announced = one.event_at is not None and other.event_at is not None
    if not _have_most(one.names, other.names):
        return 1.0
    if not are_announced and not _have_most(one.numbers, other.numbers):
        return 1.0
    if not _have_most(one.title, other.title):
        return 1.0  # what went before is told again under another headline
    return 1 - len(pieces & others) / shorter


def _have_most(marks: Marks, others: Marks) -> bool:
    fewer = min(len(marks), len(others))
    return len(set(marks).intersection(others)) >= _SAME * fewer

"""The statistics of the alarm: how unlikely is so low a count, if nothing has changed?

Articles of one run resemble each other (a morning of announcements, a series of photographs), so
that the binomial distribution would be surprised far too often. The beta-binomial one is not: its
rate varies from run to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log

LEAST_CORRELATION = 0.02
MOST_CORRELATION = 0.1
"""Likeness of the articles of one run: never taken for nothing, and never for so much that a field
may vanish without a word."""
_ENOUGH = 10
"""Exceptions that have to be known before anything can be said of how they come."""


def correlation(counts: Sequence[tuple[int, int]]) -> float:
    """How alike the members of a group are, from (good, all) of each group; within the limits.

    From Pearson's statistic, whose expected value under the beta-binomial distribution is known.
    """
    counts = [(good, count) for good, count in counts if count > 1]
    good, total = sum(good for good, _ in counts), sum(count for _, count in counts)
    pairs = total - len(counts)
    if not pairs or min(good, total - good) < _ENOUGH:
        return LEAST_CORRELATION
    rate = good / total
    spread = sum((good - count * rate) ** 2 / (count * rate * (1 - rate)) for good, count in counts)
    return min(MOST_CORRELATION, max(LEAST_CORRELATION, (spread - len(counts)) / pairs))


def surprise(good: int, count: int, *, known_good: int, known: int, alike: float) -> float:
    """The probability of `good` or fewer out of `count`, after `known_good` out of `known`.

    `alike` is the correlation within a run. What is known of few articles is known badly.
    """
    rate = (known_good + 0.5) / (known + 1)
    strength = 1 / (1 / (1 / alike - 1) + 1 / (known + 1))
    alpha, beta = rate * strength, (1 - rate) * strength
    return min(1.0, sum(_probability(k, count, alpha, beta) for k in range(good + 1)))


def together(chances: Sequence[float]) -> float:
    """The probability of so small a product of that many independent ones (Fisher's method)."""
    if any(chance <= 0 for chance in chances):
        return 0.0
    sum_of_logs = -sum(log(chance) for chance in chances)
    term = total = exp(-sum_of_logs)
    for place in range(1, len(chances)):
        term *= sum_of_logs / place
        total += term
    return min(1.0, total)


def _probability(k: int, n: int, alpha: float, beta: float) -> float:
    """Of exactly k out of n under the beta-binomial distribution."""
    return exp(
        lgamma(n + 1)
        - lgamma(k + 1)
        - lgamma(n - k + 1)
        + _log_beta(k + alpha, n - k + beta)
        - _log_beta(alpha, beta)
    )


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)

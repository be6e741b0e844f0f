"""The alarm: a run compared with the recent runs of the same kind in the ledger.

docs/run-report.md says in words what is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from newsbot.report.sample import EXAMPLES, FIELDS, Sample, characters_of
from newsbot.report.statistics import correlation, surprise, together

LEAST_KNOWN = 20
"""Articles that have to be known before anything is compared."""
LEAST_PAGES = 5
"""Pages that have to show a change, in this run or in a row of small ones."""
UNLIKELY = 1e-6
"""How improbable the counts of a run have to be. A busy year has a few hundred thousand chances."""
LEAST_DROP = 0.2
"""Of the share of articles: what changes less than that is no change of the layout."""
_ALWAYS = 0.95
_GROUP = 100
"""Articles of the history that are taken together; the best group is what a run has to meet, so
that a slow decline is seen too."""
_LONGEST_ROW = 50
"""Runs in a row that are taken together at most."""
_QUANTILES = (0.1, 0.25, 0.5)
_LEAST_READINGS = 3
"""Readings of a list that had articles before an empty one is a sign."""


@dataclass(slots=True)
class Finding:
    """One thing that is not as it was."""

    metric: str
    sentence: str
    pages: list[str]
    since: int
    """The first run of the row in which it was seen."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier run of the same kind."""

    run: int
    sample: Sample
    found: frozenset[str] = frozenset()
    """The metrics that its alarm or its notices named, suspects included."""
    acknowledged: bool = False
    """Whether a person has said that the layout is to be as this run found it."""


@dataclass(slots=True)
class Verdict:
    """What the comparison found: an alarm, and notices that are worth a line but no alarm."""

    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    suspects: list[str] = field(default_factory=list)
    """With an alarm: the metrics that fell too, in too few articles to prove anything. They share
    its fate, so that one redesign is one alarm."""

    @property
    def pages(self) -> list[str]:
        """Three pages to look at; of different findings, where there are several."""
        pages: list[str] = []
        for turn in range(EXAMPLES):
            pages += [found.pages[turn] for found in self.findings if turn < len(found.pages)]
        return list(dict.fromkeys(pages))[:EXAMPLES]

    @property
    def sentence(self) -> str:
        """The alarm in one sentence, without the pages."""
        if not self.findings:
            return ""
        first, *others = self.findings
        rest = ""
        if others:
            names = [named(found.metric) for found in others]
            rest = f" (likewise: {', '.join(dict.fromkeys(names))})"
        rest += "; 'scrapy doctor' looks at the site, and names what to change"
        return f"has the layout changed? {first.sentence}{rest}"

    def as_json(self) -> dict[str, Any] | None:
        if not self.findings:
            return None
        return {
            "sentence": self.sentence,
            "pages": self.pages,
            "since": min(found.since for found in self.findings),
            "findings": [asdict(found) for found in self.findings],
            "suspects": self.suspects,
            "acknowledged": False,
        }


def judge(run: int, sample: Sample, past: Sequence[Past]) -> Verdict:
    """Compares the sample of a run with those of earlier runs, newest first."""
    verdict = Verdict()
    for metric in sorted(sample.looked, key=_rank):
        if metric.startswith("source:"):
            continue
        found = _compare(metric, run, sample, past)
        if found is not None:
            verdict.findings.append(found)
    verdict.findings += _lengths(run, sample, past)
    verdict.findings += _lists(run, sample, past)
    verdict.findings.sort(key=lambda found: _rank(found.metric))
    verdict.notices = list(_sources(run, sample, past, verdict.findings))
    if verdict.findings:
        verdict.suspects = _suspects(sample, past, {found.metric for found in verdict.findings})
    return verdict


def named(metric: str) -> str:
    """A metric in the words of the report."""
    kind, _, name = metric.partition(":")
    if kind == "block":
        return f"the block {name}"
    return {"article": "pages", "length": "length"}.get(kind, name)


def _rank(metric: str) -> tuple[int, int, str]:
    kind, _, name = metric.partition(":")
    order = ("article", "list", "block", "field", "length", "times", "source").index(kind)
    place = FIELDS.index(name) if kind == "field" else 0
    # Without headline, text or date a record is worth little: these come first.
    return (0 if kind == "field" and place < 3 else order, place, metric)


# Shares of articles


def _compare(metric: str, run: int, sample: Sample, past: Sequence[Past]) -> Finding | None:
    history = _history(metric, past)
    drop = _drop(metric, run, _counts(metric, sample), history)
    if drop is None:
        return None
    pages = list(sample.examples.get(metric, ()))
    for before, _ in history:
        if before.run >= drop.since and len(pages) < EXAMPLES:
            pages += before.sample.examples.get(metric, ())
    return Finding(metric, _words(metric, drop), pages[:EXAMPLES], drop.since)


def _counts(metric: str, sample: Sample) -> tuple[int, int]:
    return sample.well[metric], sample.looked[metric]


def _history(metric: str, past: Sequence[Past]) -> list[tuple[Past, tuple[int, int]]]:
    return [
        (before, _counts(metric, before.sample))
        for before in past
        if metric in before.sample.looked
    ]


def _suspects(sample: Sample, past: Sequence[Past], found: Collection[str]) -> list[str]:
    suspects = []
    for metric in sample.looked:
        if metric in found or metric.startswith("source:"):
            continue
        reference = _best_group(list(_baseline(metric, _history(metric, past))))
        if reference is not None and _is_far(_counts(metric, sample), reference):
            suspects.append(metric)
    return suspects


@dataclass(frozen=True, slots=True)
class _Drop:
    good: int
    count: int
    usual: float
    since: int


def _drop(
    metric: str, run: int, now: tuple[int, int], history: Sequence[tuple[Past, tuple[int, int]]]
) -> _Drop | None:
    """Whether a share is far below what it was: in this run, or in the row that it ends."""
    known = list(_baseline(metric, history))
    reference = _best_group(known)
    if reference is None or not now[1] or not _is_far(now, reference):
        return None
    alike = correlation(known)
    good, count, since = *now, run
    chances = [_chance(now, reference, alike)]
    is_proof = _is_proof(count, chances)
    for before, earlier in history[:_LONGEST_ROW]:
        if before.acknowledged and metric in before.found:
            break
        if not _is_far(earlier, reference):
            break
        if not is_proof:
            good, count = good + earlier[0], count + earlier[1]
            chances.append(_chance(earlier, reference, alike))
            is_proof = _is_proof(count, chances)
        since = before.run
    return _Drop(good, count, reference[0] / reference[1], since) if is_proof else None


def _baseline(
    metric: str, history: Sequence[tuple[Past, tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """The counts to compare with, newest first: without runs that raised an alarm about them.

    An acknowledged alarm is the beginning of a new baseline.
    """
    for before, counts in history:
        is_found = metric in before.found
        if not is_found or before.acknowledged:
            yield counts
        if is_found and before.acknowledged:
            return


def _best_group(known: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The best of the history, in groups of about a hundred articles; None if little is known."""
    groups: list[tuple[int, int]] = []
    good = count = 0
    for more_good, more in known:
        good, count = good + more_good, count + more
        if count >= _GROUP:
            groups.append((good, count))
            good = count = 0
    if count >= LEAST_KNOWN and not groups:
        groups.append((good, count))
    return max(groups, key=lambda group: group[0] / group[1], default=None)


def _is_far(counts: tuple[int, int], reference: tuple[int, int]) -> bool:
    share, usual = counts[0] / counts[1], reference[0] / reference[1]
    return share <= usual - LEAST_DROP and (usual >= _ALWAYS or share <= usual / 2)


def _chance(counts: tuple[int, int], reference: tuple[int, int], alike: float) -> float:
    return surprise(*counts, known_good=reference[0], known=reference[1], alike=alike)


def _is_proof(count: int, chances: Sequence[float]) -> bool:
    return count >= LEAST_PAGES and together(chances) < UNLIKELY


def _words(metric: str, drop: _Drop) -> str:
    kind, _, name = metric.partition(":")
    now, usual = f"{drop.good} of {drop.count}", f"{drop.usual:.0%}"
    if kind == "article":
        bad = drop.count - drop.good
        before = f"before {1 - drop.usual:.0%}"
        return f"{bad} of {drop.count} pages could not be read as articles, {before}"
    if kind == "block":
        return f"the block {name} was found on {now} pages, before on {usual}"
    return f"{name} was filled in {now} articles, before in {usual}"


# Length of the text


def _lengths(run: int, sample: Sample, past: Sequence[Past]) -> Iterator[Finding]:
    """Articles that shrink: too few are as long as nearly all, or most, or half of them were."""
    if not sample.sizes:
        return
    usable = [before for before in past if "length" not in before.found or before.acknowledged]
    pooled: Counter[int] = Counter()
    for before in usable:
        pooled.update(before.sample.sizes)
    for quantile in _QUANTILES:
        least = _quantile(pooled, quantile)
        if not least:
            continue
        now = _long(sample.sizes, least)
        history = [
            (before, _long(before.sample.sizes, least)) for before in past if before.sample.sizes
        ]
        drop = _drop("length", run, now, history)
        if drop is not None:
            sentence = (
                f"{drop.good} of {drop.count} articles have at least {characters_of(least)} "
                f"characters, before {drop.usual:.0%}"
            )
            pages = sample.examples.get("length", [])
            yield Finding("length", sentence, pages, drop.since)
            return


def _quantile(sizes: Counter[int], share: float) -> int:
    wanted = share * sizes.total()
    for size in sorted(sizes):
        wanted -= sizes[size]
        if wanted <= 0:
            return size
    return 0


def _long(sizes: Counter[int], least: int) -> tuple[int, int]:
    return sum(count for size, count in sizes.items() if size >= least), sizes.total()


# Lists


def _lists(run: int, sample: Sample, past: Sequence[Past]) -> Iterator[Finding]:
    """Lists that always showed articles, or their times, and do not any more."""
    for address, readings in sample.lists.items():
        for place, kind in enumerate(("list", "times")):
            if readings[place] or (kind == "times" and not readings[0]):
                continue
            metric = f"{kind}:{address}"
            since, known = run, 0
            for before in past:
                counts = before.sample.lists.get(address)
                if counts is None:
                    continue
                if metric in before.found and not before.acknowledged:
                    since = before.run
                elif counts[place]:
                    known += 1
                else:
                    known = 0
                    break
            if known >= _LEAST_READINGS:
                what = "article" if kind == "list" else "time"
                sentence = f"the list {address} shows no {what}, as it did in {known} runs before"
                yield Finding(metric, sentence, [address], since)


# Where values come from


def _sources(
    run: int, sample: Sample, past: Sequence[Past], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """A field that is still filled, but no longer from the part of the page that served it.

    Said once: it is no alarm as long as something serves the field.
    """
    lost = {found.metric for found in findings}
    served = {metric for before in past for metric in before.sample.looked}
    for metric in sorted(served):
        if not metric.startswith("source:"):
            continue
        _, name, source = metric.split(":")
        filled = sample.well[f"field:{name}"]
        if f"field:{name}" in lost or filled < LEAST_PAGES:
            continue
        now = (sample.well[metric], filled)
        history = []
        for before in past:
            of_field = before.sample.well[f"field:{name}"]
            if of_field:
                of_source = before.sample.well[metric]
                history.append((before, (of_source, of_field)))
        if any(metric in before.found for before in past):
            continue
        drop = _drop(metric, run, now, history)
        if drop is not None:
            sentence = (
                f"{name} came from {source} in {drop.good} of {drop.count} articles, "
                f"before in {drop.usual:.0%}"
            )
            yield Finding(metric, sentence, [], drop.since)

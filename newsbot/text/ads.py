"""Advertising among the paragraphs of an article.

Containers of advertising are left out while the page is read (`newsbot.pages.outline`), where the
markup still tells them apart. What is left here are the texts that stand among the paragraphs:
labels, partner lines, pointers to other articles and invitations to subscribe. A story *about*
advertising keeps every sentence: only whole lines count, and openings only where a link or the name
of a channel proves them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsbot.text.clean import fold

_LONGEST_LABEL = 40
_LONGEST_LINE = 80
_LONGEST_PROMO = 240
"""Characters; an invitation to subscribe is a line, a longer text is a story."""
_NEAR = 3
"""Words from «our» to the name of a channel: «на нашій сторінці у Facebook»."""
_SPOKEN = ("«", "“", "„", '"', "—", "–", "-")
"""How a paragraph begins that somebody says."""


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """The letters and digits of a text: labels come spaced, dashed and dotted."""
    return "".join(filter(str.isalnum, fold(text)))


def _words(part: str) -> str:
    """A part of a notice: what is joined with «_» in it stands in one piece."""
    return part.replace("_", " ")


def _any_of(parts: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some parts in a folded text; nothing where there are none."""
    return re.compile("|".join(map(re.escape, map(fold, parts))) or "(?!)")


@dataclass(frozen=True)
class AdPhrases:
    """The phrases of one site, folded. Build it with `AdPhrases.of`."""

    labels: frozenset[str]
    lines: frozenset[str]
    inserts: tuple[str, ...]
    promos: tuple[str, ...]
    channels: tuple[str, ...]
    owners: tuple[str, ...]
    calls: frozenset[str]
    notices: tuple[tuple[str, ...], ...]
    any_channel: re.Pattern[str]

    @classmethod
    def of(
        cls,
        *,
        labels: Iterable[str] = (),
        lines: Iterable[str] = (),
        inserts: Iterable[str] = (),
        promos: Iterable[str] = (),
        channels: Iterable[str] = (),
        owners: Iterable[str] = (),
        calls: Iterable[str] = (),
        notices: Iterable[str] = (),
    ) -> AdPhrases:
        return cls(
            frozenset(map(_key, labels)),
            frozenset(map(_key, lines)),
            tuple(map(fold, inserts)),
            tuple(map(fold, promos)),
            tuple(map(fold, channels)),
            tuple(map(fold, owners)),
            frozenset(map(fold, calls)),
            tuple(tuple(map(_words, fold(notice).split())) for notice in notices),
            _any_of(channels),
        )

    def is_label(self, text: str) -> bool:
        """Whether a line is a label such as «РЕКЛАМА», or several, and nothing else."""
        return len(text) <= _LONGEST_LABEL and self._is_labels(text)

    def is_no_text(self, text: str) -> bool:
        """Whether a line is a label or a partner's."""
        if len(text) > _LONGEST_LINE:
            return False
        return self._is_labels(text) or _key(text) in self.lines

    def _is_labels(self, text: str) -> bool:
        words = text.split() or [text]
        return _key(text) in self.labels or all(_key(word) in self.labels for word in words)

    def is_partner(self, text: str) -> bool:
        """Whether a line is a partner's."""
        return len(text) <= _LONGEST_LINE and _key(text) in self.lines


def strip_ads(
    paragraphs: Sequence[tuple[str, bool]], phrases: AdPhrases
) -> tuple[list[str], Counter[str]]:
    """The paragraphs without advertising, and how many of each kind were left out.

    A paragraph is (text, whether all of it is linked). The kinds are `label`, `partner`, `insert`,
    `notice` and `promo`.
    """
    kept: list[str] = []
    stripped: Counter[str] = Counter()
    after_insert = False
    for text, linked in paragraphs:
        kind = _kind(text, linked=linked, after_insert=after_insert, phrases=phrases)
        after_insert = kind == "insert" and (linked or fold(text) in phrases.inserts)
        if kind is None:
            kept.append(text)
        else:
            stripped[kind] += 1
    while kept and _is_invitation(kept[-1], phrases):
        kept.pop()
        stripped["promo"] += 1
    return kept, stripped


def _kind(text: str, *, linked: bool, after_insert: bool, phrases: AdPhrases) -> str | None:
    if len(text) > _LONGEST_PROMO and not linked:
        return None
    folded = fold(text)
    if phrases.is_label(text):
        return "label"
    if phrases.is_partner(text):
        return "partner"
    if linked and after_insert:
        return "insert"
    if folded.startswith(phrases.inserts) and _is_insert(text, folded, phrases, linked=linked):
        return "insert"
    if folded.startswith(phrases.promos) and (linked or _names_our_channel(folded, phrases)):
        return "promo"
    if any(all(map(folded.__contains__, parts)) for parts in phrases.notices):
        return "notice"
    return None


def _is_invitation(text: str, phrases: AdPhrases) -> bool:
    """Whether a text ends in this paragraph with a call to a channel, or with the name of ours.

    In the midst of a text such a paragraph may be part of a story about channels.
    """
    if not phrases.calls or len(text) > _LONGEST_PROMO or text.startswith(_SPOKEN):
        return False
    folded = fold(text)
    if phrases.any_channel.search(folded) is None:
        return False
    words = folded.split()
    named = [at for at, word in enumerate(words) if phrases.any_channel.search(word)]
    if not named:  # two words are one channel
        return False
    if named[-1] == len(words) - 1 and not phrases.calls.isdisjoint(words):
        return True
    return any(owner in words[max(0, at - _NEAR) : at] for at in named for owner in phrases.owners)


def _names_our_channel(folded: str, phrases: AdPhrases) -> bool:
    return any(channel in folded for channel in phrases.channels) and any(
        owner in folded.split() or (folded.find(owner) > 0 and len(owner) > 4)
        for owner in phrases.owners
    )


def _is_insert(text: str, folded: str, phrases: AdPhrases, *, linked: bool) -> bool:
    """Whether an opening such as «Читайте також» points elsewhere, and is no sentence."""
    if linked or folded in phrases.inserts:
        return True
    opening = next(phrase for phrase in phrases.inserts if folded.startswith(phrase))
    return text.strip()[len(opening) :].lstrip().startswith(":")

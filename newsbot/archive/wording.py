"""What changed between two texts: by paragraph, and within a paragraph by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "gone", "new"]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 30_000
"""Of a word here and the same one there, which a comparison looks at again and again: a second at
the worst. Texts with more are shown as they were and as they are; two of 1,000 words have some
10,000, and an article of the site has some 300 words."""


class Piece(NamedTuple):
    kind: Kind
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Both texts in pieces: `same` and `gone` make `before`, `same` and `new` make `after`."""
    pieces: list[Piece] = []
    olds, news = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for is_same, old, new in _blocks(olds, news):
        one, other = "".join(old), "".join(new)
        if is_same:
            _add(pieces, "same", one)
        else:
            for piece in _by_word(one, other):
                _add(pieces, *piece)
    return pieces


def _by_word(before: str, after: str) -> Iterator[Piece]:
    olds, news = _WORD.findall(before), _WORD.findall(after)
    for is_same, old, new in _blocks(olds, news):
        if is_same:
            yield Piece("same", "".join(old))
        else:
            yield Piece("gone", "".join(old))
            yield Piece("new", "".join(new))


def _blocks(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    counts = Counter(before), Counter(after)
    if (
        sum(count * counts[1][text] for text, count in counts[0].items() if text.strip())
        > _MOST_PAIRS
    ):
        yield False, before, after
        return
    matcher = SequenceMatcher(_is_space, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        yield tag == "equal", before[start:end], after[other_start:other_end]


def _is_space(text: str) -> bool:
    """A space alone is nothing that two texts have in common."""
    return text.isspace()


def _add(pieces: list[Piece], kind: Kind, text: str) -> None:
    if not text:
        return
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))

"""Whether a text is the one that its page announces, and not what is left where there is none.

A page of a video, a picture or a wall has text as well: a newsletter, an author, what others wrote.
What it has not are the words of its own headline and description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.text.dense import FIRST

_WORD = re.compile(r"\w\S+")
"""To the next blank: in many scripts vowels are marks, which are no letters."""
_STEM = 5
"""Letters of a word that are compared: the rest may be an ending. A shorter one stands anywhere."""
_FEWEST = 6
"""Words of a description; a shorter one is the slogan of the site."""
_LEAST = 0.2
"""Share of them that a text has; the least of 163 real articles was 0.44."""


def is_announced(text: str, title: str, description: str) -> bool:
    """Whether a text has some of the words of its headline, or of what the page says it is about.

    Of a page that says nothing but a headline nothing is told: that may be a play on words.
    """
    stated = [{*_stems(each.casefold())} for each in (description, title)]
    if len(stated[0]) < _FEWEST:
        return True
    folded = text.casefold()
    return any(
        sum(word in folded for word in words) >= max(1, _LEAST * len(words)) for words in stated
    )


def _stems(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word >= FIRST:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= _STEM:
            yield word[:_STEM]

"""Pages that are served in an article's place: outages, challenges, walls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsbot.pages.lexicon import Lexicon
from newsbot.text.clean import fold

_LONGEST = 1500
"""Characters; a page with more text than this is no outage page."""
_PROBE = 400
"""Characters at either end of the text in which a notice says what it is."""
_ENDING = 0.125
"""Of the letters of a headline: so much are endings beyond the listed words, «недоступн-ий»."""
_HALF = 0.5
"""Of the letters of a text: «Увійдіть, щоб читати далі»; news of an outage say where and why."""


def is_notice(lexicon: Lexicon, titles: Iterable[str | None], text: str, *, proven: bool) -> bool:
    """Whether a short page says that the site cannot be read now.

    `proven` tells that the page has what only an article has. Then it is one only where a content
    delivery network speaks, or where its headline or its text hold hardly a word of their own.
    """
    if len(text) > _LONGEST:
        return False
    headlines = [fold(title) for title in titles if title]
    text = fold(text)
    ends = (text[:_PROBE], text[-_PROBE:]) if len(text) > 2 * _PROBE else (text,)
    probe = " ".join((*headlines, *ends))
    if any(phrase in probe for phrase in lexicon.challenges):
        return True
    if proven:
        whole = "\n".join((*headlines, text))
        said = [phrase for phrase in lexicon.not_articles if phrase in whole]
        is_its_title = any(_own_share(said, title) <= _ENDING for title in headlines)
        return is_its_title or _own_share(said, text) <= _HALF
    return any(phrase in probe for phrase in lexicon.not_articles)


def _own_share(said: Sequence[str], text: str) -> float:
    """How much of a folded text is left without some phrases; 1 of one without letters."""
    rest = text
    for phrase in said:
        rest = rest.replace(phrase, " ")
    if rest == text:
        return 1.0
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isalpha, rest)) / letters if letters else 1.0

"""Pages that are served in an article's place: outages, challenges, walls and lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from newsbot.pages.document import Element
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import Outline
from newsbot.text.clean import fold

_LONGEST = 1500
"""Characters; a page with more text than this is no outage page."""
_PROBE = 400
"""Characters at either end of the text in which a notice says what it is."""
_ENDING = 0.125
"""Of the letters of a headline: so much are endings beyond the listed words, «недоступн-ий»."""
_HALF = 0.5
"""Of the letters of a text: «Увійдіть, щоб читати далі»; news of an outage say where and why."""
_FEWEST_ROWS = 4
"""Articles in a list; a text may be followed by three teasers."""
_MOST_IN_ROW = 6
"""Lines of one row of a list: title, teaser, section, time, author, comments."""
_DEEPEST = 5
"""Elements between a teaser and the row that also holds its link."""


def is_notice(lexicon: Lexicon, titles: Iterable[str | None], text: str, *, proven: bool) -> bool:
    """Whether a short page says that the site cannot be read now.

    `proven` tells that the page has what only an article has. Then it is one only where a content
    delivery network speaks, or where its headline or its text hold hardly a word of their own.
    """
    if len(text) > _LONGEST:
        return False
    headlines = [fold(title) for title in titles if title]
    ends = (text[:_PROBE], text[-_PROBE:]) if len(text) > 2 * _PROBE else (text,)
    probe = " ".join((*headlines, *map(fold, ends)))
    if any(phrase in probe for phrase in lexicon.challenges):
        return True
    if proven:
        is_its_title = any(_own_share(lexicon, title) <= _ENDING for title in headlines)
        return is_its_title or _own_share(lexicon, fold(text)) <= _HALF
    return any(phrase in probe for phrase in lexicon.not_articles)


def _own_share(lexicon: Lexicon, text: str) -> float:
    """How much of a folded text is left without the words of notices; 1 of one without letters."""
    said = [phrase for phrase in lexicon.not_articles if phrase in text]
    if not said:
        return 1.0
    rest = text
    for phrase in said:
        rest = rest.replace(phrase, " ")
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isalpha, rest)) / letters if letters else 1.0


def is_list(lexicon: Lexicon, outline: Outline, content: Sequence[int], edition: str) -> bool:
    """Whether most lines of the text are teasers, each in one row with a link to an article."""
    lines = outline.lines
    near = range(max(0, content[0] - _MOST_IN_ROW), min(len(lines), content[-1] + _MOST_IN_ROW))
    leading = [at for at in near if lines[at].all_linked]
    if sum(len(lines[at].links) for at in leading) < _FEWEST_ROWS:
        return False
    teasers = 0
    linked: set[str] = set()
    for at in content:
        following = bisect_left(leading, at - _MOST_IN_ROW)
        if following == len(leading) or leading[following] > at + _MOST_IN_ROW:
            continue
        found = _articles_in_row(lexicon, outline, at, edition)
        teasers += bool(found)
        linked |= found
    return len(linked) >= _FEWEST_ROWS and 2 * teasers >= len(content)


def _articles_in_row(lexicon: Lexicon, outline: Outline, at: int, edition: str) -> set[str]:
    """The articles that the lines beside a line, in the same row of a list, lead to."""
    found: set[str] = set()
    for element, _ in zip(_upward(outline.lines[at].element), range(_DEEPEST), strict=False):
        row = outline.within(element)
        if len(row) > _MOST_IN_ROW:
            break
        for other in row:
            line = outline.lines[other]
            if other != at and line.all_linked:
                addresses = (lexicon.addresses.article(href, edition) for href in line.hrefs)
                found.update(address.id for address in addresses if address is not None)
        if found:
            break
    return found


def _upward(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()

"""Lists of articles, on a page of their own or beside a text: rows of linked titles and teasers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsbot.pages.document import HEADINGS, Element
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.main_part import Cluster, Homes
from newsbot.pages.outline import Outline
from newsbot.pages.prose import is_pointer

_FEWEST_ROWS = 4
"""Articles in a list; a text may be followed by three teasers."""
_MOST_IN_ROW = 6
"""Lines of one row of a list: title, teaser, section, time, author, comments."""
_DEEPEST = 5
"""Elements between a teaser and the row that also holds its link."""
_FEWEST_TEASERS = 3
"""Rows of one look that lead to different articles; two may be chapters with their sources."""
_LONGEST_TEASER = 300
"""Characters; what is longer tells a story of its own."""


class _Row(NamedTuple):
    """A row of a list, and the articles that it leads to."""

    element: Element
    articles: frozenset[str]


def teasers(
    outline: Outline, lexicon: Lexicon, homes: Homes, sentences: Sequence[int], edition: str
) -> frozenset[int]:
    """Those of some sentences that are teasers: each the only one in a row that leads elsewhere.

    Several such rows have to look the same, and each to lead to an article of its own.
    """
    leading = _leading(outline, sentences)
    if len(leading) < _FEWEST_TEASERS:
        return frozenset()
    rows = {at: row for at in sentences if (row := _row(lexicon, outline, leading, at, edition))}
    alike: dict[Cluster, dict[frozenset[str], list[int]]] = {}
    for at, row in rows.items():
        if len(outline.lines[at].text) <= _LONGEST_TEASER:
            look = homes.cluster(row.element)
            alike.setdefault(look, {}).setdefault(row.articles, []).append(at)
    return frozenset(
        at
        for found in alike.values()
        if len(found) >= _FEWEST_TEASERS
        and all(len({rows[at].element for at in each}) == len(each) for each in found.values())
        for each in found.values()
        for at in each
    )


def is_list(lexicon: Lexicon, outline: Outline, content: Sequence[int], edition: str) -> bool:
    """Whether most lines of the text are teasers, each in one row with a link to an article.

    Where all are, and each in a row of its own, two are enough.
    """
    leading = _leading(outline, content)
    is_few = sum(len(outline.lines[at].links) for at in leading) < _FEWEST_ROWS
    rows: list[_Row] = []
    for number, at in enumerate(content, 1):
        row = _row(lexicon, outline, leading, at, edition) or _below(lexicon, outline, at, edition)
        if row is not None:
            rows.append(row)
        elif is_few or 2 * (number - len(rows)) > len(content):
            return False
    linked = frozenset().union(*(row.articles for row in rows))
    if len(rows) == len(content):
        return len(linked) >= len({row.element for row in rows}) > 1
    return len(linked) >= _FEWEST_ROWS


def _leading(outline: Outline, content: Sequence[int]) -> list[int]:
    """The lines near some others that are nothing but links, or links with a time beside them."""
    lines = outline.lines
    near = range(max(0, content[0] - _MOST_IN_ROW), min(len(lines), content[-1] + _MOST_IN_ROW))
    return [
        at for at in near if lines[at].links and (lines[at].all_linked or is_pointer(lines[at]))
    ]


def _below(lexicon: Lexicon, outline: Outline, at: int, edition: str) -> _Row | None:
    """The linked heading right above a line, where a list has no elements for its rows."""
    above = outline.lines[at - 1] if at else None
    if above is None or above.element.tag not in HEADINGS or not above.all_linked:
        return None
    if above.element.getparent() is not outline.lines[at].element.getparent():
        return None
    articles = _articles(lexicon, above.hrefs, edition)
    return _Row(above.element, articles) if articles else None


def _articles(lexicon: Lexicon, hrefs: Iterable[str], edition: str) -> frozenset[str]:
    """The articles to which some links lead."""
    addresses = (lexicon.addresses.article(href, edition) for href in hrefs)
    return frozenset(address.id for address in addresses if address is not None)


def _row(
    lexicon: Lexicon, outline: Outline, leading: Sequence[int], at: int, edition: str
) -> _Row | None:
    """The row of a list in which a line stands beside one of the lines `leading` to articles."""
    following = bisect_left(leading, at - _MOST_IN_ROW)
    if following == len(leading) or leading[following] > at + _MOST_IN_ROW:
        return None
    for element, _ in zip(_upward(outline.lines[at].element), range(_DEEPEST), strict=False):
        row = outline.within(element)
        if len(row) > _MOST_IN_ROW:
            break
        inside = leading[bisect_left(leading, row.start) : bisect_left(leading, row.stop)]
        hrefs = [href for other in inside if other != at for href in outline.lines[other].hrefs]
        if articles := _articles(lexicon, hrefs, edition):
            return _Row(element, articles)
    return None


def _upward(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()

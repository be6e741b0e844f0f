"""Where on a page its main text stands: found by words and structure, with no name of a class.

Paragraphs of one text stand side by side: in one element, or in elements that look the same and
stand in one place (the sections of a long read, the posts of a live blog). What most sentences
stand in is the main part; a box between them, a rail of teasers, comments below are elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from newsbot.pages.boxes import boxes_in_text
from newsbot.pages.document import HEADINGS, INLINE, Element
from newsbot.pages.lexicon import LONGEST_NAMES
from newsbot.pages.line import DOUBTED, PROSE
from newsbot.pages.outline import Outline
from newsbot.pages.prose import SHORT

_PARTS = PROSE - {"td"} | {"ul", "ol", "dl"}
"""Elements that are never the home of paragraphs; the cells of a table that is a layout may be."""
_CLOSED = frozenset({"html", "body", "main", "article", "aside", "footer", "form"})
"""Elements that are a home of their own, with however little in them."""
_FEW = 4
"""Lines of one paragraph with line breaks; more are a text of their own."""
_NAMED, _NAMELESS = 6, 3
"""How many elements around two homes must look the same, with and without names of classes."""
_OUTWEIGHS = 1.5
"""How many times more text a later place must have to be preferred to an earlier one."""
_ALSO = 0.4
"""Share of the main text that another place between its lines must have to belong to it."""
_AROUND = 0.2
"""The same, of what stands around the main text and in no box of its own: an imprint has less."""

_MEASURE = re.compile(r"[0-9:\[]")
_WRAPPERS = 3
"""Elements between a home and another one around it, or a line in it, that are of one text."""
Cluster: TypeAlias = tuple[Element, tuple[tuple[object, str], ...]]


@dataclass(frozen=True, slots=True)
class MainPart:
    """The homes of the main text, and the lines from its first sentence to its last."""

    homes: frozenset[Element]
    beside: frozenset[Element]
    """Homes in or around these, of which only sentences and subheadings are surely text."""
    alone: frozenset[int]
    """Sentences that stand each in a section of its own, which looks like the homes."""
    lines: range


class Homes:
    """Tells the home of each line: the element whose children are the paragraphs."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._known: dict[Element, Element] = {}
        self._clusters: dict[Element, Cluster] = {}

    def cluster(self, home: Element) -> Cluster:
        """What `home` has in common with the other homes of its text."""
        known = self._clusters.get(home)
        if known is None:
            known = self._clusters[home] = _cluster_of(home)
        return known

    def sections_of(self, at: int) -> Iterator[Cluster]:
        """What the elements that hold this line and nothing else have in common with homes."""
        for around in self._outline.lines[at].element.iterancestors():
            if len(self._outline.within(around)) > 1:
                return
            yield self.cluster(around)

    def of(self, at: int) -> Element:
        known = self._known
        element = self._outline.lines[at].element
        if element in known:
            return known[element]
        path = []
        while True:
            path.append(element)
            parent = element.getparent()
            if parent is None or self._is_home(element):
                break
            element = parent
            if element in known:
                element = known[element]
                break
        known.update(dict.fromkeys(path, element))
        return element

    def _is_home(self, element: Element) -> bool:
        if element.tag in _CLOSED:
            return True
        if element.tag in _PARTS or element.tag in INLINE:
            return False
        span = self._outline.within(element)
        if len(span) < 2:
            return False
        lines = self._outline.lines
        first = lines[span.start].element
        return len(span) >= _FEW or any(lines[at].element is not first for at in span)


def find_main_part(
    outline: Outline,
    homes: Homes,
    sentences: Sequence[int],
    others: Collection[int],
    around: Collection[Element],
    *,
    is_described: bool,
) -> MainPart | None:
    """The main part of a page, or None.

    `others` are the lines that are no sentences, `around` the elements around the headline. Where a
    site `is_described` less is guessed: of boxes, cards and points.
    """
    size: dict[Element, int] = {}
    inside: dict[Element, list[int]] = {}
    seen: set[str] = set()
    for at in sentences:
        home, text = homes.of(at), outline.lines[at].bare
        # The copy of a box for another screen is no more text.
        size[home] = size.get(home, 0) + (0 if text in seen else len(text))
        seen.add(text)
        inside.setdefault(home, []).append(at)
    clusters: dict[Cluster, list[Element]] = {}
    for home in size:
        clusters.setdefault(homes.cluster(home), []).append(home)
    if not clusters:
        return None
    weight = {key: sum(size[home] for home in found) for key, found in clusters.items()}
    most = max(weight.values())
    best = next(key for key in clusters if weight[key] >= min(most, most / _OUTWEIGHS))
    if clusters[best][0] in around:
        below = _below_standfirst(outline, homes, inside[clusters[best][0]], sentences)
        if below is not None and weight[below] >= _ALSO * weight[best]:
            best = below
    chosen = set(clusters[best])
    own = [at for at in sentences if homes.of(at) in chosen]
    lines = range(own[0], own[-1] + 1)
    between = {homes.of(at) for at in sentences if at in lines}
    wrappers = {each for home in chosen for each in _around(home)}
    places = {best}
    # Builders put more elements around a column than others.
    deepest = _WRAPPERS if is_described else _NAMED
    for key, found in clusters.items():
        if (
            key not in places
            and weight[key] >= _AROUND * weight[best]
            and (
                not wrappers.isdisjoint(found)
                or (
                    weight[key] >= _ALSO * weight[best]
                    and (is_described or not all(_leads(outline, home) for home in found))
                    and (
                        not between.isdisjoint(found)
                        or any(
                            homes.cluster(each) == best and (each in chosen or each.get("class"))
                            for home in found
                            for each in islice(home.iterancestors(), deepest)
                        )
                        or _goes_on(outline, inside, sentences, clusters[best], found)
                        or (
                            not is_described
                            and _is_below_points(outline, inside, clusters[best], found)
                        )
                    )
                )
            )
        ):
            places.add(key)
    beside = {home for key in places - {best} for home in clusters[key]}
    chosen |= beside
    looks = {_look(outline, at, chosen) for at in own} - {()}
    alone = {
        at
        for at in sentences
        if homes.of(at) not in chosen
        and (not places.isdisjoint(homes.sections_of(at)) or _look(outline, at, chosen) in looks)
    }
    own = [at for at in sentences if at in alone or homes.of(at) in chosen]
    lines = range(own[0], own[-1] + 1)
    for at in others:
        home = homes.of(at)
        bare = at in lines and home not in size and not outline.lines[at].links
        if bare and homes.cluster(home) in places:  # a subheading in a section of its own
            chosen.add(home)
    if not is_described:
        alone.update(boxes_in_text(outline, chosen, lines.start, frozenset((*sentences, *others))))
    return MainPart(frozenset(chosen - beside), frozenset(beside), frozenset(alone), lines)


def _leads(outline: Outline, home: Element) -> bool:
    """Whether a home is a card: a few lines, one of them a link and nothing else."""
    inside = outline.within(home)
    return len(inside) <= _FEW and any(outline.lines[at].all_linked for at in inside)


def _look(
    outline: Outline, at: int, homes: Collection[Element]
) -> tuple[tuple[object, object], ...]:
    """How the few elements from a line up to one of the homes look; empty where there is none.

    Where each paragraph has wrappers, an advert in one of these makes that a place of its own.
    """
    looks: list[tuple[object, object]] = []
    node: Element | None = outline.lines[at].element
    while node is not None and node not in homes:
        if len(looks) == _WRAPPERS:
            return ()
        looks.append((node.tag, node.get("class")))
        node = node.getparent()
    return tuple(looks) if node is not None else ()


def _below_standfirst(
    outline: Outline, homes: Homes, inside: Sequence[int], sentences: Sequence[int]
) -> Cluster | None:
    """Where the text stands, if only one sentence, and labels, stand with the headline."""
    (at, *more), following = inside, bisect_right(sentences, inside[0])
    if more or following == len(sentences):
        return None
    home, other = homes.of(at), homes.of(sentences[following])
    behind = outline.lines[at + 1 : outline.within(home).stop]
    is_more = any(len(line.text) > SHORT for line in behind)
    if is_more or not _are_near([home], [other]):
        return None
    return homes.cluster(other)


def _around(home: Element) -> Iterator[Element]:
    """The few elements around a home in which other homes are of its text."""
    return islice(home.iterancestors(), _WRAPPERS)


def _are_near(one: Sequence[Element], other: Sequence[Element]) -> bool:
    """Whether two texts have one home each, and these stand near in the tree."""
    return len(one) == len(other) == 1 and not set(_around(one[0])).isdisjoint(_around(other[0]))


def _goes_on(
    outline: Outline,
    inside: Mapping[Element, list[int]],
    sentences: Sequence[int],
    one: Sequence[Element],
    other: Sequence[Element],
) -> bool:
    """Whether the paragraphs of two homes are one text that something was put into.

    Then they stand one behind the other, near in the tree, with something between them that is no
    heading. `inside` are the sentences of each home.
    """
    if not _are_near(one, other):
        return False
    first, second = sorted((inside[one[0]], inside[other[0]]))
    gap = range(first[-1] + 1, second[0])
    if not gap or bisect_left(sentences, gap.start) < bisect_left(sentences, gap.stop):
        return False
    lines = outline.lines
    return all(lines[at].element.tag == "p" for at in (*first, *second)) and not any(
        lines[at].element.tag in HEADINGS and not lines[at].flags & DOUBTED for at in gap
    )


def _is_below_points(
    outline: Outline,
    inside: Mapping[Element, list[int]],
    one: Sequence[Element],
    other: Sequence[Element],
) -> bool:
    """Whether the paragraphs of a home stand right below a list of what they tell."""
    points, text = inside[one[0]], inside[other[0]]
    if not _are_near(one, other):
        return False
    lines = outline.lines
    return (
        text[0] == points[-1] + 1
        and all(lines[at].element.tag == "li" for at in points)
        and all(lines[at].element.tag == "p" for at in text)
    )


def _cluster_of(home: Element) -> Cluster:
    """What the homes of one text have in common: how they and the elements around them look."""
    looks = []
    node = home
    for depth in range(_NAMED):
        if depth >= _NAMELESS and not home.get("class") and not node.get("class"):
            break
        looks.append((node.tag, _name_of(node)))
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node, tuple(looks)


def _name_of(element: Element) -> str:
    """The first of its names that is no number or measure («mt-2.5», «lg:w-1»), else the first.

    A column may have an `id` only; a `section` has one for the links that lead to its chapter.
    """
    # Of a long list of names each home inside would look at all.
    names = (element.get("class") or "")[:LONGEST_NAMES].split()
    if not names and element.tag == "div" and _MEASURE.search(element.get("id") or "") is None:
        return element.get("id") or ""
    return next(
        (name for name in names if _MEASURE.search(name) is None), names[0] if names else ""
    )

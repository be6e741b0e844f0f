"""Where the text of an article ends: at a titled block, or at what its readers wrote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from newsbot.pages.document import HEADINGS, Element
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import DOUBTED, PROSE
from newsbot.pages.main_part import Cluster, Homes
from newsbot.pages.outline import Outline
from newsbot.pages.prose import is_certain, is_pointer

_OUTWEIGHS = 3
"""How many times longer a text behind a block must be for the block to be an insert."""
_GOES_ON = 3
"""Paragraphs right behind a box; what is said there of an author or an offer has fewer."""


class _Rest(NamedTuple):
    """The lines of text behind the first titled block."""

    numbers: Sequence[int]
    sizes: Sequence[int]
    """The characters in each and all behind it; 0 at the end."""
    last: Mapping[Cluster, int]
    """Where sentences stand, and the last one there."""

    def goes_on(self, at: int, before: int, places: Iterable[Cluster]) -> bool:
        """Whether a titled block that ends at `at` is an insert, with more of the text behind it.

        `before` are the characters of the text before it, `places` where they stand.
        """
        if any(self.last.get(place, -1) >= at for place in places):
            return True
        return self.sizes[bisect_left(self.numbers, at)] > _OUTWEIGHS * before


class Ending:
    """Tells the ends of texts.

    `blocks` are the lines of titled blocks behind the headline, `skip` those that are surely no
    text; `is_text` tells whether a line is text, as far as the line itself tells.
    """

    def __init__(
        self,
        outline: Outline,
        lexicon: Lexicon,
        homes: Homes,
        blocks: Sequence[range],
        skip: Collection[int],
        is_text: Callable[[int], bool],
    ) -> None:
        self._outline = outline
        self._lines = outline.lines
        self._lexicon = lexicon
        self._homes = homes
        self._blocks = blocks
        self._skip = skip
        self._is_text = is_text

    def of(self, scope: range) -> int:
        """The line at which the first titled block after text begins, unless the text goes on."""
        before, last = 0, scope.start
        places: set[Cluster] = set()
        rest: _Rest | None = None
        at = scope.start
        scope = range(scope.start, self._comments(scope))
        for block in self._blocks:
            if block.start not in scope:
                continue
            for number in self._text_in(range(at, block.start)):
                before += len(self._lines[number].text)
                places.add(self._homes.cluster(self._homes.of(number)))
                last = number
            at = block.stop
            if before:
                rest = rest or self._rest(range(at, scope.stop))
                if not rest.goes_on(at, before, places) and not self._is_boxed(block, scope, last):
                    return block.start
        return scope.stop

    def _is_boxed(self, block: range, scope: range, last: int) -> bool:
        """Whether a block is a box in the text: what holds the text up to `last`, and no more
        before it, holds the block in an element of its own, and more text right behind that.
        """
        within = self._outline.within
        box = self._lines[block.start].element
        while (around := box.getparent()) is not None and within(around).start > last:
            box = around
        if around is None or within(around).start < scope.start or within(box).stop < block.stop:
            return False
        end = within(around).stop
        behind = range(within(box).stop, within(box).stop + _GOES_ON)
        if behind.stop <= end and all(map(self._is_paragraph, behind)):
            return True
        return self._is_between_alike(box, last)

    def _is_between_alike(self, box: Element, last: int) -> bool:
        """Whether the element with the line `last` before a box looks as the one behind it does,
        and that begins with text: the sections of a text may stand each in a wrapper.
        """
        within = self._outline.within
        before = next(
            (each for each in box.itersiblings(preceding=True) if last in within(each)), None
        )
        after = next((each for each in box.itersiblings() if within(each)), None)
        if before is None or after is None or before.tag in PROSE or before.tag != after.tag:
            return False
        return before.get("class") == after.get("class") and self._is_paragraph(within(after).start)

    def _is_paragraph(self, at: int) -> bool:
        line = self._lines[at]
        is_plain = line.element.tag == "p" and not line.flags & DOUBTED
        return is_plain and is_certain(line) and not is_pointer(line)

    def _comments(self, scope: range) -> int:
        """The line at which, behind text, what readers wrote begins: none of that goes on there."""
        places: set[Element] = set()
        seen, goes_on = scope.start, -1
        for at in scope:
            line = self._lines[at]
            if (
                at < goes_on
                or line.element.tag not in HEADINGS
                or not self._lexicon.is_over_comments(line.text)
            ):
                continue
            places.update(map(self._homes.of, self._text_in(range(seen, at))))
            seen = at
            rest = self._text_in(range(at + 1, scope.stop))
            goes_on = next((number for number in rest if self._homes.of(number) in places), -1)
            if places and goes_on < 0:
                return at
        return scope.stop

    def _text_in(self, numbers: range) -> Iterator[int]:
        """Those of some lines that are text."""
        return (at for at in numbers if at not in self._skip and self._is_text(at))

    def _rest(self, numbers: range) -> _Rest:
        lines, imprint = self._lines, self._lexicon.is_imprint
        text = [at for at in self._text_in(numbers) if not imprint(lines[at].text)]
        sizes = [*accumulate((len(lines[at].text) for at in reversed(text)), initial=0)]
        homes = self._homes
        last = {homes.cluster(homes.of(at)): at for at in text if is_certain(lines[at])}
        return _Rest(text, sizes[::-1], last)

"""Where the text of an article ends: at a titled block, or at what its readers wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from newsbot.pages.document import HEADINGS, Element
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.main_part import Homes
from newsbot.pages.outline import Outline
from newsbot.pages.prose import is_certain

_OUTWEIGHS = 3
"""How many times longer a text behind a block must be for the block to be an insert."""


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
        self._lines = outline.lines
        self._lexicon = lexicon
        self._homes = homes
        self._blocks = blocks
        self._skip = skip
        self._is_text = is_text

    def of(self, scope: range) -> int:
        """The line at which the first titled block after text begins, unless the text goes on."""
        before = 0
        at = scope.start
        scope = range(scope.start, self._comments(scope))
        for block in self._blocks:
            if block.start not in scope:
                continue
            before += self._size(range(at, block.start))
            at = block.stop
            if before and not self._goes_on(block, scope, before):
                return block.start
        return scope.stop

    def _comments(self, scope: range) -> int:
        """The line at which, behind text, what readers wrote begins."""
        for at in scope:
            line = self._lines[at]
            if (
                line.element.tag in HEADINGS
                and self._lexicon.is_over_comments(line.text)
                and (places := set(self._homes_of(range(scope.start, at))))
                and places.isdisjoint(self._homes_of(range(at + 1, scope.stop)))
            ):
                return at
        return scope.stop

    def _homes_of(self, numbers: range) -> Iterator[Element]:
        """Where the text among some lines stands."""
        return (self._homes.of(at) for at in numbers if at not in self._skip and self._is_text(at))

    def _goes_on(self, block: range, scope: range, before: int) -> bool:
        """Whether a titled block is an insert, with more of the text behind it."""
        places = set(map(self._homes.cluster, self._homes_of(range(scope.start, block.start))))
        after = 0
        for at in range(block.stop, scope.stop):
            line = self._lines[at]
            if at in self._skip or not self._is_text(at) or self._lexicon.is_imprint(line.text):
                continue
            if is_certain(line) and self._homes.cluster(self._homes.of(at)) in places:
                return True
            after += len(line.text)
        return after > _OUTWEIGHS * before

    def _size(self, numbers: range) -> int:
        return sum(
            len(self._lines[at].text)
            for at in numbers
            if at not in self._skip and self._is_text(at)
        )

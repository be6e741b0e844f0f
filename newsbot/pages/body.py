"""The text of an article among the lines of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsbot.pages.advertising import labelled_advertising
from newsbot.pages.contacts import without_contacts
from newsbot.pages.contents import heads_menu
from newsbot.pages.copies import without_dateline
from newsbot.pages.document import HEADINGS, Element
from newsbot.pages.ending import Ending
from newsbot.pages.footnotes import footnotes
from newsbot.pages.headline import Headline
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import BODY, DOUBTED, LEAD, PROSE, TEASER
from newsbot.pages.main_part import Homes, MainPart, find_main_part
from newsbot.pages.outline import Outline
from newsbot.pages.prose import (
    LONG,
    is_brief,
    is_certain,
    is_credit,
    is_free,
    is_heading_matter,
    is_pointer,
    is_reference,
    is_remark,
    is_tail,
    is_text,
    sentences_in,
    speaks,
)
from newsbot.pages.source import opening_source, source_of
from newsbot.pages.standfirst import called_lead, is_called_teaser, lead_above, marked_lead
from newsbot.pages.teasers import teasers
from newsbot.text.clean import fold

_LIES = 4
"""How many times more text under names of furniture shows that the names mean something else.

In one place: below a short article many readers may write more than that together.
"""
_ROWS = frozenset({"table", "li", "td", "dt", "dd"})
"""Elements whose texts are short by nature."""
_NEAR = 10
"""Lines behind the headline in which a text of a few words may stand."""
_BEHIND = PROSE | {"table"}
"""Elements of a text that may end it, with no sentence in them."""
_OUTER = frozenset({"body", "html"})


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a text, by their numbers."""

    numbers: tuple[int, ...] = ()
    """Without lead, source and advertising labels."""
    lead: tuple[int, ...] = ()
    """The standfirst, where the page marks one or sets it apart from the text."""
    source_url: str | None = None
    advertising: frozenset[int] = frozenset()
    """What labels mark as advertising."""
    teasers: frozenset[int] = frozenset()
    """Sentences of a list of other articles, which were left out."""

    @property
    def whole(self) -> tuple[int, ...]:
        """Standfirst and text, in the order of the page."""
        return tuple(sorted((*self.lead, *self.numbers)))


def find_text(
    outline: Outline,
    lexicon: Lexicon,
    headline: Headline,
    edition: str,
    *,
    blocks: Collection[range],
    dates: Collection[int],
) -> Text:
    """The text that belongs to a headline.

    `blocks` are the lines of titled blocks, `dates` those that tell the time.
    """
    return _Finder(outline, lexicon, headline, edition, blocks, dates).text()


class _Finder:
    def __init__(
        self,
        outline: Outline,
        lexicon: Lexicon,
        headline: Headline,
        edition: str,
        blocks: Collection[range],
        dates: Collection[int],
    ) -> None:
        self._outline = outline
        self._lines = outline.lines
        self._lexicon = lexicon
        self._headline = headline
        self._edition = edition
        self._blocks = [block for block in blocks if block.start >= headline.lines.stop]
        following = (outline.within(each) for each in headline.following)
        self._skip = frozenset((*dates, *(at for part in (*blocks, *following) for at in part)))
        self._start = headline.lines.stop
        self._texts: dict[int, bool] = {}
        self._homes = Homes(outline)
        self._teasers: frozenset[int] = frozenset()
        self._above: frozenset[int] = frozenset()

    def text(self) -> Text:
        for scope, marked in self._scopes():
            advertising = labelled_advertising(self._outline, self._lexicon, scope, self._headline)
            numbers = self._read(scope, advertising, marked=marked)
            if advertising and not any(map(self._is_plausible, numbers)):
                advertising = frozenset()
                numbers = self._read(scope, advertising, marked=marked)
            if any(map(self._is_plausible, numbers)):
                return self._finished(numbers, scope, advertising)
        numbers = self._single()
        return self._finished(numbers, range(self._start, self._start), frozenset())

    def _finished(self, numbers: list[int], scope: range, advertising: frozenset[int]) -> Text:
        stops = (block.start for block in self._blocks)
        source_url, used = source_of(self._lines, numbers, scope, stops, self._skip, self._lexicon)
        behind = numbers[-1] + 1 if numbers else self._start
        lead = marked_lead(self._lines, range(self._start, behind))
        lead |= self._above - used - self._skip
        taken = used | lead
        kept = [at for at in numbers if at not in taken and not self._lines[at].flags & LEAD]
        return Text(
            (*opening_source(self._lines, kept, self._lexicon), *kept),
            tuple(sorted(lead)),
            source_url if numbers else None,
            advertising,
            self._teasers,
        )

    def _scopes(self) -> Iterator[tuple[range, bool]]:
        """The lines to look for the text in, best first, and whether a class marks them."""
        for element, marks in self._outline.marked:
            if marks & BODY:
                within = self._outline.within(element)
                scope = range(max(within.start, self._start), within.stop)
                if scope:
                    yield scope, True
        yield range(self._start, len(self._lines)), False

    # What belongs to it

    def _read(self, scope: range, advertising: Collection[int], *, marked: bool) -> list[int]:
        """The numbers of the lines of the text in `scope`."""
        # Kept nowhere: with a method of this in it, only a look for rubbish would free the page.
        ending = Ending(
            self._outline, self._lexicon, self._homes, self._blocks, self._skip, self._is_text
        )
        stop = ending.of(scope)
        rest = [
            at for at in range(scope.start, stop) if at not in self._skip and at not in advertising
        ]
        if marked:
            return self._all_text(rest)
        numbers = without_contacts(self._lines, self._main_text(rest), self._lexicon)
        while numbers and is_tail(self._lines[numbers[-1]], self._lexicon):
            numbers.pop()
        return numbers

    def _all_text(self, rest: list[int]) -> list[int]:
        """All lines of a container that holds nothing but the text."""
        numbers: list[int] = []
        for at in rest:
            line = self._lines[at]
            goes_on = line.breaks == 1 and bool(numbers) and numbers[-1] == at - 1
            if not (self._is_text(at) or (goes_on and self._is_free(at)) or self._is_short(at)):
                continue
            if is_credit(line) and all(is_remark(self._lines[before]) for before in numbers):
                continue
            if numbers or not is_heading_matter(line, self._lexicon):
                numbers.append(at)
        return numbers

    def _is_short(self, at: int) -> bool:
        return not self._lines[at].links and self._is_free(at)

    def _main_text(self, rest: list[int]) -> list[int]:
        prose = sentences_in(self._lines, rest)
        if prose:
            rest, prose = self._without_teasers(rest, prose)
        part, doubted = self._main_part(rest, prose)
        if part is None:
            return []
        kept = [at for at in rest if self._belongs(at, part, prose, doubted)]
        often = Counter(fold(self._lines[at].text) for at in kept if at not in prose)
        # A text that was pasted twice has each line of it twice.
        copies = Counter(without_dateline(self._lines[at].text) for at in kept if at in prose)
        times = max(copies.values(), default=1)
        pointers = {
            at for at in rest if is_pointer(self._lines[at]) and not self._is_sign(at)
        }.difference(kept)
        found: list[int] = []
        for at in kept:
            line = self._lines[at]
            opens = (
                at + 1 in pointers
                and self._homes.of(at + 1) is self._homes.of(at)
                and not is_brief(line)
            )
            is_short = at not in prose and line.element.tag not in _ROWS
            if is_short and (opens or often[fold(line.text)] > times or self._is_title(at, found)):
                continue
            found.append(at)
        if not self._lexicon.is_described:
            self._above = lead_above(self._lines, self._homes, part, found)
            self._above |= called_lead(self._outline, self._start, found, self._headline.title)
        notes = footnotes(self._outline, found, part.lines.stop)
        return sorted({*found, *(at for at in rest if at in notes and self._is_note(at))})

    def _is_title(self, at: int, before: Collection[int]) -> bool:
        """Whether a short line heads something else: the headline once more, or a menu."""
        line = self._lines[at]
        if self._lexicon.is_described:
            return False
        if line.element.tag in HEADINGS and not before:
            return fold(line.text) == fold(self._headline.title)
        return heads_menu(self._outline, line)

    def _is_note(self, at: int) -> bool:
        line = self._lines[at]
        return not line.flags & DOUBTED and not line.all_linked and self._is_free(at)

    def _without_teasers(self, rest: list[int], prose: set[int]) -> tuple[list[int], set[int]]:
        """`rest` and `prose` without a list of other articles, unless there is nothing else."""
        found = teasers(self._outline, self._lexicon, self._homes, sorted(prose), self._edition)
        left = prose - found
        if not any(self._may_be_main(at) for at in left):
            return rest, prose
        self._teasers = found
        return [at for at in rest if at not in found], left

    def _main_part(self, rest: list[int], prose: set[int]) -> tuple[MainPart | None, int]:
        """The main part, and the marks of lines that were left out in looking for it."""
        lines = self._lines
        sentences = [at for at in rest if at in prose and self._may_be_main(at)]
        # What the headline stands in is called as the whole article is.
        doubted = DOUBTED & ~(lines[self._headline.lines.start].flags & TEASER)
        plain = [at for at in sentences if not lines[at].flags & doubted]
        size = sum(len(lines[at].bare) for at in plain)
        sizes: Counter[Element] = Counter()
        for at in sentences:
            if lines[at].flags & doubted:
                sizes[self._homes.of(at)] += len(lines[at].bare)
        if _LIES * size < max(sizes.values(), default=0):
            plain, doubted = sentences, 0
            if not self._lexicon.is_described and not _is_beside(max(sizes, key=sizes.__getitem__)):
                plain = [at for at in sentences if not _is_beside(lines[at].element)]
        if not plain:
            plain = [
                at
                for at in rest
                if is_brief(lines[at]) and self._may_be_main(at) and self._is_text(at)
            ]
        known = frozenset(plain)
        others = [at for at in rest if at not in known]
        around = self._headline.around
        is_described = self._lexicon.is_described
        found = find_main_part(
            self._outline, self._homes, plain, others, around, is_described=is_described
        )
        return found, doubted

    def _may_be_main(self, at: int) -> bool:
        line = self._lines[at]
        if is_pointer(line) or is_credit(line) or self._is_imprint(at):
            return False
        return self._is_free(at)

    def _belongs(self, at: int, part: MainPart, prose: set[int], doubted: int) -> bool:
        """Whether a line is part of the text whose main part is known."""
        line = self._lines[at]
        if is_credit(line) or not self._is_free(at):
            return False
        if line.flags & doubted:
            return at < part.lines.start and is_called_teaser(self._outline, at)
        if is_pointer(line) and not (at in part.lines and self._is_reference(at)):
            return False
        if at in part.alone:
            return True
        home = self._homes.of(at)
        if self._is_imprint(at) and (at >= part.lines.stop or home not in part.homes):
            return False
        if home in part.beside:
            return at in prose or line.element.tag in HEADINGS or is_brief(line)
        if home not in part.homes:
            if at in part.lines:
                heads = line.element.tag in HEADINGS and self._heads(at, home, part, prose)
                return heads or line.element.tag == "table"
            opens = self._opens(at, part) and self._heads(at, home, part, prose)
            return at < part.lines.start and (is_certain(line) or opens or self._is_standfirst(at))
        if at < part.lines.start and (is_remark(line) or self._opens(at, part)):
            return True
        if at in prose or at in part.lines:
            return True
        if line.links and not speaks(line) and not self._is_reference(at):
            return False
        ends = PROSE if self._lexicon.is_described else _BEHIND
        behind = at >= part.lines.stop and line.element.tag in ends
        return is_brief(line) or behind

    def _heads(self, at: int, home: Element, part: MainPart, prose: set[int]) -> bool:
        """Whether a heading stands with the paragraph behind it: over a section, in its own header.

        The heading of a box stands with what is in the box.
        """
        following = at + 2 if self._is_sign(at + 1) else at + 1
        if self._lines[at].links or not (following in prose or is_brief(self._lines[following])):
            return False
        is_alone = following in part.alone and not self._lexicon.is_described
        if self._homes.of(following) not in part.homes and not is_alone:
            return False
        around = home.getparent()
        return around is not None and following in self._outline.within(around)

    def _is_sign(self, at: int) -> bool:
        """Whether a line in a text is «#» or the like, the link to a heading beside it."""
        if self._lexicon.is_described or at + 1 == len(self._lines):
            return False
        return not any(map(str.isalnum, self._lines[at].text))

    def _is_standfirst(self, at: int) -> bool:
        """Whether a line right behind the headline is as long as no label, with a stop or none."""
        return at == self._start and len(self._lines[at].bare) >= LONG

    def _opens(self, at: int, part: MainPart) -> bool:
        """Whether a heading opens the first of several chapters, as others open the rest.

        One that stands alone before a text is a label, and often for screen readers only.
        """
        line, home = self._lines[at], self._homes.of(at)
        if at + 1 != part.lines.start or line.element.tag not in HEADINGS or line.links:
            return False
        others = {
            self._homes.of(other)
            for other in part.lines
            if self._lines[other].element.tag == line.element.tag
        }
        look = self._homes.cluster(home)
        return any(self._homes.cluster(other) == look for other in others - {home})

    def _single(self) -> list[int]:
        """The only text of a page whose text is no more than a short line."""
        end = self._blocks[0].start if self._blocks else len(self._lines)
        for at in range(self._start, min(end, self._start + _NEAR)):
            line = self._lines[at]
            if at in self._skip or line.links or is_credit(line) or not self._is_free(at):
                continue
            if len(line.text.split()) > 2 and not is_heading_matter(line, self._lexicon):
                return [at]
        return []

    # Single lines

    def _is_plausible(self, at: int) -> bool:
        """Whether a line is more than a label that happens to stand in a paragraph."""
        line = self._lines[at]
        if self._blocks and at >= self._blocks[0].start and not self._is_beside_block(at):
            return is_certain(line)
        return is_brief(line)

    def _is_beside_block(self, at: int) -> bool:
        """Whether a line is no farther from the headline than the first titled block."""
        for element in self._headline.around:
            stop = self._outline.within(element).stop
            if stop > self._blocks[0].start:
                return at < stop and element.tag not in _OUTER
        return False

    def _is_text(self, at: int) -> bool:
        known = self._texts.get(at)
        if known is None:
            line = self._lines[at]
            known = self._texts[at] = is_text(line, self._lexicon, self._edition)
        return known

    def _is_free(self, at: int) -> bool:
        return is_free(self._lines[at], self._lexicon, self._edition)

    def _is_reference(self, at: int) -> bool:
        return is_reference(self._lines[at], self._lexicon, self._edition)

    def _is_imprint(self, at: int) -> bool:
        return self._lexicon.is_imprint(self._lines[at].text)


def _is_beside(element: Element) -> bool:
    """Whether an element stands in one that says that it is beside the text."""
    return element.tag == "aside" or next(element.iterancestors("aside"), None) is not None

"""The text of an article among the lines of its page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from newsbot.items import Paragraph
from newsbot.pages.advertising import labelled_advertising
from newsbot.pages.document import Element
from newsbot.pages.headline import Headline
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import (
    AUTHOR,
    BODY,
    FIGURE,
    HEADER,
    LEAD,
    NAVIGATION,
    PROSE,
    TAGS,
    TIME,
    Line,
    Outline,
)
from newsbot.text.clean import fold

_SHORT = 40
"""Characters; a shorter line outside of a paragraph is a label or a button."""
_SHORTEST = 12
_LONGEST_PHRASE = 80
_LONGEST_LABEL = 120
_CERTAIN = 60
"""Characters of a sentence that counts as text of the article also outside of its container."""
_OUTWEIGHS = 3
"""How many times longer a text elsewhere must be to be preferred to the one beside the headline."""
_ENDS = (".", "!", "?", "…", ":", ";", "»", "”", '"', ")")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
_OUTER = frozenset({"body", "html"})
_WHOLE = frozenset({"article", "main"})
_PARTS = PROSE | {"ul", "ol", "dl", "table", "tbody", "thead", "tr", "th"}
"""Elements that are never the home of paragraphs."""
_FEW = 4
_DEEPEST = 8
_MOST_SIBLINGS = 50
_BEHIND = 10
"""Lines behind the text in which its source may stand."""
_NOTHING = FIGURE | NAVIGATION | TAGS


class Body:
    """Finds the lines of the text that belongs to a headline."""

    def __init__(
        self,
        outline: Outline,
        lexicon: Lexicon,
        headline: Headline,
        edition: str,
        *,
        blocks: Collection[range],
        dates: Collection[int],
    ) -> None:
        """`blocks` are the lines of titled blocks, `dates` those that tell the time."""
        self._outline = outline
        self._lines = outline.lines
        self._lexicon = lexicon
        self._headline = headline
        self._edition = edition
        self._blocks = [block for block in blocks if block.start >= headline.lines.stop]
        self._skip = frozenset((*dates, *(at for block in blocks for at in block)))
        self._start = headline.lines.stop
        self._texts: dict[int, bool] = {}
        self.source_url: str | None = None
        self.advertising: frozenset[int] = frozenset()
        """The lines that labels mark as advertising."""

    @property
    def lead(self) -> str | None:
        """The standfirst, where the page marks one."""
        stop = self._numbers[-1] if self._numbers else self._start
        lines = [
            line.text
            for line in self._lines[self._start : stop + 1]
            if line.flags & LEAD and not line.flags & _NOTHING
        ]
        return "\n".join(lines) or None

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the lines of the text, without lead, source and advertising labels."""
        return [at for at in self._numbers if not self._lines[at].flags & LEAD]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs; advertising among them is left to `newsbot.text.ads`."""
        groups: list[list[Line]] = []
        before = -2
        for at in self.numbers:
            line = self._lines[at]
            if line.breaks == 1 and at == before + 1 and groups:
                groups[-1].append(line)
            else:
                groups.append([line])
            before = at
        return [
            Paragraph("\n".join(line.text for line in group), all(map(self._is_pointer, group)))
            for group in groups
        ]

    def _is_pointer(self, line: Line) -> bool:
        """Whether nothing but an opening such as «Читайте також» stands outside of its links."""
        if not line.links:
            return fold(line.text) in self._lexicon.ad_phrases.inserts
        bare = line.bare
        return not bare or (len(bare) < _SHORT and fold(bare) in self._lexicon.ad_phrases.inserts)

    # Where the text stands

    @cached_property
    def _numbers(self) -> list[int]:
        for scope, whole in self._scopes():
            numbers = self._read(scope, whole=whole)
            if any(map(self._is_plausible, numbers)):
                return numbers
        return self._single()

    def _is_plausible(self, at: int) -> bool:
        """Whether a line is more than a label that happens to stand in a paragraph."""
        line = self._lines[at]
        if self._blocks and at >= self._blocks[0].start and not self._is_beside_block(at):
            return self._is_certain(at)
        text = line.bare
        return not text.endswith(":") and (
            len(text) >= _SHORT or (len(text) >= _SHORTEST and text.endswith(_ENDS))
        )

    def _is_beside_block(self, at: int) -> bool:
        """Whether a line is no farther from the headline than the first titled block."""
        for element in self._headline.around:
            stop = self._outline.within(element).stop
            if stop > self._blocks[0].start:
                return at < stop and element.tag not in _OUTER
        return False

    def _scopes(self) -> Iterator[tuple[range, bool]]:
        """The lines to look for the text in, best first, and whether they hold nothing else."""
        for element, marks in self._outline.marked:
            if marks & BODY and (scope := self._after_headline(element)):
                yield scope, True
        beside = self._beside()
        if beside is not None:
            element = self._outweighing(beside)
            yield self._after_headline(element), element.tag in _WHOLE

    def _after_headline(self, element: Element) -> range:
        within = self._outline.within(element)
        return range(max(within.start, self._start), within.stop)

    def _beside(self) -> Element | None:
        """The smallest element around the headline that has text after it."""
        at = self._start
        for element in self._headline.around:
            stop = self._outline.within(element).stop
            while at < stop:
                if at not in self._skip and self._is_text_at(at):
                    return element
                at += 1
        return None

    def _outweighing(self, beside: Element) -> Element:
        """`beside`, or a larger element where most of the text stands farther away."""
        around = self._headline.around
        best = beside
        at, stop = self._start, self._outline.within(beside).stop
        size = best_size = self._size(range(at, stop))
        for element in around[around.index(beside) + 1 :]:
            if best.tag in _WHOLE or best.tag in _OUTER:
                break
            end = self._outline.within(element).stop
            size += self._size(range(stop, end))
            stop = max(stop, end)
            if size > _OUTWEIGHS * best_size:
                best, best_size = element, size
        return best

    def _size(self, numbers: range) -> int:
        return sum(
            len(self._lines[at].text)
            for at in numbers
            if at not in self._skip and self._is_text_at(at)
        )

    def _is_text_at(self, at: int) -> bool:
        known = self._texts.get(at)
        if known is None:
            known = self._texts[at] = self._is_text(self._lines[at])
        return known

    # What belongs to it

    def _read(self, scope: range, *, whole: bool) -> list[int]:
        """The numbers of the lines of the text in `scope`."""
        advertising = labelled_advertising(self._outline, self._lexicon, scope, self._headline)
        numbers = self._text_in(scope, advertising)
        if advertising and not any(map(self._is_plausible, numbers)):
            advertising = frozenset()
            numbers = self._text_in(scope, advertising)
        self.advertising = advertising
        numbers = self._without_sources(numbers, scope)
        if not whole:
            numbers = self._main_part(numbers)
            while numbers and self._is_label(self._lines[numbers[-1]]):
                numbers.pop()
        return self._with_short_lines(numbers)

    def _text_in(self, scope: range, advertising: Collection[int]) -> list[int]:
        numbers: list[int] = []
        ended = self._end_of_text(scope)
        for at in scope:
            if at >= ended:
                break
            if at in self._skip or at in advertising:
                continue
            line = self._lines[at]
            goes_on = line.breaks == 1 and bool(numbers) and numbers[-1] == at - 1
            if not (self._is_text_at(at) or (goes_on and self._is_free(line))):
                continue
            if numbers or not self._is_heading_matter(line):
                numbers.append(at)
        return numbers

    def _end_of_text(self, scope: range) -> int:
        """The line at which the first titled block after text begins, unless the text goes on."""
        before = 0
        at = scope.start
        for block in self._blocks:
            if block.start not in scope:
                continue
            before += self._size(range(at, block.start))
            at = block.stop
            if before and not self._goes_on(block, scope, before):
                return block.start
        return scope.stop

    def _goes_on(self, block: range, scope: range, before: int) -> bool:
        """Whether a titled block is an insert, with more of the text behind it."""
        homes = {
            self._home(at)
            for at in range(scope.start, block.start)
            if at not in self._skip and self._is_text_at(at)
        }
        after = 0
        for at in range(block.stop, scope.stop):
            line = self._lines[at]
            if at in self._skip or not self._is_text_at(at) or self._lexicon.is_imprint(line.text):
                continue
            if self._is_certain(at) and self._home(at) in homes:
                return True
            after += len(line.text)
        return after > _OUTWEIGHS * before

    def _without_sources(self, numbers: list[int], scope: range) -> list[int]:
        """Takes the lines «Джерело: https://…» out, and the first of them as the source."""
        dropped: set[int] = set()
        openings, longest = self._lexicon.source_openings, self._lexicon.longest_source
        last = numbers[-1] if numbers else scope.start
        stop = next((block.start for block in self._blocks if block.start > last), len(self._lines))
        for at in range(scope.start, min(stop, max(last, scope.stop) + _BEHIND)):
            if at in self._skip:
                continue
            line = self._lines[at]
            if line.text[:longest].lower().startswith(openings):
                source = self._source(at)
                if source is not None:
                    url, used = source
                    self.source_url = self.source_url or url
                    dropped |= used
        return [at for at in numbers if at not in dropped]

    def _source(self, at: int) -> tuple[str, set[int]] | None:
        """The address in a line that only gives a source, and the numbers of its lines."""
        line = self._lines[at]
        label, colon, rest = line.text.partition(":")
        used = {at}
        hrefs = line.hrefs
        if fold(label) not in self._lexicon.source_labels:
            label, _, rest = line.text.partition(" ")
            if fold(label) not in self._lexicon.source_labels or not _ADDRESS.fullmatch(
                rest.lstrip("-–— ")
            ):
                return None
        elif not rest.strip():
            following = self._lines[at + 1] if at + 1 < len(self._lines) else None
            if following is None or not (
                following.all_linked or _ADDRESS.fullmatch(following.text)
            ):
                return None
            rest, hrefs, used = following.text, following.hrefs, {at, at + 1}
        elif not colon:
            return None
        addresses = [address.rstrip(".,;)") for address in _ADDRESS.findall(rest)]
        linked = [href for href in hrefs if _ADDRESS.fullmatch(href)]
        if not (addresses or linked) or len(fold(_ADDRESS.sub("", rest))) > _SHORT:
            return None
        return (linked or addresses)[0], used

    def _main_part(self, numbers: list[int]) -> list[int]:
        """Without short lines and imprints behind the element that holds most of the text."""
        sizes: dict[Element, int] = {}
        for at in numbers:
            home = self._home(at)
            sizes[home] = sizes.get(home, 0) + len(self._lines[at].text)
        if not sizes:
            return []
        stop = self._stop_of(max(sizes, key=lambda home: sizes[home]))
        return [
            at
            for at in numbers
            if not self._lexicon.is_imprint(self._lines[at].text)
            and (at < stop or self._is_certain(at))
        ]

    def _stop_of(self, main: Element) -> int:
        """The line behind an element and those beside it that look the same."""
        stop = self._outline.within(main).stop
        for sibling, _ in zip(main.itersiblings(), range(_MOST_SIBLINGS), strict=False):
            if sibling.tag != main.tag or sibling.get("class") != main.get("class"):
                continue
            if main.get("class") or main.tag == "section":
                stop = max(stop, self._outline.within(sibling).stop)
        return stop

    def _with_short_lines(self, numbers: list[int]) -> list[int]:
        """With the short lines that stand between two lines of the text."""
        kept: list[int] = []
        for at in numbers:
            if kept and at - kept[-1] > 1 and self._home(kept[-1]) is self._home(at):
                home = self._home(at)
                kept += [
                    other
                    for other in range(kept[-1] + 1, at)
                    if other not in self._skip
                    and self._home(other) is home
                    and not self._lines[other].links
                    and self._is_free(self._lines[other])
                    and fold(self._lines[other].text) not in self._lexicon.source_labels
                ]
            kept.append(at)
        return kept

    def _single(self) -> list[int]:
        """The only text of a page whose text is no more than a short line."""
        end = self._blocks[0].start if self._blocks else len(self._lines)
        for at in range(self._start, min(end, self._start + 10)):
            line = self._lines[at]
            if at in self._skip or line.links or not self._is_free(line):
                continue
            if len(line.text.split()) > 2 and not self._is_heading_matter(line):
                return [at]
        return []

    def _home(self, at: int) -> Element:
        """The element whose children are the paragraphs of which a line is one."""
        line = self._lines[at]
        element = line.element
        for _ in range(_DEEPEST):
            span = self._outline.within(element)
            parent = element.getparent()
            alone = all(self._lines[other].element is line.element for other in span)
            if parent is None or not (element.tag in _PARTS or (alone and len(span) < _FEW)):
                break
            element = parent
        return element

    # Single lines

    def _is_text(self, line: Line) -> bool:
        """Whether a line is text of an article, as far as the line itself tells."""
        if not self._is_free(line):
            return False
        if line.element.tag in PROSE or line.element.tag == "table":
            return True
        if line.all_linked:
            return False
        return len(line.text) >= _SHORT or line.text.endswith(_ENDS)

    def _is_free(self, line: Line) -> bool:
        """Whether a line is not plainly something else."""
        flags = line.flags
        if flags & _NOTHING or (flags & (TIME | AUTHOR) and len(line.text) < _LONGEST_LABEL):
            return False
        if flags & HEADER and line.element.tag not in PROSE:
            return False
        if len(line.text) < _LONGEST_PHRASE:
            folded = fold(line.text)
            lexicon = self._lexicon
            if (
                not folded
                or folded in lexicon.no_text
                or lexicon.ad_phrases.is_no_text(line.text)
                or lexicon.minutes(line.text) is not None
            ):
                return False
        return not (line.links and self._is_furniture(line))

    def _is_furniture(self, line: Line) -> bool:
        """Whether a line of links leads to tags, sections or share buttons only."""
        bare = line.bare
        if bare and (len(bare) > _SHORT or fold(bare) not in self._lexicon.share_lines):
            return self._lexicon.minutes(bare) is not None
        addresses = self._lexicon.addresses
        return bool(bare) or all(
            addresses.is_tag(href, self._edition)
            or addresses.section(href, self._edition) is not None
            or "/share" in href
            for href in line.hrefs
        )

    def _is_heading_matter(self, line: Line) -> bool:
        """Whether a line before the text repeats the section or the headline."""
        if len(line.text) >= _LONGEST_LABEL:
            return False
        folded = fold(line.text)
        return folded in self._lexicon.section_names or folded.startswith("#")

    def _is_label(self, line: Line) -> bool:
        """Whether a line announces something, which at the end of a text is of another."""
        return len(line.text) < _SHORT and line.text.endswith(":")

    def _is_certain(self, at: int) -> bool:
        line = self._lines[at]
        return len(line.bare) >= _CERTAIN and line.text.endswith(_ENDS)

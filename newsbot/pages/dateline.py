"""The lines that tell when an article was published and changed: where they stand, as printed.

A page is full of times: a clock in its header, the times of other articles in rails and lists. The
article's own stands with its headline: in the same container, and in no row of a list. Where a
container holds several, the nearest to the headline in the tree counts, not the nearest on paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from newsbot.pages.date_shapes import DATE, DIGIT, FULL, GLUED, HOUR, LONGEST, PLAIN, date_part
from newsbot.pages.document import Element, spaced_text, stamp_of
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import NAVIGATION, TIME, Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import SHORT, is_linked_title, is_more_than_label, is_sentence, opens_text
from newsbot.text.clean import clean
from newsbot.text.dates import parse_date

_LONGEST_REST = 60
"""Characters beside a full date, or of the half of one."""
_NEAR = 15
"""Lines before and after the headline to look at."""
_OF_CHANGE = re.compile("modif|updat")
_LATE = datetime(2200, 1, 1, tzinfo=UTC)
"""Whether a text is the date of a day does not depend on when it was fetched."""
_MOST_STAMPS = 50
"""Of a page that are looked at; a list of comments may have thousands."""
_MOST_PARTS = 5
"""Lines that are marked as parts of one date; more are a list of dates."""
_FAR_UP = 2
"""Elements between a headline and what holds its date, and more than the article, as well."""
_MOST_IN_ROW = 6
"""Lines of one row of a list behind a headline; what has more may be the article."""
_FEW_LINKS = 3
"""Of a dateline to pages of its site: section, author, print. The head of a page has more."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What is said of the times of an article, and the lines that say nothing else."""

    published: str | None = None
    modified: str | None = None
    published_stamp: str | None = None
    """What `<time datetime>` says to machines."""
    modified_stamp: str | None = None
    lines: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Found:
    """A dateline while it is looked for."""

    published: str | None = None
    modified: str | None = None
    published_stamp: str | None = None
    modified_stamp: str | None = None
    lines: set[int] = field(default_factory=set)

    def settled(self) -> Dateline:
        stamps = self.published_stamp, self.modified_stamp
        return Dateline(self.published, self.modified, *stamps, frozenset(self.lines))


class _Candidate(NamedTuple):
    """A line with a date, and where it stands."""

    text: str
    numbers: set[int]
    proven: bool
    """Whether its form or its class says that it is nothing but a date."""
    steps: int
    """How many of the headline's ancestors lie between them."""
    is_marked: bool
    may_be_clock: bool
    """Whether it stands above the headline in what holds more than the article."""
    number: int

    @property
    def rank(self) -> tuple[bool, int, bool, bool, bool, int]:
        """The first is believed: the nearest in the tree, one with a class, the first in order."""
        is_date = self.proven or parse_date(self.text, _LATE) is not None
        place = (self.steps, not self.proven, not self.is_marked, self.may_be_clock, self.number)
        return (not is_date, *place)


class DatelineReader:
    """Finds the dates near a headline.

    `skip` are the lines of titled blocks; `is_other` tells the links to other articles,
    `is_elsewhere` those that are some where a title is linked; `stamps` are the elements of the
    page that tell machines a time.
    """

    def __init__(
        self,
        outline: Outline,
        lexicon: Lexicon,
        skip: Collection[int],
        is_other: Callable[[str], bool],
        is_elsewhere: Callable[[str], bool],
        stamps: Sequence[Element],
    ) -> None:
        self._outline = outline
        self._lines = outline.lines
        self._lexicon = lexicon
        self._skip = skip
        self._is_other = cache(is_other)  # a part is asked with all that is in it
        self._is_elsewhere = is_elsewhere
        self._stamps = stamps
        self._leading: dict[Element, tuple[bool, int]] = {}
        self._steps: dict[Element, int] = {}
        """The elements around the headline -> how far up they are."""
        self._found = _Found()
        self._behind = 0
        """The first line behind the headline, where the head of the page has ended."""

    def read(self, headline: range, around: Sequence[Element]) -> Dateline:
        """The dates with the headline on these lines; `around` it, the nearest element first."""
        self._steps = {element: at for at, element in enumerate(around)}
        self._behind = headline.stop
        candidates = []
        title = {self._lines[number].text for number in headline}
        for number in self._near(headline):
            line = self._lines[number]
            if line.text in title:  # «25 years ago» is a section
                continue
            if not (line.flags & TIME or DIGIT.search(line.text)):
                continue
            if self.is_anothers(number):
                continue
            found = self._taken(number, line)
            if found is not None and not _is_remark(line.text, found[0]):
                place = self._place_of(line.element)
                above = number < headline.start and self._holds_more(around[place])
                if above and not line.flags & TIME and self._is_header(around[place], place):
                    continue
                marked = bool(line.flags & TIME)
                candidates.append(_Candidate(*found, place, marked, above, number))
        if candidates:
            best = min(candidates, key=lambda each: each.rank)
            self._found.published = best.text
            for each in candidates:
                if each.text == best.text:
                    self._found.lines |= each.numbers
        self._read_stamps(headline, around)
        return self._found.settled()

    def _read_stamps(self, headline: range, around: Sequence[Element]) -> None:
        """The stamps that stand with the headline, wherever in the article's own container."""
        if not self._stamps:
            return
        near = frozenset(self._near(headline))
        best: tuple[tuple[bool, int], str] | None = None
        for element in self._stamps[:_MOST_STAMPS]:
            block = self._outline.block_of(element)
            inside = self._outline.within(block) if block is not None else range(0)
            if block is None or not inside or self.is_anothers(inside.start, is_stamp=True):
                continue
            place = self._place_of(block)
            if self._holds_more(around[place]) and not near.intersection(inside):
                continue
            stamp = stamp_of(element)
            said = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
            if _OF_CHANGE.search(said) or self._is_of_change(element, block, inside.start):
                self._found.modified_stamp = self._found.modified_stamp or stamp
                # WordPress has one for both where they are one; old themes call that «updated».
                is_only = "modif" not in said and not self._lexicon.is_described
                is_only = is_only and spaced_text(element) == self._found.published
                if "publi" not in said and not is_only:
                    continue
            rank = ("publi" not in said, place)
            if best is None or rank < best[0]:
                best = rank, stamp
        if best is not None:
            self._found.published_stamp = best[1]

    def _is_of_change(self, stamp: Element, block: Element, number: int) -> bool:
        """Whether a line with a stamp, or what stands before one of several, tells of a change."""
        said = self._lines[number].text
        alike = (each for each in self._stamps[:_MOST_STAMPS] if each is not stamp)
        if any(self._outline.block_of(each) is block for each in alike):
            before, around = stamp.getprevious(), stamp.getparent()
            said = (around.text if around is not None else "") or ""
            if before is not None:
                said = f"{spaced_text(before)} {before.tail or ''}"
        return self._lexicon.modified.search(said) is not None

    def read_modified(self, numbers: range) -> Dateline:
        """What was found, with the date of the last change looked for among other lines."""
        for number in numbers:
            line = self._lines[number]
            if number in self._skip or len(line.text) > LONGEST or number in self._found.lines:
                continue
            if line.text[:1].isalpha() and self._lexicon.modified.match(line.text):
                self._taken(number, line)
        return self._found.settled()

    def _near(self, headline: range) -> Iterator[int]:
        """The lines before the headline, and those after it as far as the text."""
        yield from range(max(0, headline.start - _NEAR), headline.start)
        for number in range(headline.stop, min(len(self._lines), headline.stop + _NEAR)):
            if not self._is_unread(number) and opens_text(self._lines[number]):
                return
            yield number

    def _is_unread(self, number: int) -> bool:
        return number in self._skip or bool(self._lines[number].flags & NAVIGATION)

    def _place_of(self, element: Element) -> int:
        """How far up from the headline the container lies that also holds `element`."""
        around: Element | None = element
        while around is not None and around not in self._steps:
            around = around.getparent()
        return self._steps[around] if around is not None else len(self._steps) - 1

    def _holds_more(self, container: Element) -> bool:
        """Whether a container is the page's, and not the article's."""
        inside = self._outline.within(container)
        return container.tag in {"body", "html"} or any(number in self._skip for number in inside)

    def _is_header(self, container: Element, steps: int) -> bool:
        """Whether what stands in a container above the headline is so far up that it is the page's.

        Told of sites with a description only: elsewhere a headline may stand anywhere.
        """
        if not self._lexicon.is_described:
            return False
        return steps > (0 if container.tag in {"body", "html"} else _FAR_UP)

    def is_anothers(self, number: int, *, is_stamp: bool = False) -> bool:
        """Whether a line stands in a menu, a titled block, a row of a list, or the page's head.

        Where stamps are, lists have them as well: one is not believed in what leads elsewhere.
        """
        is_behind = number >= self._behind and not is_stamp
        if self._is_unread(number):
            return True
        line = self._lines[number]
        if line.links and (any(map(self._is_other, line.hrefs)) or self._is_title(number)):
            return True
        part: Element | None = line.element
        outermost = None  # it holds the links of all inside
        while part is not None and part not in self._steps:
            if part in self._outline.spans:
                is_row = len(self._outline.within(part)) <= _MOST_IN_ROW
                if is_behind and not is_row:
                    break
                is_asked = is_stamp and is_row and not self._lexicon.is_described
                if is_asked and self._leads_away(part, may_be_head=False):
                    return True
                outermost = part
            part = part.getparent()
        if outermost is not None and self._leads_away(outermost, may_be_head=not is_behind):
            return True
        before = self._lines[number - 1] if number else None
        return before is not None and before.all_linked and any(map(self._is_other, before.hrefs))

    def _leads_away(self, part: Element, *, may_be_head: bool) -> bool:
        """Whether a part has a link to another article, or may be the head with its menu."""
        if part not in self._leading:
            self._leading[part] = self._links_away(part)
        leads, own = self._leading[part]
        return leads or (may_be_head and own > _FEW_LINKS)

    def _links_away(self, part: Element) -> tuple[bool, int]:
        """Whether a part has a link to another article; else the number of links to pages."""
        own = 0
        is_row = len(inside := self._outline.within(part)) <= _MOST_IN_ROW
        for number in inside:
            if is_sentence(self._lines[number]):  # what it names is no menu
                continue
            for href in self._lines[number].hrefs:
                if self._is_other(href):
                    return True, own
                own += href.startswith("/") and not href.startswith("//")
            if is_row and self._is_title(number):
                return True, own
        return False, own

    def _is_title(self, number: int) -> bool:
        """Whether a line is a linked title of another article, or of a card that is one link."""
        is_one = is_linked_title(self._lines, number, may_be_card=not self._lexicon.is_described)
        return is_one and any(map(self._is_elsewhere, self._lines[number].hrefs))

    def _taken(self, number: int, line: Line) -> tuple[str, set[int], bool] | None:
        """The date that a line prints, with the numbers of its lines and whether it is proven.

        What it says of a change is noted on the way.
        """
        text, numbers = self._dated(number, line)
        if text is None:
            return None
        above = self._lines[number - 1].text.strip(" :") if number else ""
        if len(above) < SHORT and self._lexicon.modified.fullmatch(above):
            text = f"{above} {text}"
        if PLAIN.fullmatch(text):
            return text, numbers, True
        label = self._lexicon.modified.search(text)
        if label is not None:
            published, modified = text[: label.start()], text[label.start() :]
            full = FULL.search(modified)
            if full is not None and DATE.search(rest := modified[full.end() :]):
                published, modified = published + rest, modified[: full.end()]
            if full is not None or (DATE.search(modified) and len(modified) < _LONGEST_REST):
                self._found.lines |= numbers
                self._found.modified = self._found.modified or modified.strip(" ():,|")
            text = published
        reduced, proven = self._reduced(text, line)
        return (reduced, numbers, proven) if reduced is not None else None

    def _dated(self, number: int, line: Line) -> tuple[str | None, set[int]]:
        """The text of a line that may be a date, a neighbour with its other half included."""
        is_time = line.flags & TIME
        numbers = {number}
        if is_time:
            for step in (-1, 1):
                other = number + step
                while 0 <= other < len(self._lines) and self._lines[other].flags & TIME:
                    if len(numbers) >= _MOST_PARTS or other in self._skip:
                        break
                    numbers.add(other)
                    other += step
            text = " ".join(self._lines[at].spaced for at in sorted(numbers))
            return (self._bare(text) or None) if len(text) < LONGEST * 2 else None, numbers
        if len(line.text) > LONGEST + _LONGEST_REST or DIGIT.search(line.text) is None:
            return None, numbers
        if self._lexicon.minutes(line.text) is not None:
            return None, numbers
        text = self._bare(line.spaced)
        has_time, has_date = HOUR.search(text), DATE.search(text)
        if bool(has_time) != bool(has_date) and len(text) < _LONGEST_REST:
            for other in (number + 1, number - 1):
                half = self._half(other)
                if half is None or self._lexicon.minutes(text) is not None:
                    continue
                if bool(HOUR.search(half)) == bool(has_date) and bool(DATE.search(half)) == bool(
                    has_time
                ):
                    both = (text, half) if other > number else (half, text)
                    return " ".join(both), {number, other}
        return (text if has_date else None), numbers

    def _half(self, number: int) -> str | None:
        """The text of a neighbouring line, where it may be the other half of a date."""
        if not 0 <= number < len(self._lines) or self.is_anothers(number):
            return None
        line = self._lines[number]
        if len(line.text) > _LONGEST_REST or self._lexicon.minutes(line.text) is not None:
            return None
        return self._bare(line.spaced)

    def _reduced(self, text: str, line: Line) -> tuple[str | None, bool]:
        """The date in a text, and whether its form or its class proves that it is one."""
        full = FULL.search(text)
        if full is not None:
            rest = text[: full.start()] + " " + text[full.end() :]
            if len(rest.strip()) <= _LONGEST_REST and not is_more_than_label(rest):
                return full[0], True
            return None, False
        text = self._without_minutes(text)
        if line.flags & TIME or line.element.tag == "time":
            return text or None, True
        if not DATE.search(text) or len(text) > LONGEST or is_more_than_label(text):
            return None, False
        if HOUR.search(text):
            return text, True
        if len(text) < SHORT:
            return text, False
        return (None if self._lexicon.is_described else date_part(line)), False

    def _without_minutes(self, text: str) -> str:
        """`text` without a reading time that stands beside the date."""
        parts = re.split(r"\s*[|•·]\s*|,\s+(?=\d+\s*(?:хв|мин|min))", text)
        kept = [part for part in parts if self._lexicon.minutes(part) is None]
        if len(kept) == len(parts):
            return text
        return " ".join(kept).strip(" ,|")

    def _bare(self, text: str) -> str:
        """`text` without the site's own name before it, a time and a date kept apart."""
        if PLAIN.fullmatch(text):
            return text
        text = self._lexicon.site_label.sub("", clean(text), count=1)
        return GLUED.sub(r"\1 ", text).strip(" |")


def _is_remark(text: str, date: str) -> bool:
    """Whether a text in brackets, as «(додано 5-6 абз.)», only seems to have a date."""
    return text.startswith("(") and text.endswith(")") and parse_date(date, _LATE) is None

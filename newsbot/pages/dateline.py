"""The lines that tell when an article was published and changed: where they stand, as printed."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import NAVIGATION, TIME, Line, Outline
from newsbot.text.clean import clean

_CLOCK = r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d|[./]\d)"
_DAY = r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)"
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}")
_DATE = re.compile(
    _DAY + r"|(?<!\d)\d{1,2}(?:-?го|st|nd|rd|th)?\s+[^\W\d_]{3,}|[^\W\d_]{3,}\s+\d{1,2},?\s+\d{4}"
    r"|\b(?:сьогодні|вчора|позавчора|сегодня|вчера|позавчера|today|yesterday|тому|назад|ago)\b",
    re.IGNORECASE,
)
_FULL = re.compile(
    rf"{_CLOCK}[\s,|•·–—-]*{_DAY}|{_DAY}(?:[\s,|•·–—-]|\bо\b|\bв\b|\bat\b)*{_CLOCK}"
    r"|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[0-9]{1,2}:[0-9]{2} [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
"""The site's own form, about which there is nothing to find out."""
_DIGIT = re.compile("[0-9]")
_GLUED = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?=\d{1,2}[./]\d{1,2}[./]\d{4})")
_LONGEST = 90
_LONGEST_REST = 60
_PROSE = 120
_SENTENCE = 40
_NEAR = 15
"""Lines before and after the headline to look at."""


@dataclass(slots=True)
class Dateline:
    """What is said of the times of an article, and the lines that say nothing else."""

    published: str | None = None
    modified: str | None = None
    lines: set[int] = field(default_factory=set)


def looks_dated(line: Line) -> bool:
    """Whether a line is short and has a date and a time."""
    if len(line.text) > _LONGEST or _DIGIT.search(line.text) is None:
        return False
    text = _GLUED.sub(r"\1 ", line.spaced)
    return _FULL.search(text) is not None or bool(_TIME.search(text) and _DATE.search(text))


class DatelineReader:
    """Finds the dates near a headline."""

    def __init__(self, outline: Outline, lexicon: Lexicon, skip: Collection[int]) -> None:
        self._lines = outline.lines
        self._lexicon = lexicon
        self._skip = skip
        self._weak: tuple[str, set[int]] | None = None
        self._found = Dateline()

    def read(self, headline: range) -> Dateline:
        """The dates near the headline that stands on the lines `headline`."""
        before = range(headline.start - 1, max(-1, headline.start - 1 - _NEAR), -1)
        after = range(headline.stop, min(len(self._lines), headline.stop + _NEAR))
        for numbers in (before, after):
            for number in numbers:
                line = self._lines[number]
                if number in self._skip or number in self._found.lines:
                    continue
                if line.flags & NAVIGATION:
                    continue
                if numbers is after and _is_prose(line):
                    break
                self._take(number, line)
        if self._found.published is None and self._weak is not None:
            self._found.published, lines = self._weak
            self._found.lines |= lines
        return self._found

    def read_modified(self, numbers: range) -> None:
        """Looks for the date of the last change among other lines."""
        for number in numbers:
            line = self._lines[number]
            if number in self._skip or len(line.text) > _LONGEST or number in self._found.lines:
                continue
            if line.text[:1].isalpha() and self._lexicon.modified.match(line.text):
                self._take(number, line)

    def _take(self, number: int, line: Line) -> None:
        text, numbers = self._dated(number, line)
        if text is None:
            return
        if _PLAIN.fullmatch(text):
            self._prove(text, numbers)
            return
        label = self._lexicon.modified.search(text)
        if label is not None:
            published, modified = text[: label.start()], text[label.start() :]
            if _FULL.search(modified) or (_DATE.search(modified) and len(modified) < _LONGEST_REST):
                self._found.lines |= numbers
                self._found.modified = self._found.modified or modified.strip(" ():,|")
            text = published
        text, proven = self._reduced(text, line)
        if text is None:
            return
        if proven:
            self._prove(text, numbers)
        elif self._weak is None:
            self._weak = text, numbers

    def _prove(self, text: str, numbers: set[int]) -> None:
        if self._found.published is None:
            self._found.published = text
        if self._found.published == text:
            self._found.lines |= numbers

    def _dated(self, number: int, line: Line) -> tuple[str | None, set[int]]:
        """The text of a line that may be a date, a neighbour with its other half included."""
        is_time = line.flags & TIME
        numbers = {number}
        if is_time:
            for step in (-1, 1):
                other = number + step
                while 0 <= other < len(self._lines) and self._lines[other].flags & TIME:
                    if len(numbers) > 4 or other in self._skip:
                        break
                    numbers.add(other)
                    other += step
            text = " ".join(self._lines[at].spaced for at in sorted(numbers))
            return (self._bare(text) or None) if len(text) < _LONGEST * 2 else None, numbers
        if len(line.text) > _LONGEST + _LONGEST_REST or _DIGIT.search(line.text) is None:
            return None, numbers
        if self._lexicon.minutes(line.text) is not None:
            return None, numbers
        text = self._bare(line.spaced)
        has_time, has_date = _TIME.search(text), _DATE.search(text)
        if bool(has_time) != bool(has_date) and len(text) < _LONGEST_REST:
            for other in (number + 1, number - 1):
                half = self._half(other)
                if half is None or self._lexicon.minutes(text) is not None:
                    continue
                if bool(_TIME.search(half)) == bool(has_date) and bool(_DATE.search(half)) == bool(
                    has_time
                ):
                    both = (text, half) if other > number else (half, text)
                    return " ".join(both), {number, other}
        return (text if has_date else None), numbers

    def _half(self, number: int) -> str | None:
        """The text of a neighbouring line, where it may be the other half of a date."""
        if not 0 <= number < len(self._lines) or number in self._skip:
            return None
        line = self._lines[number]
        if len(line.text) > _LONGEST_REST or self._lexicon.minutes(line.text) is not None:
            return None
        return self._bare(line.spaced)

    def _reduced(self, text: str, line: Line) -> tuple[str | None, bool]:
        """The date in a text, and whether its form or its class proves that it is one."""
        full = _FULL.search(text)
        if full is not None:
            rest = text[: full.start()] + " " + text[full.end() :]
            if len(rest.strip()) <= _LONGEST_REST and not _is_sentence(rest):
                return full[0], True
            return None, False
        text = self._without_minutes(text)
        if line.flags & TIME or line.element.tag == "time":
            return text or None, True
        if not _DATE.search(text) or len(text) > _LONGEST or _is_sentence(text):
            return None, False
        if _TIME.search(text):
            return text, True
        return (text, False) if len(text) < _LONGEST_REST // 1.5 else (None, False)

    def _without_minutes(self, text: str) -> str:
        """`text` without a reading time that stands beside the date."""
        parts = re.split(r"\s*[|•·]\s*|,\s+(?=\d+\s*(?:хв|мин|min))", text)
        kept = [part for part in parts if self._lexicon.minutes(part) is None]
        if len(kept) == len(parts):
            return text
        return " ".join(kept).strip(" ,|")

    def _bare(self, text: str) -> str:
        """`text` without the site's own name before it, a time and a date kept apart."""
        if _PLAIN.fullmatch(text):
            return text
        text = self._lexicon.site_label.sub("", clean(text), count=1)
        return _GLUED.sub(r"\1 ", text).strip(" |")


def _is_sentence(text: str) -> bool:
    """Whether a text is too much of a sentence to stand beside a date."""
    return len(text.split()) > 4 and text.rstrip().endswith((".", "!", "?", "…", ";"))


def _is_prose(line: Line) -> bool:
    """Whether a line after the headline is where the text begins."""
    if line.flags & TIME:
        return False
    return len(line.text) > _PROSE or (
        len(line.text) > _SENTENCE and line.text.endswith((".", "!", "?", "…"))
    )

"""The date of an article that prints none at its head: in the first words of its text, or below it.

Of sites that nobody has described. Only a day with its year is believed, which alone stands there:
two of them may be an event and a comment, and a label that is not known may mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from newsbot.pages.date_shapes import COMPLETE, DIGIT, HOUR, OPENING, posted
from newsbot.pages.document import HEADINGS
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import NAVIGATION, SEPARATORS, TIME, Line
from newsbot.pages.outline import Outline
from newsbot.text.dates import DEFAULT_LANGUAGES, day_first, knows, parse_date
from newsbot.text.dates.vocabulary import OF_CHANGE, OF_PUBLICATION, vocabulary

_BEHIND = 8
"""Lines behind the text in which its date may stand."""
_FIRST = 2
"""Lines of a text that may be its date and its author: each in one, or both."""
_LONGEST = 90
"""Characters of a line with a date, its author and its section."""
_WORDS_BESIDE = 8
"""Words of the author and the section beside a day with its time."""
_WORDS_AT_HEADLINE = 10
"""The same, where a headline stands next to it."""
_WORD = re.compile("[\u3040-\u30ff\u4e00-\u9fff]|[^\\s\u3040-\u30ff\u4e00-\u9fff]+")
"""Where words are not parted, each sign is one."""
_WORDS_ALONE = 2
"""Words beside a day without a time: the day of the week, an agency."""
_PARTED = re.compile(r"\s[|·•/]\s")
"""Between the author, the day and the reading time in one line; a dash may be of a span."""
_BY = frozenset({"By", "BY", "by", "Von", "Par", "Por"})
_MONTHS = 12
_LATE = datetime(2200, 1, 1, tzinfo=UTC)
"""Whether a text is the date of a day does not depend on when it was fetched."""


def date_with_text(
    outline: Outline,
    lexicon: Lexicon,
    text: Sequence[int],
    start: int,
    language: str | None,
    is_anothers: Callable[[int], bool],
) -> tuple[str | None, frozenset[int]]:
    """The date that stands with a text, as printed, and the lines that say nothing else.

    None where there is none, or more than one. `text` are the lines of the text, `start` the first
    line behind the headline; `is_anothers` says of a line that it belongs to another article.
    """
    lines = outline.lines
    languages = _with_language(language)
    openings = [match for at in text if (match := OPENING.match(lines[at].text)) is not None]
    if len(openings) == 1 and openings[0].string == lines[text[0]].text:
        opening = openings[0][openings[0].lastgroup or 0]
        return _of_one_day([opening], languages), frozenset()
    dates = {
        at: printed
        for at in _with(lines, text, start)
        if (printed := _date_of(lines[at], lexicon, language)) is not None and not is_anothers(at)
    }
    said = [printed for at, printed in dates.items() if _says(lines[at])]
    printed = _of_one_day(said or dates.values(), languages)
    return printed, frozenset(dates if printed is not None else ())


def dated_opening(
    outline: Outline, lexicon: Lexicon, text: Sequence[int], language: str | None
) -> frozenset[int]:
    """Those of the first two lines of a text that say nothing but its date, and who wrote it.

    Where more lines do, it is a chronicle.
    """
    lines = outline.lines
    near = [lines[at].text for at in text[:_FIRST]]
    if not any(len(line) <= _LONGEST and DIGIT.search(line) is not None for line in near):
        return frozenset()
    dated = {at for at in text if _date_of(lines[at], lexicon, language) is not None}
    opening = dated.intersection(text[:_FIRST])
    return frozenset(opening if len(dated) == len(opening) < len(text) else ())


def is_date(text: str | None, language: str | None) -> bool:
    """Whether a text that looks like a date is one, in the words of a page's language."""
    return (
        text is not None
        and parse_date(day_first(text), _LATE, languages=_with_language(language)) is not None
    )


def _with_language(language: str | None) -> Sequence[str]:
    if language and language not in DEFAULT_LANGUAGES and knows(language):
        return (*DEFAULT_LANGUAGES, language)
    return DEFAULT_LANGUAGES


def _of_one_day(dates: Iterable[str], languages: Sequence[str]) -> str | None:
    """The first of the dates, if all that can be read are of one day."""
    days: dict[date, str] = {}
    for printed in dates:
        moment = parse_date(printed, _LATE, languages=languages)
        if moment is not None:
            days.setdefault(moment.date(), printed)
    return next(iter(days.values())) if len(days) == 1 else None


def _says(line: Line) -> bool:
    """Whether the page itself says that a line is about publication."""
    return bool(line.flags & TIME) or OF_PUBLICATION.search(line.text) is not None


def _with(lines: Sequence[Line], text: Sequence[int], start: int) -> Iterator[int]:
    """The lines from a headline to the end of the text, and those right behind it."""
    for at in range(start, min(len(lines), text[-1] + 1 + _BEHIND)):
        if at > text[-1] and lines[at].element.tag in HEADINGS:
            return
        yield at


def _date_of(line: Line, lexicon: Lexicon, language: str | None) -> str | None:
    """The date in a line that has hardly anything beside it, and that says of no other."""
    if line.flags & NAVIGATION:
        return None
    text = line.spaced
    if (whole := _date_in(text, lexicon, language, _WORDS_BESIDE)) or len(text) > _LONGEST:
        return whole or posted(text)
    parts = _PARTED.split(text)
    said = [part for part in parts if OF_PUBLICATION.search(part)]
    if not said and any(_is_of_entry(part, lexicon) for part in parts):
        said = [part for part in parts if COMPLETE.search(part)]
    printed = _date_in(said[0], lexicon, language, _WORDS_BESIDE) if len(said) == 1 else None
    return printed or posted(text)


def _is_of_entry(part: str, lexicon: Lexicon) -> bool:
    """Whether a part of a line names an author or a reading time: no other date has these."""
    return lexicon.minutes(part) is not None or (part.split(maxsplit=1) or [""])[0] in _BY


def bare_date(text: str, lexicon: Lexicon, language: str | None) -> str:
    """The date in a line right at a headline, without what stands beside it; else the line."""
    whole = COMPLETE.search(text)
    if whole is None or whole[0] == text or is_date(text, language):
        return text
    return _date_in(text, lexicon, language, _WORDS_AT_HEADLINE) or text


def _date_in(text: str, lexicon: Lexicon, language: str | None, most: int) -> str | None:
    if len(text) > _LONGEST or DIGIT.search(text) is None or "©" in text:
        return None
    found = None
    rest, at = [], 0
    for date_found in COMPLETE.finditer(text):
        label = text[at : date_found.start()]
        at = date_found.end()
        if OF_CHANGE.search(label) or lexicon.modified.search(label):
            continue
        if found is not None or not _is_known(label) or _is_foreign(date_found["day"], language):
            return None
        found = date_found
        rest.append(label)
    if found is None:
        return None
    rest.append(text[at:])
    others = " ".join(rest)
    if HOUR.search(others):
        return None  # from one time to another: an event
    beside = [word for word in _words(others, lexicon) if any(map(str.isalpha, word))]
    words = len(beside)
    is_timed = found["day"] != found[0] and not text.endswith((".", "!", "?"))
    if not is_timed and sum(map(_is_sign, beside)) > 1:  # one is a day of the week
        return None
    if words <= _WORDS_ALONE:
        return found[0]
    is_signed = beside[0] in _BY and beside[1][0].isupper()
    is_said = OF_PUBLICATION.search(rest[-2]) is not None and not text.endswith((".", "!", "?"))
    return found[0] if words <= most and (is_timed or is_signed or is_said) else None


def _words(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a text, [] of a reading time."""
    if lexicon.minutes(text.strip(SEPARATORS)) is not None:
        return []
    return _WORD.findall(text)


def _is_sign(word: str) -> bool:
    """Whether a word is a sign of the East, of which a label is made as well as a name."""
    return word[0] >= "\u3040" and len(word) == 1


def _is_known(label: str) -> bool:
    """Whether a label is one of publication; what is no label is known."""
    words, colon, _ = label.replace("：", ":").rpartition(":")
    known = vocabulary(DEFAULT_LANGUAGES)
    return (
        not colon
        or OF_PUBLICATION.search(words) is not None
        or all(word in known for word in words.lower().split())
    )


def _is_foreign(day: str, language: str | None) -> bool:
    """Whether the month may stand first: «05/09/2026» is another day in America."""
    first, slash, _ = day.partition("/")
    return bool(slash) and language in {None, "en"} and int(first) <= _MONTHS

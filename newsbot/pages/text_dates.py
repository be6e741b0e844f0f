"""The date of an article that prints none at its head: in the first words of its text, or below it.

Of sites that nobody has described. Only a day with its year is believed, which alone stands there:
two of them may be an event and a comment, and a label that is not known may mean anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime

from newsbot.pages.date_shapes import COMPLETE, DIGIT, OPENING
from newsbot.pages.document import HEADINGS
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import NAVIGATION, Line
from newsbot.pages.outline import Outline
from newsbot.text.dates import DEFAULT_LANGUAGES, knows, parse_date
from newsbot.text.dates.vocabulary import OF_CHANGE, vocabulary

_BEHIND = 8
"""Lines behind the text in which its date may stand."""
_LONGEST = 90
"""Characters of a line with a date, its author and its section."""
_WORDS_BESIDE = 8
"""Words of the author and the section beside a day with its time."""
_WORDS_ALONE = 2
"""Words beside a day without a time: the day of the week, an agency."""
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
    languages = DEFAULT_LANGUAGES
    if language and language not in languages and knows(language):
        languages = (*languages, language)
    openings = [match for at in text if (match := OPENING.match(lines[at].text)) is not None]
    if len(openings) == 1 and openings[0].string == lines[text[0]].text:
        dates = {text[0]: openings[0][openings[0].lastgroup or 0]}
        own: frozenset[int] = frozenset()
    else:
        dates = {
            at: printed
            for at in _with(lines, text, start)
            if (printed := _date_of(lines[at], lexicon)) is not None and not is_anothers(at)
        }
        own = frozenset(dates)
    days: dict[date, str] = {}
    for printed in dates.values():
        moment = parse_date(printed, _LATE, languages=languages)
        if moment is not None:
            days.setdefault(moment.date(), printed)
    return (next(iter(days.values())), own) if len(days) == 1 else (None, frozenset())


def _with(lines: Sequence[Line], text: Sequence[int], start: int) -> Iterator[int]:
    """The lines from a headline to the end of the text, and those right behind it."""
    for at in range(start, min(len(lines), text[-1] + 1 + _BEHIND)):
        if at > text[-1] and lines[at].element.tag in HEADINGS:
            return
        yield at


def _date_of(line: Line, lexicon: Lexicon) -> str | None:
    """The date in a line that has hardly anything beside it."""
    text = line.spaced
    if len(text) > _LONGEST or line.flags & NAVIGATION or DIGIT.search(text) is None:
        return None
    dates = list(COMPLETE.finditer(text))
    if len(dates) != 1 or OF_CHANGE.search(text) or lexicon.modified.search(text) or "©" in text:
        return None
    found = dates[0]
    before, behind = text[: found.start()], text[found.end() :]
    label, colon, _ = before.rpartition(":")
    known = vocabulary(DEFAULT_LANGUAGES)
    if colon and not all(word in known for word in label.lower().split()):
        return None
    words = len(f"{before} {behind}".replace("|", " ").split())
    if words <= _WORDS_ALONE:
        return found[0]
    is_timed = found["day"] != found[0] and not text.endswith((".", "!", "?"))
    return found[0] if is_timed and words <= _WORDS_BESIDE else None

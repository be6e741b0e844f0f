"""The grammar: which shapes are dates, and where in them the parts stand.

A form is a regular expression over the letters of a shape (`words`, `tokens`). To teach
the parser a form, add a row to `_FORMS`. A form is *strong* when it is hardly anything but a
dateline; only then may names stand around it («Автор: Іван Петренко, 26 квітня 2025, 04:25 —
Київ»). Around the weak ones, a bare time or «26 квітня», only known labels may.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class Form(NamedTuple):
    """A shape understood. Spans are (start, end) in the shape; (-1, -1) is absent."""

    name: str
    date: tuple[int, int]
    clock: tuple[int, int]
    zone: tuple[int, int]
    ago: tuple[int, int]
    days: tuple[int, ...]  # places of weekdays and of «вчора» that the date must agree with


ABSENT = (-1, -1)

_BESIDE = "(?:o?w|r)?"  # «у п'ятницю», «Сб», «сьогодні» beside a date: must agree with it
_ZONE = "(?P<zone>T?z[zXTK]*|(?:T,?)*K(?:,?[TU])*)?,?"
_CLOCK = f"(?:[UlT],)?o?(?P<clock>[td]p?|np){_ZONE}"
_FULL = "(?P<date>D|dy|n[mMQ]y|n[mMQ]n[kRG]?|[mMQ]ny|y[mMQ]n|nny)"
_PART = "(?P<date>d|n[mMQ]|[mQ]n)"
_UNIT = "(?:(?:[nyb]|cc?|Fc?)?[uRGHU]|h)"
_AGO = f"(?P<ago>{_UNIT}(?:A?{_UNIT}){{0,3}}a+)"

# A day with its year and a time: what a dateline is on nearly every site.
_COMPLETE = (
    ("date", f"{_BESIDE}{_FULL}{_BESIDE}{_CLOCK}{_BESIDE}"),
    ("date", f"{_CLOCK}{_BESIDE}{_FULL}{_BESIDE}"),
    ("date", f"o?(?P<clock>[td]p?|np){_BESIDE}{_FULL}{_BESIDE}{_ZONE}"),
    ("date", f"{_BESIDE}(?P<date>Qn(?P<clock>t)(?P<zone>z?)y)"),
)
_STRONG = (
    *_COMPLETE,
    ("date", f"{_BESIDE}{_FULL}{_BESIDE}"),
    ("date", f"{_BESIDE}{_PART}{_BESIDE}{_CLOCK}{_BESIDE}"),
    ("date", f"{_CLOCK}{_BESIDE}{_PART}{_BESIDE}"),
    ("day", f"(?P<date>r){_CLOCK}"),
    ("day", f"{_CLOCK}(?P<date>r)"),
    ("ago", f"i?{_AGO}"),
    ("ago", f"{_AGO}{_CLOCK}"),
    ("epoch", "(?P<date>e)"),
)
_WEAK = (
    ("date", f"{_BESIDE}(?P<date>n[mQ]|Qn){_BESIDE}"),
    ("day", "(?P<date>r)"),
    ("weekday", f"o?(?P<date>w){_CLOCK}"),
    ("weekday", f"{_CLOCK}o?(?P<date>w)"),
    ("time", f"o?(?P<clock>tp?|np){_ZONE}"),
    ("now", "(?:J?j|JN)g?"),
    ("few", "c?f(?P<ago>ua+)"),
    ("less", "L[YT]*(?P<ago>(?:[nb]|cc?)?ua+)"),
)

_READING = "v(?:,?[nyb]){0,2}u?"
_LABELS = f"(?:(?:[glEUBV]|{_READING}),*A?|T,+){{0,9}}"
_NAMES = "(?:(?:[XKgElBTU][A,]*){1,8},|B[A,]*(?:[XK][A,]*){1,4})"
_FEW_NAMES = "(?:[XK][A,]*){1,3}"
# Possessive: what a tail takes it never gives back, so a long one fails in linear time.
_WEAK_TAIL = f"(?:,?(?:V|{_READING}|E[nyb]{{0,2}}|l))*+,?"
_STRONG_TAIL = f"(?:,?(?:V|{_READING}|E[nyb]{{0,2}}|[lXKBAb]))*+,?(?:g[^x]*)?"

# Which forms may have what before and after them.
_SURROUNDINGS = (
    (_LABELS, (*_STRONG, *_WEAK), _WEAK_TAIL),
    (f"{_LABELS}|{_NAMES}{_LABELS}", _STRONG, _STRONG_TAIL),
    (_FEW_NAMES, _COMPLETE, _STRONG_TAIL),
)
_FORMS = [
    (name, re.compile(f"(?P<prefix>{prefix})(?:{form})(?P<tail>{tail})"))
    for prefix, forms, tail in _SURROUNDINGS
    for name, form in forms
]
_LONGEST = 48
# Every form has one of these; menus, names and labels alone do not.
_HEART = re.compile("[tdDerajJmMQp]")
_MOST_UNKNOWN = 6
# «26.04.2025, оновлено 04:25»: the only time in the text belongs to its only date.
_LATE_CLOCK = re.compile("g[^DdmQwra]*t[^DdmQwra]*")


@lru_cache(maxsize=4096)
def understand(shape: str) -> Form | None:
    """The form of a shape, None when it is no date. Cached: a site prints few shapes."""
    if len(shape) > _LONGEST or not _HEART.search(shape):
        return None
    for name, pattern in _FORMS:
        match = pattern.fullmatch(shape)
        if match is None or match["tail"].count("X") > _MOST_UNKNOWN:
            continue
        date, clock, zone, ago = (
            match.span(part) if part in pattern.groupindex else ABSENT
            for part in ("date", "clock", "zone", "ago")
        )
        tail = match.start("tail")
        if clock == ABSENT and _LATE_CLOCK.search(shape, tail):
            continue
        days = tuple(
            place
            for place in range(match.end("prefix"), tail)
            if shape[place] in "wr" and place != date[0]
        )
        return Form(name, date, clock, zone, ago, days)
    return None

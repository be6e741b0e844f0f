"""`parse_date`: what a Ukrainian news site prints as a date, as an instant with Kyiv's offset.

docs/dates.md describes the forms and the policy; in short, a field is right or None, never a guess.
`tokens` turns the text into a shape, `forms` says whether that is a date and where its parts stand,
`clock` makes an instant of them; this module connects the three.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple, TypeAlias

from newsbot.text.dates.clock import KYIV, MIDNIGHT, at, before, full_year, nearest, settled
from newsbot.text.dates.company import without_company
from newsbot.text.dates.forms import ABSENT, Form, understand
from newsbot.text.dates.tokens import Clock, Tokens, normalise, tokenise
from newsbot.text.dates.vocabulary import KNOWN_LANGUAGES, vocabulary
from newsbot.text.dates.words import MINUTE, SECOND, YEAR, Span

# The site's own «04:25 26.04.2025», also with the two spans glued to each other.
_SITE_FORM = re.compile(r"([0-9]{2}):([0-9]{2}) ?([0-9]{2})\.([0-9]{2})\.((?:19|20)[0-9]{2})")

Precision: TypeAlias = Literal["minute", "about", "day"]

DEFAULT_LANGUAGES: tuple[str, ...] = ("uk", "ru", "en")
ONE_DAY = timedelta(days=1)
_FEW_MINUTES = timedelta(minutes=3)
_FIRST_EPOCH = 1_000_000_000


def parse_date(
    text: str,
    reference: datetime,
    *,
    languages: Sequence[str] = DEFAULT_LANGUAGES,
    zone: tzinfo = KYIV,
    ahead: timedelta = ONE_DAY,
) -> datetime | None:
    """The instant that `text` names, in Europe/Kyiv with the offset of that instant, or None.

    In whole seconds: fractions are cut off. `reference` is the moment at which the text was
    fetched: «today» is its day in `zone`, whose time the text has where it names none, and nothing
    more than `ahead` after it is a date. `languages` says which words are known. No text raises; a
    naive `reference` or an unknown language is the caller's mistake and a ValueError.
    """
    found = read_date(text, reference, languages=languages, zone=zone, ahead=ahead)
    return found.moment if found is not None else None


class Reading(NamedTuple):
    """What a text says of a moment, and how exactly."""

    moment: datetime
    """In Kyiv's time, whole seconds."""
    precision: Precision
    zone: tzinfo | None
    """The zone or offset that the text itself names."""


def read_date(
    text: str,
    reference: datetime,
    *,
    languages: Sequence[str] = DEFAULT_LANGUAGES,
    zone: tzinfo = KYIV,
    ahead: timedelta = ONE_DAY,
) -> Reading | None:
    """`parse_date`, with what the text says of the exactness of its moment."""
    if reference.tzinfo is None or reference.utcoffset() is None:
        raise ValueError("reference must be an aware datetime")
    words_of = tuple(languages)
    if not KNOWN_LANGUAGES.issuperset(words_of):
        _check(words_of)
    try:
        site = _SITE_FORM.fullmatch(text)
        if site is not None:
            hour, minute, day, month, year = map(int, site.groups())
            moment = settled(datetime(year, month, day, hour, minute, tzinfo=zone))
            found: Reading | None = Reading(moment, "minute", None)
        else:
            found = _read(text, reference.astimezone(zone), words_of)
        # In UTC: two times of one zone are compared by their wall clocks.
        if found is None or found.moment - reference.astimezone(UTC) > ahead:
            return None
        if found.moment.tzinfo is KYIV and not found.moment.microsecond:
            return found
        if found.precision == "day":
            # Of a day nothing is known but its date.
            return found._replace(moment=at(found.moment.date(), MIDNIGHT, KYIV))
        return found._replace(moment=found.moment.replace(microsecond=0).astimezone(KYIV))
    except (ValueError, OverflowError):
        return None


def knows(language: str) -> bool:
    """Whether `parse_date` can be asked for a language."""
    if language in KNOWN_LANGUAGES:
        return True
    try:
        _check((language,))
    except ValueError:
        return False
    return True


def _check(languages: tuple[str, ...]) -> None:
    from newsbot.text.dates.foreign import check

    check(tuple(language for language in languages if language not in KNOWN_LANGUAGES))


def _read(text: str, now: datetime, languages: tuple[str, ...]) -> Reading | None:
    text = normalise(text)
    if not text:
        return None
    understood = _understood(text, languages)
    if understood is None and (rest := without_company(text, vocabulary(languages))) != text:
        understood = _understood(rest, languages)
        if understood is not None and understood[0].clock == ABSENT:
            return None
    if understood is None:
        return _read_foreign(text, now, languages)
    form, tokens = understood
    moment = _RESOLVERS[form.name](form, tokens, now)
    return Reading(moment, _precision(form, tokens), _named_zone(form, tokens))


def _read_foreign(text: str, now: datetime, languages: tuple[str, ...]) -> Reading | None:
    if KNOWN_LANGUAGES.issuperset(languages):
        return None
    from newsbot.text.dates.foreign import read_line

    others = tuple(name for name in languages if name not in KNOWN_LANGUAGES)
    found = read_line(text, others, now.date())
    if found is None:
        return None
    day, clock = found
    moment = at(day, clock or MIDNIGHT, now.tzinfo)
    return Reading(moment, "minute" if clock is not None else "day", None)


def _understood(text: str, languages: tuple[str, ...]) -> tuple[Form, Tokens] | None:
    tokens = tokenise(text, vocabulary(languages))
    if tokens is None:
        return None
    form = understand(tokens.shape)
    if form is None:
        foreign = tuple(name for name in languages if name not in KNOWN_LANGUAGES)
        if not foreign:
            return None
        tokens = _with_foreign_month(tokens, foreign)
        form = understand(tokens.shape)
    return (form, tokens) if form is not None else None


def _with_foreign_month(tokens: Tokens, languages: tuple[str, ...]) -> Tokens:
    """`tokens` with the unknown word in the place of a month read, where dateparser knows it."""
    from newsbot.text.dates.foreign import month_named

    shape, values = tokens
    for place, kind in enumerate(shape):
        if kind not in "xX":
            continue
        rest = place + 1 + shape.startswith(",", place + 1)
        candidate = f"{shape[:place]}m{shape[rest:]}"
        if understand(candidate) and (month := month_named(values[place], languages)):
            return Tokens(candidate, [*values[:place], month, *values[rest:]])
    return tokens


def _clock(form: Form, tokens: Tokens) -> Clock:
    start, end = form.clock
    if start < 0:
        return MIDNIGHT
    kind, value = tokens.shape[start], tokens.values[start]
    if kind == "t":
        clock: Clock = value
    elif kind == "d":
        # «12.06-15.06.2025» and «10.10 - 12.12» are ranges of days; «09.45 15.06.2025» is a time.
        beside = tokens.shape[form.date[0]] if form.date[0] >= 0 else ""
        is_day = start < form.date[0] and value[1] <= 12
        if (beside == "d" and form.date[1] - form.date[0] == 1) or (beside == "D" and is_day):
            raise ValueError("a day or a time")
        clock = Clock(*value)
    else:
        clock = Clock(int(value), 0)
    if tokens.shape[end - 1] != "p":
        return clock
    afternoon = tokens.values[end - 1] == "pm"
    if clock.hour > 12:
        if not afternoon:
            raise ValueError(clock)
        return clock
    return clock._replace(hour=clock.hour % 12 + 12 * afternoon)


def _zone(form: Form, tokens: Tokens, now: datetime) -> tzinfo | None:
    """The zone that stands beside the clock, else that of the site."""
    return _zone_beside(form, tokens) or now.tzinfo


def _zone_beside(form: Form, tokens: Tokens) -> tzinfo | None:
    start, end = form.zone
    place = tokens.shape.find("z", start, end) if start < end else -1
    return tokens.values[place] if place >= 0 else None


def _named_zone(form: Form, tokens: Tokens) -> tzinfo | None:
    """The zone that the text names, be it in its clock."""
    if form.name == "epoch":
        return UTC
    start, _ = form.clock
    clock = tokens.values[start] if start >= 0 and tokens.shape[start] == "t" else None
    return (clock.offset if clock is not None else None) or _zone_beside(form, tokens)


def _precision(form: Form, tokens: Tokens) -> Precision:
    if form.clock != ABSENT or form.name == "epoch":
        return "minute"
    if form.name in {"few", "less", "now"}:
        return "about"
    return "about" if form.name == "ago" and _span(form, tokens).seconds else "day"


def _date(form: Form, tokens: Tokens, now: datetime) -> datetime:
    day = _day(form, tokens, now)
    for place in form.days:
        value = tokens.values[place]
        agrees = (
            day.weekday() == value
            if tokens.shape[place] == "w"
            else day == now.date() + timedelta(days=value)
        )
        if not agrees:
            raise ValueError("the weekday contradicts the date")
    return at(day, _clock(form, tokens), _zone(form, tokens, now))


def _day(form: Form, tokens: Tokens, now: datetime) -> date:
    start, end = form.date
    year = month = day = None
    for kind, value in zip(tokens.shape[start:end], tokens.values[start:end], strict=True):
        if kind in "mMQ":
            month = value
        elif kind == "y":
            year = int(value)
        elif kind == "D":
            year, month, day = full_year(value[0], now), value[1], value[2]
        elif kind == "d":
            day, month = value
        elif kind == "n" and day is None:
            day = int(value)
        elif kind == "n":
            # The second number: «26 04 2025», «26 квіт. 25». Both are printed with two digits.
            if len(value) != 2:
                raise ValueError(value)
            if month is None:
                month = int(value)
            else:
                year = full_year(value, now)
    if month is None or day is None or not 1 <= month <= 12 or day < 1:
        raise ValueError(tokens.shape)
    return nearest(month, day, now.date()) if year is None else date(year, month, day)


def _relative_day(form: Form, tokens: Tokens, now: datetime) -> datetime:
    day = now.date() + timedelta(days=tokens.values[form.date[0]])
    return at(day, _clock(form, tokens), _zone(form, tokens, now))


def _weekday(form: Form, tokens: Tokens, now: datetime) -> datetime:
    today = now.date()
    back = (today.weekday() - tokens.values[form.date[0]]) % 7
    return _last(today - timedelta(days=back), 7, form, tokens, now)


def _time(form: Form, tokens: Tokens, now: datetime) -> datetime:
    return _last(now.date(), 1, form, tokens, now)


def _last(day: date, period: int, form: Form, tokens: Tokens, now: datetime) -> datetime:
    """The clock time of `day`, or `period` days earlier when that is still to come."""
    clock, zone = _clock(form, tokens), _zone(form, tokens, now)
    moment = at(day, clock, zone)
    if moment.astimezone(UTC) > now:
        moment = at(day - timedelta(days=period), clock, zone)
    return moment


def _ago(form: Form, tokens: Tokens, now: datetime) -> datetime:
    span = _span(form, tokens)
    if form.clock == ABSENT:
        return before(now, span)
    if span.seconds:
        raise ValueError("hours ago and a time of day")
    return at(before(now, span).date(), _clock(form, tokens), _zone(form, tokens, now))


def _span(form: Form, tokens: Tokens) -> Span:
    start, end = form.ago
    total = Span()
    number: float | None = None
    half = False
    for place in range(start, end):
        kind, value = tokens.shape[place], tokens.values[place]
        if kind in "nyb":
            number = int(value)
        elif kind == "c":
            number = value + (number or 0)
        elif kind == "F":
            half = True
        elif kind in "uhRGHU":
            unit = _unit(kind, value, number, tokens.values[end - 1])
            count = 0.5 if half else 1 if number is None else number
            total = Span(*(have + count * more for have, more in zip(total, unit, strict=True)))
            number, half = None, False
    return total


def _unit(kind: str, unit: Span, number: float | None, ago: str) -> Span:
    """`unit`, with the words that are an hour in one language and a year in another decided."""
    russian = ago == "назад"
    if kind == "H":
        if number is None and russian:
            return YEAR
        # «1 год назад» is a year in Russian; «2 год назад» can only be Ukrainian hours.
        singular = number is None or (number % 10 == 1 and number % 100 != 11)
        if singular and (russian or number is None):
            raise ValueError("an hour or a year")
    if (kind == "G" and russian) or (kind == "U" and not russian and number is None):
        raise ValueError("not known which unit")
    return unit


def _few(form: Form, tokens: Tokens, now: datetime) -> datetime:
    unit = tokens.values[form.ago[0]]
    if unit == SECOND:
        return now
    if unit == MINUTE:
        return (now.astimezone(UTC) - _FEW_MINUTES).astimezone(now.tzinfo)
    raise ValueError("few hours, or longer, is no instant")


def _less(form: Form, tokens: Tokens, now: datetime) -> datetime:
    span = _span(form, tokens)
    if span.days or span.months or span.seconds > MINUTE.seconds:
        raise ValueError("less than so much is no instant")
    return now


def _now(_form: Form, _tokens: Tokens, now: datetime) -> datetime:
    return now


def _epoch(form: Form, tokens: Tokens, now: datetime) -> datetime:
    digits: str = tokens.values[form.date[0]]
    seconds = int(digits[:10])  # the rest of thirteen are milliseconds
    if seconds < _FIRST_EPOCH:
        raise ValueError(digits)
    return datetime.fromtimestamp(seconds, now.tzinfo)


_RESOLVERS: Mapping[str, Callable[[Form, Tokens, datetime], datetime]] = {
    "date": _date,
    "day": _relative_day,
    "weekday": _weekday,
    "time": _time,
    "ago": _ago,
    "few": _few,
    "less": _less,
    "now": _now,
    "epoch": _epoch,
}

"""Of several statements about a time of one article, the true one.

A page says when it was published in its JSON-LD, in meta tags, in `<time datetime>`, and printed
for its readers; a feed may have said it before. They differ in how exact they are, and now and then
in what they say. Here is who is believed; docs/dates.md has the order in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple, TypeAlias

from newsbot.text.dates.clock import KYIV, MIDNIGHT, at
from newsbot.text.dates.parser import DEFAULT_LANGUAGES, Reading, read_date

FalseZone: TypeAlias = tuple[str, timedelta | None]
"""(source, offset) of a stamp that shows the clock of the site under the name of another zone."""

PRINTED = "visible"
"""The source of what readers see; every other one speaks to machines."""
FEED = "feed"
"""The source that was seen before the page, and may be older than it."""

DATED = "date"
"""The source that calls itself a date and no more: perhaps of the moment the page was made at."""

_GRACE = timedelta(minutes=10)
"""How far the clock of a site may go before ours."""
_NOW = timedelta(minutes=1)
"""How near the fetch a time is that a page may have of its own making, not of the article's."""
_MINUTE = timedelta(minutes=1)
_FARTHEST = (timezone(timedelta(hours=-11)), timezone(timedelta(hours=13)))
"""The clocks of people, from Samoa to Tonga: between them it is one day for no hour, or two."""
NO_TIME = ("1970-01-01", "1969-12-31", "0001-01-01", "0000-00-00")
"""How stamps begin that machines make where they know no time."""
_EPOCH, _ANYWHERE = datetime(1970, 1, 1, tzinfo=UTC), timedelta(days=1)
"""The moment that such a stamp shows (POSIX, 4.16), by any clock."""
_HORIZON = timedelta(days=366)
"""How far ahead an announced event may lie; what lies further is no date."""


@dataclass(slots=True)
class Decision:
    """What the statements say together."""

    moment: datetime | None = None
    raw: str | None = None
    """The text that decided; of none that could, the first, or what tells the event."""
    source: str | None = None
    event: datetime | None = None
    """The moment of an event that is printed where others print their publication."""
    is_about: bool = False
    """Whether the text that decided goes by the moment of the fetch: «5 хвилин тому»."""
    disagree: bool = False
    problem: str | None = None
    """Why there are statements and no moment: `unread` or `ahead`."""
    false_zones: set[FalseZone] = field(default_factory=set)


class _Witness(NamedTuple):
    source: str
    text: str
    reading: Reading
    wall: datetime
    """What the clock shows that it goes by: its own where it names one, else the site's; of a day
    alone, the start of it."""
    offset: timedelta | None
    """Of the zone that it names."""

    @property
    def is_exact(self) -> bool:
        return self.reading.precision == "minute"

    @property
    def is_instant(self) -> bool:
        """Whether it needs nobody to say which clock it goes by."""
        return self.is_exact and self.offset is not None

    @property
    def is_printed(self) -> bool:
        return self.source == PRINTED

    @property
    def moment(self) -> datetime:
        return self.reading.moment

    def is_at(self, moment: datetime | None) -> bool:
        return moment is not None and abs(self.moment - moment) < _MINUTE


def decide(
    stated: Sequence[tuple[str, str]],
    fetched_at: datetime,
    *,
    zone: tzinfo | None = KYIV,
    zone_is_sure: bool = True,
    announces: bool = False,
    languages: Sequence[str] = DEFAULT_LANGUAGES,
    false_zones: Iterable[FalseZone] = (),
) -> Decision:
    """What (source, text) statements, the most trusted first, say of one moment.

    `zone` is whose time a text has that names none, None where nobody knows: of such a text only
    the day is believed. `zone_is_sure` where the zone is known and not guessed. `announces`: the
    page prints the moment of an event, not that of its publication.
    `false_zones` is what another decision found out about the same page.
    """
    if not stated:
        return Decision(false_zones=set(false_zones))
    now = fetched_at.astimezone(UTC)
    read = [
        _witness(source, text, reading, zone)
        for source, text in stated
        if (reading := _reading(text, now, languages, zone))
        and abs(reading.moment - _EPOCH) > _ANYWHERE
    ]
    false = set(false_zones) | _false_zones(read, sure=zone_is_sure)
    witnesses = [_mended(each, false, zone) for each in read]
    timely = [each for each in witnesses if each.moment - now <= _GRACE]
    announced = None
    if zone_is_sure:
        # Of a zone that is guessed, a time ahead may be another zone's.
        announced = next(
            (e for e in witnesses if e.is_printed and (announces or e not in timely)), None
        )
    event = announced.moment if announced is not None else None
    if announces:
        timely = [each for each in timely if not (each.is_printed or each.is_at(event))]
    if zone_is_sure:
        timely = _without_own_clock(timely, now)
    timely = [each for each in timely if each.source != DATED or not _is_later(each, timely)]
    decision = Decision(event=event, false_zones=false)
    chosen = _chosen(timely, sure=zone_is_sure)
    if chosen is not None:
        decision.moment, decision.raw, decision.source = chosen.moment, chosen.text, chosen.source
        decision.is_about = chosen.reading.precision == "about"
        others = [each for each in witnesses if not each.is_at(event)]
        decision.disagree = witnesses != read or any(_contradict(chosen, each) for each in others)
    elif announced is not None:
        decision.raw = announced.text
    else:
        decision.raw = stated[0][1]
        decision.problem = "ahead" if witnesses else "unread"
    return decision


def _reading(
    text: str, now: datetime, languages: Sequence[str], zone: tzinfo | None
) -> Reading | None:
    """What a text says; where the zone is not known, of a clock without one its day alone."""
    if zone is not None:
        return read_date(text, now, languages=languages, zone=zone, ahead=_HORIZON)
    days = set()
    for each in _FARTHEST:
        found = read_date(text, now, languages=languages, zone=each, ahead=_HORIZON)
        if found is None or found.zone is not None or found.precision == "about":
            return found
        own = found.moment if found.precision == "day" else found.moment.astimezone(each)
        days.add(own.date())
    # «Today» is another day elsewhere.
    return Reading(at(days.pop(), MIDNIGHT, KYIV), "day", None) if len(days) == 1 else None


def _witness(source: str, text: str, reading: Reading, zone: tzinfo | None) -> _Witness:
    clock = KYIV if reading.precision == "day" else reading.zone or zone or KYIV
    own = reading.moment.astimezone(clock)
    offset = own.utcoffset() if reading.zone is not None else None
    return _Witness(source, text, reading, own.replace(tzinfo=None), offset)


def _false_zones(witnesses: Sequence[_Witness], *, sure: bool) -> set[FalseZone]:
    """Whose stamps show the clock of the site under the name of another zone.

    `15:06Z` on a page that prints 15:06 is 15:06 of the site's own clock: two different moments do
    not show the same minute on two clocks. Which of the two is right is sure where the site's zone
    is known, and between `Z` and another offset, which nobody writes without meaning it.
    """
    found: set[FalseZone] = set()
    for one in witnesses:
        for other in witnesses:
            if (
                one.is_instant
                and other.is_exact
                and not one.is_at(other.moment)
                and _minute(one) == _minute(other)
                and (one.offset == timedelta(0) if other.is_instant else sure and other.is_printed)
            ):
                found.add((one.source, one.offset))
    return found


def _minute(witness: _Witness) -> datetime:
    return witness.wall.replace(second=0)


def _mended(witness: _Witness, false_zones: set[FalseZone], zone: tzinfo | None) -> _Witness:
    """`witness` with what its clock shows taken for the site's time, where its zone is false."""
    if not witness.is_instant or (witness.source, witness.offset) not in false_zones:
        return witness
    if zone is None:
        day = at(witness.wall.date(), MIDNIGHT, KYIV)
        return witness._replace(reading=Reading(day, "day", None), offset=None)
    moment = witness.wall.replace(tzinfo=zone).astimezone(KYIV)
    return witness._replace(reading=Reading(moment, "minute", None), offset=None)


def _without_own_clock(witnesses: Sequence[_Witness], now: datetime) -> list[_Witness]:
    """The witnesses but the stamps of this very minute, where the page prints an earlier time."""
    printed = any(
        each.is_printed and each.is_exact and now - each.moment > _GRACE for each in witnesses
    )
    return [
        each for each in witnesses if not printed or not each.is_instant or now - each.moment > _NOW
    ]


def _is_later(witness: _Witness, others: Iterable[_Witness]) -> bool:
    """Whether another witness tells of an earlier day."""
    return any(each.wall.date() < witness.wall.date() for each in others)


def _chosen(witnesses: Sequence[_Witness], *, sure: bool) -> _Witness | None:
    ranked = sorted(witnesses, key=lambda each: _rank(each, sure=sure))
    if not ranked:
        return None
    best = ranked[0]
    if best.is_exact and not best.is_printed and best.wall.time() == time.min:
        # Midnight is often a day that was made a moment; who names a time of that day knows more.
        same_day = (
            each for each in ranked if each.is_exact and each.wall.date() == best.wall.date()
        )
        return next((each for each in same_day if each.wall.time() != time.min), best)
    if best.is_printed and best.is_instant and not sure:
        # Machines are told of another day: what is printed without a label is the last change.
        other = (e for e in ranked if e.reading.precision == "day" and not e.is_printed)
        return next((each for each in other if not _is_on(best.moment, each.wall.date())), best)
    if best.reading.precision == "day":
        return next((each for each in ranked if each.source == FEED and _agree(each, best)), best)
    return best


def _is_on(moment: datetime, day: date) -> bool:
    """Whether it was this day anywhere at a moment."""
    return any(moment.astimezone(each).date() == day for each in (*_FARTHEST, UTC))


def _rank(witness: _Witness, *, sure: bool) -> int:
    """The lower, the more is known of the moment; the order of trust decides between equals."""
    if witness.source == FEED:
        return 5
    if witness.is_instant:
        return 0
    if witness.is_printed and witness.is_exact and sure:
        # A stamp without a zone may be of any clock; readers are told their own time.
        return 1
    return {"minute": 2, "about": 3, "day": 4}[witness.reading.precision]


def _agree(one: _Witness, other: _Witness) -> bool:
    return one.moment.date() == other.moment.date()


def _contradict(one: _Witness, other: _Witness) -> bool:
    if one.is_exact and other.is_exact:
        return not one.is_at(other.moment)
    if "about" in {one.reading.precision, other.reading.precision}:
        return False
    return one.wall.date() != other.wall.date()

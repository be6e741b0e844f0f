"""The clock and calendar of a site's zone: from the parts of a date to an instant.

Days, weeks and months are steps in the calendar; seconds, minutes and hours are exact, through
every change of clocks. Whatever does not exist (31 June, 25:00) raises ValueError.
"""

import calendar
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from newsbot.text.dates.tokens import Clock
from newsbot.text.dates.words import Span

KYIV = ZoneInfo("Europe/Kyiv")
MIDNIGHT = Clock(0, 0)

# News tell of the past too, but four digits before this are a count sooner than a year.
FIRST_YEAR = 1900
# The longest wait for 29 February, as in 1896-1904.
_LEAP_YEARS_APART = 8
# «96» is 1996, «26» read in 2025 is 2026 (and refused for being ahead), never 1926.
_YEARS_AHEAD = 20
_SOON = timedelta(days=7)


def settled(moment: datetime) -> datetime:
    """A wall time that exists in its zone; one that the clocks skip moves forward by the gap."""
    offset, folded = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    # PEP 495: only in a gap is the offset of fold 0 the smaller one.
    if offset is not None and folded is not None and offset < folded:
        return moment.astimezone(UTC).astimezone(moment.tzinfo)
    return moment


def at(day: date, clock: Clock, zone: tzinfo | None) -> datetime:
    """`clock` of `day`, in its own zone where it names one, else in `zone`."""
    return settled(
        datetime(
            day.year,
            day.month,
            day.day,
            clock.hour,
            clock.minute,
            clock.second,
            tzinfo=clock.offset or zone,
        )
    )


def full_year(text: str, now: datetime) -> int:
    """The year of two or four digits; two digits are the last such year, or one soon to come."""
    year = int(text)
    if len(text) == 2:
        century = now.year - now.year % 100
        year += century
        return year - 100 if year > now.year + _YEARS_AHEAD else year
    if year < FIRST_YEAR:
        raise ValueError(text)
    return year


def nearest(month: int, day: int, today: date) -> date:
    """The most recent `day` of `month`, or the one of the week to come.

    A date without a year is mostly a past one; but one that lies a few days ahead is an
    announcement, or a clock that goes wrong, sooner than the same day a year ago.
    """
    for year in range(today.year + 1, today.year - _LEAP_YEARS_APART - 1, -1):
        if day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, day)
            if found - today <= _SOON:
                return found
    raise ValueError(f"{day}.{month}")


def before(now: datetime, span: Span) -> datetime:
    """`now` less `span`; without seconds in the span, the midnight at which that day began."""
    months, days = _whole(span.months), _whole(span.days)
    if not (months or days):
        exact = now.astimezone(UTC) - timedelta(seconds=span.seconds)
        if span.seconds or span == Span():
            return exact.astimezone(now.tzinfo)
        return at(now.date(), MIDNIGHT, now.tzinfo)
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if year < FIRST_YEAR:
        raise ValueError(span)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    date_then = date(year, month + 1, day) - timedelta(days=days)
    if not span.seconds:
        return at(date_then, MIDNIGHT, now.tzinfo)
    wall = Clock(now.hour, now.minute, now.second)
    exact = at(date_then, wall, now.tzinfo).astimezone(UTC) - timedelta(seconds=span.seconds)
    return exact.astimezone(now.tzinfo)


def _whole(number: float) -> int:
    if number != int(number):
        raise ValueError(number)
    return int(number)

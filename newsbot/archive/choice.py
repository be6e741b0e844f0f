"""Which articles of an archive are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from newsbot.text.dates.clock import KYIV

Moment = str | date | datetime
"""A day in Kyiv, or an aware moment; as text in ISO 8601."""


def moment_of(record: dict[str, Any]) -> datetime:
    """When an article was published; of one that does not say it, when it was fetched."""
    return datetime.fromisoformat(record["published_at"] or record["fetched_at"])


def day_of(record: dict[str, Any]) -> date:
    """The day of that moment in Kyiv."""
    return moment_of(record).astimezone(KYIV).date()


@dataclass(frozen=True, slots=True)
class Choice:
    since: datetime | None = None
    before: datetime | None = None
    sections: frozenset[str] | None = None
    languages: frozenset[str] | None = None

    def takes(self, record: dict[str, Any]) -> bool:
        if self.sections is not None and record["section"] not in self.sections:
            return False
        if self.languages is not None and record["language"] not in self.languages:
            return False
        if self.since is None and self.before is None:
            return True
        moment = moment_of(record)
        return (self.since is None or self.since <= moment) and (
            self.before is None or moment < self.before
        )


ALL = Choice()


def choice_of(
    since: Moment | None,
    until: Moment | None,
    section: str | Iterable[str] | None,
    language: str | Iterable[str] | None,
) -> Choice:
    """`until` is a day that still counts, or a moment that does. Raises ValueError."""
    return Choice(
        since=None if since is None else _begin(since),
        before=None if until is None else _end(until),
        sections=_names(section),
        languages=_names(language),
    )


def _names(given: str | Iterable[str] | None) -> frozenset[str] | None:
    if given is None:
        return None
    return frozenset([given] if isinstance(given, str) else given)


def _read(moment: Moment) -> date | datetime:
    if isinstance(moment, str):
        moment = date.fromisoformat(moment) if len(moment) == 10 else datetime.fromisoformat(moment)
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise ValueError(f"{moment} names no time zone")
    return moment


def _begin(moment: Moment) -> datetime:
    read = _read(moment)
    if isinstance(read, datetime):
        return read
    return datetime(read.year, read.month, read.day, tzinfo=KYIV)


def _end(moment: Moment) -> datetime:
    read = _read(moment)
    if isinstance(read, datetime):
        return read + timedelta(microseconds=1)
    return _begin(read + timedelta(days=1))

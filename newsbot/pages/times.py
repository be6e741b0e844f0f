"""The times that lists and articles print, as instants."""

from __future__ import annotations

from datetime import datetime

from newsbot.text.dates import parse_date


def read_time(text: str | None, reference: datetime) -> datetime | None:
    """`text` as an aware datetime in Kyiv's time, None where it is unreadable or missing.

    `reference` (aware) is the moment at which the text was fetched.
    """
    return parse_date(text, reference) if text else None

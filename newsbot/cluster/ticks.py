"""When a periodic crawl is due: at the same moments for each worker, which need not talk of it."""

from __future__ import annotations

import re
import zlib

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_EVERY = re.compile(r"([0-9]{1,5})([smhd])")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def seconds_of(text: str) -> int:
    """`10m`: 600. Raises ValueError unless it goes into a minute, an hour or a day, whole."""
    match = _EVERY.fullmatch(text)
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    for unit, whole in ((1, _MINUTE), (_MINUTE, _HOUR), (_HOUR, _DAY)):
        if seconds and seconds % unit == 0 and whole % seconds == 0:
            return seconds
    raise ValueError(
        f"{text!r} is no time that goes into a minute, an hour or a day: 10m, 30m, 1h, 6h, 1d"
    )


def cron_of(seconds: int, name: str) -> str:
    """Its ticks as cron has them, with a sixth field for the second; times are in UTC.

    `name` says by how much they are moved: sites are not asked on the full minute, with everybody
    else, nor all at one moment.
    """
    offset = zlib.crc32(name.encode()) % seconds
    second, minute, hour = offset % _MINUTE, offset // _MINUTE % _MINUTE, offset // _HOUR
    if seconds % _MINUTE:
        return f"* * * * * {_field(second, seconds, _MINUTE)}"
    if seconds % _HOUR:
        return f"{_field(minute, seconds // _MINUTE, 60)} * * * * {second}"
    return f"{minute} {_field(hour, seconds // _HOUR, 24)} * * * {second}"


def _field(start: int, step: int, size: int) -> str:
    return str(start) if step == size else f"{start}-{size - 1}/{step}"

"""When to look at an article again: rechecks of a read one, retries of a failed one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.errors import ConfigurationError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_PAUSE = re.compile(r"([0-9]{1,6})\s*([smhdw])")


def read_pauses(name: str, value: object) -> tuple[int, ...]:
    """Seconds, out of a setting such as `1h, 6h, 1d, 7d`; '' for none.

    Raises ConfigurationError naming the setting.
    """
    parts = value if isinstance(value, (list, tuple)) else str(value or "").split(",")
    pauses = []
    for part in (str(part).strip() for part in parts):
        if not part:
            continue
        match = _PAUSE.fullmatch(part)
        if match is None:
            raise ConfigurationError(
                f"setting {name}: {part!r} is no pause; it takes numbers with s, m, h, d or w, "
                "separated by commas, such as 1h,6h,1d,7d"
            )
        pauses.append(int(match[1]) * _UNITS[match[2]])
    return tuple(sorted(pauses))


def next_recheck(first: int, now: int, pauses: Sequence[int]) -> int | None:
    """When an article first fetched at `first` is due again after `now`; None for never.

    What a run missed while it was off is made up for by one recheck, not by several.
    """
    return next((first + pause for pause in pauses if first + pause > now), None)


def next_retry(attempts: int, now: int, pauses: Sequence[int]) -> int:
    """When to retry after `attempts` (from 1) failures in a row; the last pause repeats."""
    if not pauses:
        return now
    return now + pauses[min(attempts, len(pauses)) - 1]

"""Days that are another in America, where the month stands first."""

from __future__ import annotations

import re

_DAY = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:/(\d{1,2})/(?:\d{4}|\d{2})|([.-])(\d{1,2})\3\d{2})(?![\d/])", re.ASCII
)
"""With full stops only where its year has two digits: elsewhere the day stands before them."""
_MONTHS = 12


def may_be_american(text: str) -> bool:
    """Whether a text has a day like «05/09/2026» or «05.09.26», which may be read in two ways."""
    found = _DAY.search(text)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2] or found[4])
    return first != second and first <= _MONTHS and second <= _MONTHS

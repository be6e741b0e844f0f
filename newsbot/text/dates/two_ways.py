"""Days that may be read in two ways, of which only who printed them knows the right one."""

from __future__ import annotations

import re

_MONTH_FIRST = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:/(\d{1,2})/(?:\d{4}|\d{2})|([.-])(\d{1,2})\3\d{2})(?![\d/])", re.ASCII
)
"""With full stops only where its year has two digits: elsewhere the day stands before them."""
_SHORT_YEAR = re.compile(r"(?<![\d./-])\d{2}([./-])\d{1,2}\1\d{1,2}(?![\d/])", re.ASCII)
_AMERICAN_DAY = re.compile(
    r"(?<![\d./-])(\d{1,2})/(\d{1,2})/((?:19|20)\d{2}|\d{2})(?![\d/])", re.ASCII
)
_YEAR_FIRST = frozenset({"zh", "ja", "ko"})
_AMERICAN = frozenset({None, "en"})
_MONTHS = 12


def may_be_another_day(text: str, language: str | None) -> bool:
    """Whether a day in a text of this language (None: not known) may be another one.

    In America the month stands first, in «05/09/2026» and «05.09.26»; in the East the year, in
    «18-03-08».
    """
    if language in _YEAR_FIRST:
        return _SHORT_YEAR.search(text) is not None
    return language in _AMERICAN and _may_be_american(text)


def day_first(text: str) -> str:
    """`text` with the day before the month where only America has it behind: «09/22/2026»."""
    found = _AMERICAN_DAY.search(text)
    if found is None or not int(found[1]) <= _MONTHS < int(found[2]):
        return text
    return f"{text[: found.start()]}{found[2]}/{found[1]:0>2}/{found[3]}{text[found.end() :]}"


def _may_be_american(text: str) -> bool:
    found = _MONTH_FIRST.search(text)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2] or found[4])
    return first != second and first <= _MONTHS and second <= _MONTHS

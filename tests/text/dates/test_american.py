"""newsbot/text/dates/american.py: days that are another in America."""

from __future__ import annotations

import pytest

from newsbot.text.dates import may_be_american


@pytest.mark.parametrize("text", ["05/09/2026", "5/9/26 10:15", "06.05.13 4:05", "at 06-05-13"])
def test_a_day_that_may_be_another(text: str) -> None:
    assert may_be_american(text)


@pytest.mark.parametrize(
    "text",
    [
        "22/09/2026",
        "09/22/2026",
        "05/05/2026",
        "05.09.2026",
        "05-09-2026",
        "2026/05/09",
        "2026-05-09",
        "22 September 2026",
        "10:15",
        "1.2.3.4",
    ],
)
def test_a_day_that_is_no_other(text: str) -> None:
    assert not may_be_american(text)

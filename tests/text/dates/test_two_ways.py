"""newsbot/text/dates/two_ways.py: days that may be another one."""

from __future__ import annotations

import pytest

from newsbot.text.dates import day_first, may_be_another_day


@pytest.mark.parametrize("text", ["05/09/2026", "5/9/26 10:15", "06.05.13 4:05", "at 06-05-13"])
def test_a_day_that_is_another_in_america(text: str) -> None:
    assert may_be_another_day(text, "en")
    assert may_be_another_day(text, None)
    assert not may_be_another_day(text, "uk")


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
    assert not may_be_another_day(text, "en")


@pytest.mark.parametrize("text", ["18-03-08", "18.3.8 10:15", "18/03/08"])
def test_a_year_that_may_stand_first(text: str) -> None:
    assert may_be_another_day(text, "zh")
    assert not may_be_another_day(text, "de")


@pytest.mark.parametrize("text", ["2018-03-08", "2018.3.8", "08-03-2018", "10:15", "2018年3月8日"])
def test_a_year_that_stands_where_it_is_seen(text: str) -> None:
    assert not may_be_another_day(text, "ja")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("09/22/2026 10:15 PM", "22/09/2026 10:15 PM"),
        ("Posted 9/22/26", "Posted 22/09/26"),
        ("22/09/2026", "22/09/2026"),
        ("05/09/2026", "05/09/2026"),
        ("13/13/2026", "13/13/2026"),
        ("09/22/2026/1", "09/22/2026/1"),
        ("09-22-2026", "09-22-2026"),
        ("22 September 2026", "22 September 2026"),
    ],
)
def test_the_day_is_put_before_the_month_where_only_the_month_can_stand_first(
    text: str, same: str
) -> None:
    assert day_first(text) == same

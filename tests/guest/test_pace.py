"""Retry-After, as RFC 9110 writes it and as servers do."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.guest.pace import retry_after

NOW = datetime(2026, 11, 6, 8, 49, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("Fri, 06 Nov 2026 08:49:37 GMT", 37),
        ("Friday, 06-Nov-26 08:49:37 GMT", 37),
        ("Fri Nov  6 08:49:37 2026", 37),
        ("Fri, 06 Nov 2026 10:49:37 +0200", 37),
        ("Fri, 06 Nov 2020 08:49:37 GMT", 0),
        ("9" * 5000, math.inf),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("Fri, 99 Nov 2026 99:99:99 GMT", None),
        ("1 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, now=NOW) == seconds


def test_a_date_is_measured_by_the_clock_of_the_server() -> None:
    wait = retry_after("Fri, 06 Nov 2026 08:50:00 GMT", "Fri, 06 Nov 2026 08:49:30 GMT")
    assert wait == 30


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_text(value: str, date: str) -> None:
    seconds = retry_after(value, date)
    assert seconds is None or seconds >= 0

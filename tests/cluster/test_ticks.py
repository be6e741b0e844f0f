"""When periodic crawls are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsbot.cluster.ticks import cron_of, seconds_of

croniter = pytest.importorskip("croniter").croniter


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2s", 2), ("60s", 60), ("1m", 60), ("10m", 600), ("60m", 3600), ("6h", 21600), ("1d", 86400)],
)
def test_a_time_that_goes_into_a_minute_an_hour_or_a_day(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "7m", "0m", "90s", "5h", "2d", "10", "-1m", "1.5h", "often"])
def test_others_are_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="10m, 30m, 1h"):
        seconds_of(text)


@pytest.mark.parametrize("seconds", [1, 2, 30, 60, 600, 1800, 3600, 21600, 43200, 86400])
@pytest.mark.parametrize("name", ["interfax.com.ua", "one.example", "two.example"])
def test_ticks_come_as_often_as_that_for_ever(seconds: int, name: str) -> None:
    start = datetime(2026, 10, 24, 23, 59, 30, tzinfo=UTC)
    ticks = croniter(cron_of(seconds, name), start)
    moments = [ticks.get_next(datetime) for _ in range(50)]
    assert moments[0] - start <= timedelta(seconds=seconds)
    steps = {after - before for before, after in pairwise(moments)}
    assert steps == {timedelta(seconds=seconds)}


def test_sites_are_not_all_asked_at_one_moment() -> None:
    assert len({cron_of(600, f"{n}.example") for n in range(20)}) > 15

"""A machine whose clock is wrong, seen from the answers of the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from guest.visiting import crawl
from hostile.server import HostileServer
from replica import Answer

HOUR = timedelta(hours=1)


def answer_at(site: HostileServer, ahead: timedelta, only: str = "", **headers: str) -> None:
    """Has the site tell a time so far ahead of ours: in each answer, or in those to `only`."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        if only not in target:
            return None
        answer = site.replica.respond(edition, target, asked)
        said = format_datetime(datetime.now(UTC) + ahead, usegmt=True)
        return Answer(answer.status, {**answer.headers, "Date": said, **headers}, answer.body)

    site.before = before


@pytest.mark.slow
@pytest.mark.parametrize("ahead", [25 * HOUR, timedelta(days=20_000), -48 * HOUR])
def test_a_wrong_clock_ends_a_run_before_anything_is_written(
    site: HostileServer, tmp_path: Path, ahead: timedelta
) -> None:
    answer_at(site, ahead)
    run = crawl(site, tmp_path)
    assert run.code == 1
    assert run.ids == []
    assert "the clock of this machine says" in run.complaints[-1]
    assert len(site.requests) == (1 if ahead > timedelta() else 4)  # to the first article
    site.before = None
    rest = crawl(site, tmp_path)
    assert rest.code == 0, rest.err
    assert sorted(rest.ids) == sorted(map(str, site.replica.reachable("uk")))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ahead", "only", "headers"),
    [
        (14 * HOUR, "", {}),  # of a server that takes its own zone for Greenwich
        (-12 * HOUR, "", {}),
        (-48 * HOUR, "", {"Age": str(47 * 3600)}),  # out of a cache that tells it
        (-48 * HOUR, "/news/", {}),  # robots.txt is of today
        (timedelta(), "", {"Date": "yesterday"}),
        (timedelta(), "", {"Age": "9" * 20}),
    ],
)
def test_what_a_cache_hands_out_late_is_no_wrong_clock(
    site: HostileServer, tmp_path: Path, ahead: timedelta, only: str, headers: dict[str, str]
) -> None:
    answer_at(site, ahead, only, **headers)
    run = crawl(site, tmp_path)
    assert run.code == 0, run.complaints
    assert sorted(run.ids) == sorted(map(str, site.replica.reachable("uk")))

"""Refusals and pauses, read from the server's own access log."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import start
from guest.visiting import QUICK, ROBOTS, crawl, gaps, refuse
from hostile.server import HostileServer
from replica import Answer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_rests_the_whole_host(status: int, site: HostileServer, tmp_path: Path) -> None:
    refuse(site, status, 4, 4, **{"Retry-After": "1"})
    run = crawl(site, tmp_path, settings={"RETRY_TIMES": 1})
    assert run.code == 0, run.err
    assert gaps(site)[4] >= 0.9
    assert gaps(site)[4] == max(gaps(site))
    assert len(run.warnings) == 1
    assert "asks for a pause of 1 s" in run.warnings[0]
    assert sorted(run.ids) == sorted(map(str, site.replica.reachable("uk")))


def test_retry_after_is_capped(site: HostileServer, tmp_path: Path) -> None:
    refuse(site, 429, 3, 3, **{"Retry-After": "Fri, 31 Dec 2199 23:59:59 GMT"})
    run = crawl(site, tmp_path, settings={"RETRY_TIMES": 1, "NEWSBOT_MAX_PAUSE": 0.5})
    assert run.code == 0, run.err
    assert gaps(site)[3] >= 0.4
    assert "NEWSBOT_MAX_PAUSE" in run.warnings[0]
    assert len(run.records) == len(site.replica.reachable("uk"))


@pytest.mark.parametrize("status", [429, 403])
def test_repeated_refusals_end_the_run(status: int, site: HostileServer, tmp_path: Path) -> None:
    refuse(site, status, 4, 10**6)
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_PAUSE": 0.01, "RETRY_TIMES": 2})
    assert run.code == 1
    assert len(run.complaints) == 1
    assert f"refused 5 requests in a row (status {status})" in run.complaints[0]
    assert len(site.requests) == 4 + 5  # and none after the stop
    assert len(run.records) == 4 - len([ROBOTS, "latest", "rss"])


def test_a_refusal_now_and_then_ends_nothing(site: HostileServer, tmp_path: Path) -> None:
    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(403, {}, b"") if len(site.requests) % 3 == 2 else None

    site.before = before
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_REFUSALS": 2})
    assert run.code == 0, run.err
    assert run.records


def test_a_signal_ends_a_pause(site: HostileServer, tmp_path: Path) -> None:
    refuse(site, 429, 3, 3, **{"Retry-After": "100"})
    process = start(site, tmp_path, settings={"RETRY_TIMES": 1, "DOWNLOAD_DELAY": QUICK})
    assert process.stderr is not None
    while "asks for a pause" not in process.stderr.readline():
        assert process.poll() is None
    os.kill(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=30)  # long before the pause is over
    assert process.returncode == 0, err
    assert len(site.requests) == 4
    assert "Traceback" not in err

"""The pace, read from the server's own access log."""

from __future__ import annotations

from pathlib import Path

import pytest

from guest.visiting import QUICK, crawl, gaps, robots
from hostile.server import HostileServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.mark.parametrize(
    ("rule", "throttle"),
    [("Crawl-delay: 0.4", 1), ("Request-rate: 5/2s", 0)],
)
def test_the_delay_that_robots_asks_for(
    rule: str, throttle: int, site: HostileServer, tmp_path: Path
) -> None:
    robots(site, f"User-agent: *\n{rule}\n")
    settings = {
        "AUTOTHROTTLE_ENABLED": throttle,
        "AUTOTHROTTLE_START_DELAY": QUICK,
        "DOWNLOAD_DELAY": QUICK,
        "NEWSBOT_MAX_REQUESTS": 6,
    }
    run = crawl(site, tmp_path, settings=settings)
    assert run.code == 0, run.err
    assert len(gaps(site)) == 5
    assert min(gaps(site)) >= 0.3  # as the server sees it: later, or sooner, by its own pace


def test_a_delay_beyond_measure_is_capped(site: HostileServer, tmp_path: Path) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 86400\n")
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_CRAWL_DELAY": 0.01}, follow="none")
    assert run.code == 0, run.err
    assert len(run.warnings) == 1
    assert "asks for 86400 s" in run.warnings[0]
    assert "NEWSBOT_MAX_CRAWL_DELAY" in run.warnings[0]


def test_a_delay_for_others_is_not_ours(site: HostileServer, tmp_path: Path) -> None:
    robots(site, "User-agent: slowbot\nCrawl-delay: 86400\n\nUser-agent: *\nDisallow:\n")
    run = crawl(site, tmp_path, follow="none")
    assert run.code == 0, run.err
    assert run.warnings == []


def test_one_request_at_a_time_by_default(site: HostileServer, tmp_path: Path) -> None:
    settings = {"DOWNLOAD_DELAY": 0.4, "NEWSBOT_MAX_REQUESTS": 5}
    run = crawl(site, tmp_path, settings=settings)
    assert run.code == 0, run.err
    assert len(gaps(site)) == 4
    assert min(gaps(site)) >= 0.1  # half of it with jitter, 0.2


def test_the_hosts_of_a_site_share_one_pace(site: HostileServer, tmp_path: Path) -> None:
    """Its editions have hosts of their own, and one machine."""
    robots(site, "User-agent: *\nCrawl-delay: 0.3\n")
    hosts = [site.base_url("uk"), site.base_url("ru").replace("127.0.0.1", "localhost")]
    settings = {"DOWNLOAD_DELAY": QUICK, "CONCURRENT_REQUESTS": 2, "NEWSBOT_MAX_REQUESTS": 8}
    run = crawl(site, tmp_path, settings=settings, edition="uk,ru", base_url=",".join(hosts))
    assert run.code == 0, run.err
    assert {access.edition for access in site.requests} == {"uk", "ru"}
    slow = gaps(site)[2:]  # from the first robots.txt on
    assert len(slow) == 5
    assert min(slow) >= 0.2

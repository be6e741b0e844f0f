"""robots.txt, read from the server's own access log."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import Run, paths_asked
from guest.visiting import ROBOTS, crawl, robots
from hostile.server import HostileServer, reset
from replica import Answer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def assert_kept_away(server: HostileServer, run: Run) -> None:
    """The run says in one line why it does not crawl, and has asked for nothing but robots.txt."""
    assert run.code == 1
    assert len(run.complaints) == 1, run.err
    assert "robots.txt could not be read" in run.complaints[0]
    assert "RFC 9309" in run.complaints[0]
    assert "Traceback" not in run.err
    assert paths_asked(server) == []
    assert run.records == []


def test_robots_comes_first_and_what_it_forbids_is_not_asked_for(
    site: HostileServer, tmp_path: Path
) -> None:
    forbidden = site.replica.published("uk")[2].path
    robots(site, f"User-agent: *\nDisallow: {forbidden}\nDisallow: /*-2.html$\n")
    run = crawl(site, tmp_path)
    asked = [access.target for access in site.requests]
    assert run.code == 0, run.err
    assert asked[0] == ROBOTS
    assert asked.count(ROBOTS) == 1
    assert forbidden not in asked
    assert "/news/latest-2.html" not in asked
    assert len(run.records) > 1


def test_the_rules_for_our_own_name_hold_whatever_the_user_agent(
    site: HostileServer, tmp_path: Path
) -> None:
    robots(site, "User-agent: *\nAllow: /\n\nUser-agent: NewsBot\nDisallow: /news/political/\n")
    run = crawl(site, tmp_path, settings={"USER_AGENT": "Archive/7 (+https://archive.test/)"})
    assert run.code == 0, run.err
    assert not [path for path in paths_asked(site) if path.startswith("/news/political/")]
    assert {access.headers["user-agent"] for access in site.requests} == {
        "Archive/7 (+https://archive.test/)"
    }


@pytest.mark.parametrize("status", [404, 403])
def test_no_robots_is_free(status: int, site: HostileServer, tmp_path: Path) -> None:
    robots(site, "no such page", status)
    run = crawl(site, tmp_path, url=site.base_url() + "news/latest-2.html", follow="none")
    assert run.code == 0, run.err
    assert run.records


@pytest.mark.parametrize("status", [503, 429])
def test_robots_out_of_order_keeps_us_away(
    status: int, site: HostileServer, tmp_path: Path
) -> None:
    robots(site, "out of order", status)
    assert_kept_away(site, crawl(site, tmp_path))


def test_robots_off_the_site_keeps_us_away(site: HostileServer, tmp_path: Path) -> None:
    robots(site, "", 302, Location="https://evil.example/robots.txt")
    assert_kept_away(site, crawl(site, tmp_path))


def test_robots_that_hangs_up_keeps_us_away(site: HostileServer, tmp_path: Path) -> None:
    site.raw = {ROBOTS: reset(b"HTTP/1.1 200 OK\r\nContent-Le")}
    assert_kept_away(site, crawl(site, tmp_path))


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:1/", "http://newsbot.invalid/"])
def test_a_dead_host(base_url: str, site: HostileServer, tmp_path: Path) -> None:
    assert_kept_away(site, crawl(None, tmp_path, base_url=base_url))


def test_one_edition_without_robots_does_not_stop_the_other(
    site: HostileServer, tmp_path: Path
) -> None:
    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(503, {}, b"") if (edition, target) == ("ru", ROBOTS) else None

    site.before = before
    run = crawl(site, tmp_path, edition="uk,ru")
    assert run.code == 1
    assert "robots.txt could not be read" in run.complaints[0]
    assert paths_asked(site, "ru") == []
    assert {record["language"] for record in run.records} == {"uk"}

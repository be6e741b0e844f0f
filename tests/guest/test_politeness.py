"""How we behave, read from the server's own access log."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import crawling
from crawling import Run, paths_asked, start
from hostile.server import HostileServer, Raw, head, raw, reset
from newsbot.settings import USER_AGENT
from replica import Answer, Replica

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

ROBOTS = "/robots.txt"
TEXT = {"Content-Type": "text/plain"}
QUICK = 0.0005
"""Seconds: a pace that is no pace."""


@pytest.fixture
def site() -> Iterator[HostileServer]:
    with HostileServer(Replica(24, traps=False, page_size=4)) as server:
        server.raw = {}
        yield server


def robots(server: HostileServer, text: str = "", status: int = 200, **headers: str) -> None:
    """Has the site answer its robots.txt so."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(status, {**TEXT, **headers}, text.encode()) if target == ROBOTS else None

    server.before = before


def crawl(server: HostileServer | None, folder: Path, **options: Any) -> Run:
    """A crawl at a pace that is none; Scrapy keeps no order without any delay."""
    settings = {"DOWNLOAD_DELAY": QUICK, **options.pop("settings", {})}
    return crawling.crawl(server, folder, settings=settings, **options)


def gaps(server: HostileServer) -> list[float]:
    """The seconds between one request and the next."""
    times = [access.time for access in server.requests]
    return [later - earlier for earlier, later in pairwise(times)]


def assert_kept_away(server: HostileServer, run: Run) -> None:
    """The run says in one line why it does not crawl, and has asked for nothing but robots.txt."""
    assert run.code == 1
    assert len(run.complaints) == 1, run.err
    assert "robots.txt could not be read" in run.complaints[0]
    assert "RFC 9309" in run.complaints[0]
    assert "Traceback" not in run.err
    assert paths_asked(server) == []
    assert run.records == []


# robots.txt


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


# The pace


@pytest.mark.parametrize(
    ("rule", "throttle"),
    [("Crawl-delay: 0.4", 1), pytest.param("Request-rate: 5/2s", 0, marks=pytest.mark.slow)],
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


@pytest.mark.slow
def test_one_request_at_a_time_by_default(site: HostileServer, tmp_path: Path) -> None:
    settings = {"DOWNLOAD_DELAY": 0.4, "NEWSBOT_MAX_REQUESTS": 5}
    run = crawl(site, tmp_path, settings=settings)
    assert run.code == 0, run.err
    assert len(gaps(site)) == 4
    assert min(gaps(site)) >= 0.1  # half of it with jitter, 0.2


@pytest.mark.slow
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


# Refusals


def refuse(server: HostileServer, status: int, first: int, last: int, **headers: str) -> None:
    """Answers so to the requests from number `first` to `last`; robots.txt is number 0."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        if first <= len(server.requests) <= last:
            return Answer(status, {**TEXT, **headers}, b"")
        return None

    server.before = before


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


def test_a_site_that_goes_down_is_left_alone(site: HostileServer, tmp_path: Path) -> None:
    refuse(site, 500, 4, 10**6)
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_FAILURES": 3, "RETRY_TIMES": 1})
    assert run.code == 1
    assert "has failed 3 times in a row" in run.complaints[0]
    assert len({access.target for access in site.requests if access.status == 500}) == 3


def hang(connection: socket.socket) -> None:
    """Says nothing until the other side gives up."""
    with contextlib.suppress(OSError):
        connection.recv(1)


@pytest.mark.parametrize(
    ("speak", "tries"),
    [(reset(), 0), (raw(head(Content_Length=9000), b"<html>"), 1), (hang, 0), (hang, 1)],
    ids=["drops", "breaks off", "hangs", "hangs again"],
)
def test_a_site_that_accepts_and_gives_nothing_is_left_alone(
    speak: Raw, tries: int, site: HostileServer, tmp_path: Path
) -> None:
    """Together with pages that it answers with 500; each try that hangs counts."""
    articles = [article.path for article in site.replica.published("uk")]
    site.raw = dict.fromkeys(articles[1:], speak)

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(500, {**TEXT}, b"") if target == articles[0] else None

    site.before = before
    settings = {"NEWSBOT_MAX_FAILURES": 4, "RETRY_TIMES": tries, "DOWNLOAD_TIMEOUT": 0.3}
    run = crawl(site, tmp_path, settings={**settings, **crawling.ONE_BY_ONE})
    assert run.code == 1
    assert len(run.complaints) == 1, run.err
    assert "has failed 4 times in a row" in run.complaints[0]
    assert "Traceback" not in run.err
    sent = [path for path in paths_asked(site) if path in articles[1:]]
    assert 3 <= len(sent) <= 4  # Twisted tries again by itself where it reuses a connection


# The end


def test_the_budget_is_exact_and_ends_well(site: HostileServer, tmp_path: Path) -> None:
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_REQUESTS": 7})
    assert run.code == 0, run.complaints
    assert len(site.requests) == 7
    assert "NEWSBOT_MAX_REQUESTS" in run.err
    assert run.warnings == []
    rest = crawl(site, tmp_path)
    assert rest.code == 0, rest.err
    assert sorted(rest.ids) == sorted(map(str, site.replica.reachable("uk")))


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


# Who we are


def test_the_default_user_agent_is_mentioned_once(site: HostileServer, tmp_path: Path) -> None:
    run = crawl(site, tmp_path, settings={"USER_AGENT": USER_AGENT}, follow="none")
    assert [bool(re.search("set it, with an address", line)) for line in run.warnings] == [True]
    assert {access.headers["user-agent"] for access in site.requests} == {USER_AGENT}
    assert all("cookie" not in access.headers for access in site.requests)


def test_a_mirror_here_is_asked_without_the_proxy(
    site: HostileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://someone:hunter2secret@127.0.0.1:1/")
    monkeypatch.delenv("no_proxy", raising=False)
    run = crawl(site, tmp_path, follow="none")
    assert run.code == 0, run.err
    assert run.records
    assert "hunter2secret" not in run.err

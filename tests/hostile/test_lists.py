"""Hostile lists and feeds: they end, they disclose nothing, and what is healthy in them is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from hostile.held import holds
from hostile.pages import TEXT, article
from newsbot.pages.listing import Entry
from newsbot.pages.rss import read_rss
from newsbot.sites.interfax import INTERFAX
from replica import Answer, Replica, ReplicaServer

HTML = {"Content-Type": "text/html; charset=utf-8"}
LATEST = "/news/latest.html"
RSS = "/news/last.rss"
MOST = 40
SECRET = "root:x:0:0"
Page = Callable[[str], str | None]


@pytest.fixture
def site() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(12, traps=False)) as server:
        yield server


def serve(server: ReplicaServer, page: Page, kind: str = HTML["Content-Type"]) -> None:
    """Has the site answer with `page(path)` where that is not None."""

    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        text = page(target)
        if text is None:
            return None
        return Answer(200, {"Content-Type": kind}, text.encode("utf-8", "surrogatepass"))

    server.before = before


def healthy(server: ReplicaServer) -> set[str]:
    return set(map(str, server.replica.reachable("uk")))


def listing(rows: str, following: str = "") -> str:
    return f"""<html><head><title>Новини</title></head><body><div class="articles-section-view">
{rows}</div><div class="pager"><a href="{following}">далі</a></div></body></html>"""


def row(number: int) -> str:
    return (
        '<div class="grid article"><div class="article-time"><span>12:34</span>'
        f'<span>25.04.2025</span></div><a class="article-link" href="/news/general/{number}.html">'
        f"Новина {number}</a></div>"
    )


def test_a_list_without_end_ends_with_the_budget(site: ReplicaServer, tmp_path: Path) -> None:
    def endless(path: str) -> str | None:
        name = path.removeprefix("/news/latest").removesuffix(".html")
        if not path.startswith("/news/latest"):
            return article() if path.startswith("/news/general/9") else None
        number = int(name.lstrip("-") or 1)
        return listing(row(10_000_000 - number), f"/news/latest-{number + 1}.html")

    serve(site, endless)
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_REQUESTS": MOST})
    assert run.code == 0, run.complaints
    assert len(site.requests) == MOST
    assert "NEWSBOT_MAX_REQUESTS" in run.err
    assert len(run.records) > MOST / 4


def test_a_calendar_is_not_walked(site: ReplicaServer, tmp_path: Path) -> None:
    days = "".join(f'<a href="/news/2026/{n}/{n}.html">{n}</a>' for n in range(1, 400))
    days += "".join(f'<a href="/calendar?day={n}">{n}</a>' for n in range(1, 400))

    def calendar(path: str) -> str | None:
        return listing(row(1) + days) if path == LATEST else None

    serve(site, calendar)
    run = crawl(site, tmp_path)
    assert not [path for path in paths_asked(site) if "calendar" in path or "/2026/" in path]
    assert set(run.ids) >= healthy(site)  # by way of the feed


def test_one_number_with_two_texts_is_one_article(site: ReplicaServer, tmp_path: Path) -> None:
    def twice(path: str) -> str | None:
        if path == LATEST:
            return listing(row(7_000_001) + row(7_000_001).replace("general", "political"))
        if path.endswith("/7000001.html"):
            return article(paragraphs=(*TEXT, f"Текст за адресою {path}."))
        return None

    serve(site, twice)
    run = crawl(site, tmp_path)
    assert run.code == 0, run.complaints
    assert run.ids.count("7000001") == 1
    assert sum(path.endswith("/7000001.html") for path in paths_asked(site)) == 1
    assert set(run.ids) >= healthy(site)


def test_articles_that_lead_to_one_another_are_one(site: ReplicaServer, tmp_path: Path) -> None:
    """A redirect to an article that is in the list itself."""
    target = site.replica.published("uk")[0]

    def before(edition: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        if path == LATEST:
            page = site.replica.respond(edition, path, headers).body.decode()
            rows = row(7_000_002) + row(7)
            page = page.replace('<div class="articles-section-view">', "<div>" + rows, 1)
            return Answer(200, HTML, page.encode())
        if path in {"/news/general/7000002.html", "/news/general/7.html"}:
            return Answer(301, {"Location": target.path}, b"")
        return None

    site.before = before
    run = crawl(site, tmp_path)
    assert run.code == 0, run.complaints
    assert sorted(run.ids) == sorted(healthy(site))


ITEM = (
    "<item><title>{title}</title><link>https://interfax.com.ua{path}</link>"
    "<pubDate>Tue, 22 Sep 2026 10:15:00 +0300</pubDate></item>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
FEEDS = {
    "a file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{items}<title>&x;</title>',
    "a service": '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>{items}&x;',
    "a DTD": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd">{items}',
    "parameter entities": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>{items}',
    "a billion laughs": f"<!DOCTYPE rss [{LAUGHS}]>{{items}}<title>&l11;</title>",
    "a quadratic blow-up": f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>{{items}}{"&a;" * 9000}',
    "no XML": "{items}<unclosed & <b> \x00\x01 ]]>",
    "depth": "{items}" + "<a>" * 9000,
}


def feed_of(site: ReplicaServer, name: str) -> bytes:
    stories = site.replica.published("uk")
    items = "".join(ITEM.format(title="Назва", path=story.path) for story in stories)
    start, _, end = FEEDS[name].partition("{items}")
    return f'<?xml version="1.0"?>{start}<rss><channel>{items}{end}</channel></rss>'.encode()


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed(name: str, site: ReplicaServer) -> None:
    feed = feed_of(site, name)

    def read(body: bytes) -> list[Entry]:
        return read_rss(body, INTERFAX, "https://interfax.com.ua/news/last.rss")

    assert not holds(read, feed)
    entries = read(feed)
    found = [entry.address.id for entry in entries]
    assert found == [str(story.id) for story in site.replica.published("uk")]
    assert SECRET not in str(entries)


def test_a_run_on_a_hostile_feed(site: ReplicaServer, tmp_path: Path) -> None:
    feed = feed_of(site, "a billion laughs")

    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target == RSS:
            return Answer(200, {"Content-Type": "application/rss+xml"}, feed)
        return Answer(404, {}, b"") if target == LATEST else None

    site.before = before
    run = crawl(site, tmp_path, follow="none")
    assert run.code == 0, run.complaints
    assert "Traceback" not in run.err
    assert set(run.ids) == {str(story.id) for story in site.replica.published("uk")}

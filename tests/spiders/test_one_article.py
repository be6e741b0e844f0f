"""One article, one key: whatever address leads to it, it is asked for once and written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from crawling import crawl, paths_asked
from ledger.past import let_pass
from replica import Answer, Replica, ReplicaServer
from spiders.small import WORDS, SmallSite, Story

SEED = "/news/election/%D0%BF%D1%96%D0%B4%D1%82%D1%80%D0%B8%D0%BC%D0%BA%D0%B0/1066871.html"
PLAIN = "/news/election/1066871.html"
TITLE = 'Ковалі у вузькому колі погодилися підтримати "ярмарок охочих" — ЗМІ'
TEXT = (
    "Майстри з Опішні на зустрічі дали зрозуміти, що готові підтримати ярмарок, який готує "
    "староста громади, повідомляє часопис із посиланням на джерела."
)
PAGE = f"""<html><body><div class="page"><div class="col-79"><div class="col-23">
<article class="article article-content-view">Інтерфакс-Україна
<div class="article-time"><span>04:25</span><span>26.04.2025</span></div>
<h1 class="article-content-title">{escape(TITLE)}</h1><div>1 хв читати</div>
<div class="article-content"><p>{TEXT}</p><p>Йдеться про горно, вугілля та візок.</p>
<p>Джерело: https://www.example.org/news/2025/04/25/fair/</p></div></article>
<h4>ЩЕ ЗА ТЕМОЮ</h4></div>
<div class="col-13"><h4>ОСТАННЄ</h4>
<div><a href="/news/general/1066880.html">У Миргороді відкрили міст</a></div>
<div><a href="/news/economic/1066879.html">Ціни на віск зросли</a></div></div></div>
<div class="ad"><span class="ad-subtitle">РЕКЛАМА</span></div>
<div class="linkator-block"><p><a href="http://www.ukr.net/">UKR.NET- новини</a> з усієї України</p>
</div><span class="ad-subtitle">РЕКЛАМА</span></div></body></html>"""
HOSTS = ("interfax.com.ua", "ua.interfax.com.ua", "ru.interfax.com.ua", "en.interfax.com.ua")


@pytest.fixture
def site() -> SmallSite:
    return SmallSite([])


@pytest.fixture
def server(site: SmallSite) -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        yield server


def forms(number: int, section: str = "election") -> list[str]:
    """Many addresses of one article."""
    tags = ["", *(f"{quote(tag)}/" for tag in ("підтримка", "сад_2026", "кузня"))]
    paths = [f"/news/{section}/{tag}{number}.html" for tag in tags]
    paths += [path.lower() for path in paths]
    paths += [f"/news/general/{number}.html", f"/news/political/{number}-amp.html"]
    paths += [f"//news//{section}//{number}.html", f"/news/{section}/{number}.html?utm_source=x#y"]
    absolute = [
        f"{scheme}://{prefix}{host}{dot}{path}"
        for scheme in ("http", "https")
        for prefix in ("", "www.")
        for host in HOSTS
        for dot in ("", ".", ":443")
        for path in paths
    ]
    return paths + absolute


def as_list(hrefs: list[str]) -> str:
    rows = "".join(f'<p><a href="{escape(href)}">Ковалі</a></p>' for href in hrefs)
    return f"<html><body>{rows}</body></html>"


def test_the_page_with_which_it_all_began(server: ReplicaServer, tmp_path: Path) -> None:
    def answer(_: str, target: str, __: object) -> Answer | None:
        if target != PLAIN:
            return None
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode())

    server.before = answer
    run = crawl(server, tmp_path, url=server.base_url() + SEED[1:], follow="none")
    assert run.code == 0, run.err
    assert paths_asked(server) == [PLAIN]
    (record,) = run.records
    base = server.base_url()
    expected = {
        "id": "1066871",
        "url": base + PLAIN[1:],
        "site": "interfax.com.ua",
        "language": "uk",
        "section": "election",
        "title": TITLE,
        "published_at": "2025-04-26T04:25:00+03:00",
        "published_raw": "04:25 26.04.2025",
        "event_at": None,
        "modified_at": None,
        "reading_minutes": 1,
        "lead": None,
        "body": f"{TEXT}\n\nЙдеться про горно, вугілля та візок.",
        "source_url": "https://www.example.org/news/2025/04/25/fair/",
        "authors": [],
        "tags": [],
        "images": [],
        "related": [],
        "latest": [
            {"title": "У Миргороді відкрили міст", "url": f"{base}news/general/1066880.html"},
            {"title": "Ціни на віск зросли", "url": f"{base}news/economic/1066879.html"},
        ],
        "revision": 1,
    }
    assert {name: record[name] for name in expected} == expected


def test_a_thousand_addresses_are_one_request(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    """In a list, in the titled blocks, as start pages, in a run and in the next one."""
    hrefs = forms(1066871) + [f"/news/election/tag_{n}/1066871.html" for n in range(1000)]
    assert len(hrefs) > 1500
    other = Story(1066872, related=tuple(hrefs[::3]), listed=False)
    site.add(Story(1066871, section="election", listed=False), other)
    page = as_list([*hrefs, other.path])

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        if target != "/news/political.html":
            return site.answer(edition, target, headers)
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())

    server.before = answer
    base = server.base_url()
    for start in (base + "news/political.html", " ".join([*forms(1066871)[-300:], base + SEED])):
        run = crawl(server, tmp_path, url=start)
        assert run.code == 0, run.err
    asked = paths_asked(server)
    assert asked.count(PLAIN) == 2  # the second time a person asked for it by its address
    assert not [path for path in asked if "1066871" in path and path != PLAIN]
    assert sorted(run.ids) == ["1066871", "1066872"]


@pytest.mark.parametrize("status", [404, 410])
def test_where_it_was_found_is_asked_once_if_the_plain_address_is_missing(
    status: int, site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    site.add(
        Story(1066871, paths=(SEED,)),
        Story(1066872, paths=("/nowhere",)),
        Story(1066873, paths=("/nowhere",)),
    )
    tagged = SEED.replace("1066871", "1066872")
    plain = "/news/general/1066873.html"
    hrefs = [SEED + "?utm_source=telegram", tagged, plain, "/news/general/1066871.html"]

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        if target == "/news/political.html":
            page = as_list(hrefs).encode()
            return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page)
        found = site.answer(edition, target, headers)
        return Answer(status, {}, b"") if found.status == 404 else found

    server.before = answer
    run = crawl(server, tmp_path, url=server.base_url() + "news/political.html", follow="none")
    assert sorted(paths_asked(server)[1:]) == sorted(
        [PLAIN, SEED, PLAIN.replace("1066871", "1066872"), tagged, plain]
    )
    (record,) = run.records
    assert (record["id"], record["url"]) == ("1066871", server.base_url() + SEED[1:])
    missing = [line for line in run.warnings if f"status {status}" in line]
    assert len(missing) == 2


def test_the_page_says_which_address_is_its_own(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    canonical = '<link rel="canonical" href="https://en.interfax.com.ua./news/political/{}.html">'
    og = '<meta property="og:url" content="/news/economic/{}.html?utm=1">'
    site.add(
        Story(11, head=canonical.format(11)),
        Story(12, head=og.format(12)),
        Story(13, head=canonical.format(13) + og.format(99)),
        Story(14, head='<link rel="canonical" href="/news/latest.html">'),
        Story(15, head='<link rel="canonical" href="https://example.org/news/political/15.html">'),
        Story(16, head=canonical.format(11)),
        Story(17, head=og.format(11)),
    )
    run = crawl(server, tmp_path, follow="none")
    base = server.base_url()
    assert {record["id"]: record["url"].removeprefix(base) for record in run.records} == {
        "11": "news/political/11.html",
        "12": "news/economic/12.html",
        "13": "news/political/13.html",
        "14": "news/general/14.html",
        "15": "news/general/15.html",
    }
    assert {record["id"]: record["section"] for record in run.records}["12"] == "economic"
    for number in (16, 17):
        (line,) = [line for line in run.warnings if f"/{number}.html" in line]
        assert "another article" in line
    server.forget()
    again = crawl(server, tmp_path, follow="none")
    assert len(again.records) == 5
    assert not [path for path in paths_asked(server) if "general" in path]


def test_its_address_stays(site: SmallSite, server: ReplicaServer, tmp_path: Path) -> None:
    """Whatever the page calls itself after an edit."""
    story = Story(31)
    site.add(story)
    crawl(server, tmp_path, follow="none")
    story.head = '<link rel="canonical" href="/news/political/31.html">'
    story.text = f"{WORDS['uk'][5]} Незабаром там буде й друге горно."
    let_pass(tmp_path, 3600)
    first, second = crawl(server, tmp_path, follow="none").records
    assert (first["revision"], second["revision"]) == (1, 2)
    assert second["url"] == first["url"] == server.base_url() + story.path[1:]


def test_an_article_may_be_served_by_any_host(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    """A redirect to another edition is followed for the article itself, and for nothing else."""
    site.add(Story(21), Story(22))
    other = server.base_url("en")

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        if edition == "uk" and target == "/news/general/21.html":
            return Answer(301, {"Location": f"{other}news/general/21.html"}, b"")
        if edition == "uk" and target == "/news/general/22.html":
            return Answer(301, {"Location": f"{other}news/latest.html"}, b"")
        return site.answer(edition, target, headers)

    server.before = answer
    bases = f"{server.base_url()},{other}"
    run = crawl(server, tmp_path, edition="uk,en", base_url=bases, follow="none")
    assert run.ids == ["21"]
    assert run.records[0]["url"] == f"{other}news/general/21.html"
    assert any("a redirect to another edition" in line for line in run.warnings)

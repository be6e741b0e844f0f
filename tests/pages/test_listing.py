"""Lists: every article once, in order, with its time; paging; blocks."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from newsbot.pages.listing import ListingPage
from newsbot.sites.interfax import INTERFAX
from replica import Replica

# ruff: noqa: E501 - markup is easier to read in one line
LATEST = "https://interfax.com.ua/news/latest.html"


def listing(html: str, url: str = LATEST) -> ListingPage:
    return ListingPage(HtmlResponse(url, body=html.encode(), encoding="utf-8"), INTERFAX)


@pytest.mark.parametrize("edition", ["uk", "ru", "en"])
@pytest.mark.parametrize("name", ["latest", "general"])
def test_lists_of_the_replica(edition: str, name: str) -> None:
    replica = Replica()
    host = INTERFAX.editions[edition].host
    html = replica.respond(edition, f"/news/{name}.html", {}).body.decode()
    page = listing(html, f"https://{host}/news/{name}.html")
    rows = [int(entry.address.id) for entry in page.rows]
    assert rows
    assert len(rows) == len(set(rows))
    assert all(entry.title for entry in page.entries)
    assert {entry.address.edition for entry in page.rows} == {edition}


OLD = """<div class="grid article"><div class="col-27 article-image-wrapper">
<span class="article-time-big">{time}</span><a href="/news/general/{id}.html"><img alt="x" src="/i"></a>
</div><div class="col-57"><h1 class="article-link-wrapper"><a href="/news/general/{id}.html">Новина {id}
</a></h1></div></div>"""
NEW = """<div class="row"><div class="t"><span>{time}</span><span>25.04.2025</span></div>
<div><a href="/news/general/{id}.html"><img src="/i" alt="x"></a><a href="/news/general/{id}.html">Новина
{id}</a></div></div>"""


@pytest.mark.parametrize("row", [OLD, NEW])
def test_image_and_title_links_are_one_entry(row: str) -> None:
    html = "".join(row.format(time=f"12:{number:02}", id=number) for number in range(1, 9))
    page = listing(f"<html><body><div>{html}</div></body></html>")
    assert [entry.title for entry in page.entries] == [f"Новина {n}" for n in range(1, 9)]
    assert all(entry.time and entry.time.startswith("12:0") for entry in page.entries)


def test_tags_other_sites_and_menus_are_no_entries() -> None:
    html = (
        "<a href='/news/tag/5.html'>a</a><a href='/news/general.html'>b</a>"
        "<a class='article-link' href='https://example.org/news/general/5.html'>c</a>"
        "<a href='/news/general/6.html'>d</a>"
    )
    assert [entry.title for entry in listing(html).entries] == ["d"]


def test_paging() -> None:
    html = "<a href='/news/latest-2.html'>2</a><a href='//interfax.com.ua/news/latest-3.html'>3</a>"
    second = LATEST.replace("latest", "latest-2")
    assert listing(html).next_page == second
    assert listing(html, second).next_page == LATEST.replace("latest", "latest-3")
    assert listing(html, LATEST.replace("latest", "latest-3")).next_page is None


def test_an_empty_list() -> None:
    page = listing("<html><body><p>Нічого не знайдено</p></body></html>")
    assert (page.entries, page.rows, page.next_page) == ([], [], None)

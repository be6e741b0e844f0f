"""Pages made to break a reader: none raises, and none takes long."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

import newsbot
from hostile.held import holds
from newsbot.pages import images, outline, tables
from newsbot.pages.document import Element, clean_text
from newsbot.pages.listing import ListingPage
from newsbot.sites.interfax import INTERFAX
from pages.reading import FETCHED_AT, page_of
from pages.shapes import URL

HEAD = "<html><body><h1>Заголовок сторінки про сад</h1><div>04:25 26.04.2025</div>"
TEXT = "<p>Це перше речення статті, яке стоїть одразу після заголовка.</p>"
MOST = 80
"""Times an ordinary page, both readers together, without the guard that refuses heavy markup before
them; anything quadratic takes a thousand times as long."""


QUICK = 20_000
"""Characters; a longer page takes half a second."""


def link(number: int) -> str:
    return f'<a href="/news/general/{number}.html">Новина номер {number}</a>'


def many(count: int) -> str:
    return "".join(f"<li>{link(number)}</li>" for number in range(1, count))


def ld(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


PAGES = {
    "nested div": HEAD + "<div>" * 100_000 + TEXT,
    "nested b": HEAD + "<b>" * 100_000 + TEXT,
    "nested tables": HEAD + "<table><tr><td>x</td><td>" * 2000 + TEXT,
    "nested lists": HEAD + "<ul><li>" * 50_000 + TEXT,
    "nested headers": HEAD + "<header>" * 50_000 + "<h1>x</h1>",
    "nested advertising": HEAD + TEXT + "<div class='ad'>" * 90_000,
    "attribute of 1 MB": HEAD + f"<div class='{'a ' * 400_000}'>" + TEXT,
    "style of 1 MB": HEAD + f"<div style='{'a ' * 400_000}'>" + TEXT,
    "many attributes": HEAD + f"<div {' '.join(f'a{n}=1' for n in range(90_000))}>" + TEXT,
    "50,000 links": HEAD + TEXT + many(25_000),
    "a block of 15,000": HEAD + TEXT + "<h3>ОСТАННЄ</h3><ul>" + many(15_000),
    "headings": HEAD + TEXT + "<h3>ОСТАННЄ</h3>" * 50_000,
    "headings in a line": HEAD + TEXT + "<b>ОСТАННЄ</b> " * 40_000,
    "chapters": HEAD + TEXT + ("<h3>Останнє</h3>" + TEXT) * 6000,
    "headings of comments": HEAD + (TEXT + "<h3>Коментарі</h3>") * 5000,
    "news in a text": HEAD + TEXT + f"<h3>ОСТАННЄ</h3>{link(4)}<p>Слово тут.</p>" * 5000,
    "homes": HEAD + "".join(f"<div class='c{number}'>{TEXT * 2}</div>" for number in range(3000)),
    "labels": HEAD + TEXT + "<p>РЕКЛАМА</p>" * 15_000,
    "boxes": HEAD + (TEXT + "<div><div>текст</div><span>РЕКЛАМА</span></div>") * 6000,
    "paragraphs": HEAD + TEXT * 9000,
    "one letter each": HEAD + "<p>а</p>" * 90_000,
    "line breaks": HEAD + TEXT + "x<br>" * 150_000,
    "one word": HEAD + "<p>" + "с" * 400_000,
    "digits": HEAD + "<p>" + "1" * 900_000,
    "dates": "<div>04:25 26.04.2025</div>" * 9000 + HEAD + TEXT,
    "headlines": "<h1>Заголовок</h1>" * 15_000 + TEXT,
    "a headline in what holds the page": "<title>Врожай яблук подвоївся за рік</title>"
    "<div>Врожай яблук подвоївся<br><br>" + "<b>слово</b> " * 40_000,
    "images": HEAD + TEXT + "<img src='/a.jpg'>" * 50_000 + TEXT,
    "rows": HEAD + f"<table>{'<tr><td>a</td><td>b</td></tr>' * 25_000}</table>" + TEXT,
    "json-ld deep": ld("[" * 90_000) + HEAD + TEXT,
    "json-ld nested": ld('{"@graph":' * 900 + "1" + "}" * 900) + HEAD + TEXT,
    "json-ld lists": ld(f'{{"@type":"Article","headline":{"[" * 900}{"]" * 900}}}') + HEAD + TEXT,
    "nul": HEAD + TEXT + "\0" * 900_000,
    "surrogates": HEAD + TEXT + "\ud800" * 90_000,
    "entities": HEAD + "<p>" + "&#xD800;&#0;&#x110000;&bogus;" * 30_000,
    "brackets": HEAD + "<p>" + "<" * 900_000,
    "comments": HEAD + TEXT + "<!-- x -->" * 90_000,
    "unknown tags": HEAD + TEXT + "".join(f"<t{number}>" for number in range(90_000)),
    "classes": HEAD + TEXT + "".join(f"<i class='c{n}'>x</i>" for n in range(40_000)),
    "spaces": HEAD + "<p>" + " " * 900_000 + "x",
    "marks": HEAD + "<p>и" + "\u0306" * 300_000 + "x",
    "deep paragraphs": HEAD + "<div>" * 1800 + TEXT * 8000,
    "deep links": HEAD + "<div>" * 1800 + f"<p>{link(4)}</p>" * 8000,
    "a meta tag full of times": HEAD.replace(
        "<h1", f"<meta property='article:published_time' content='{':00' * 30_000}'><h1", 1
    )
    + TEXT,
    "empty": "",
    "text": "just text",
    "frames": "<html><frameset><frame></frameset></html>",
    "xml": "<?xml version='1.0'?><rss><channel/></rss>",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow if len(page) > QUICK else ())
        for name, page in PAGES.items()
    ],
)
def test_no_page_raises_or_takes_long(name: str) -> None:
    assert not holds(read_twice, PAGES[name].encode("utf-8", "replace"), MOST)


def test_a_quote_in_a_quote_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,800 around the text of a page, each held all of it."""
    looked = []

    def all_text(element: Element) -> str:
        looked.append(element)
        return ""

    monkeypatch.setattr(outline, "_all_text", all_text)
    page_of((HEAD + "<blockquote>" * 100 + TEXT).encode(), URL)
    assert len(looked) == 1


def test_a_link_in_a_link_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,000 in a table, each held the text of all inside: three seconds."""
    looked = []

    def text_of(element: Element) -> str:
        looked.append(element.tag)
        return clean_text(element)

    monkeypatch.setattr(tables, "clean_text", text_of)
    links = "<p><a>" * 100
    rows = f"<tr><td>x</td><td>y</td></tr><tr><td>x</td><td>{links}{TEXT}"
    page_of((HEAD + f"<table>{rows}</table>" + TEXT).encode(), URL)
    assert looked.count("a") == 1


def test_a_caption_of_many_images_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of 5,000 elements, under 500 images: twelve seconds."""
    looked = []

    def text_of(element: Element) -> str:
        looked.append(element.tag)
        return clean_text(element)

    monkeypatch.setattr(images, "clean_text", text_of)
    pictures = "".join(f"<img src='/{number}.jpg'>" for number in range(100))
    figure = f"<figure><p>{pictures}</p><figcaption>Сад навесні</figcaption></figure>"
    page = page_of((HEAD + TEXT + figure + TEXT).encode(), URL)
    assert len(page.article(FETCHED_AT).images) == 100
    assert looked.count("figcaption") == 1


OF_ANY_SITE = {
    "a day behind pictures": "<div>"
    + "<img>" * 8000
    + f"<span>22.09.2026</span>{'слово ' * 16}<p>y</p>" * 1500
    + "</div>",
    "blanks in a byline": f"<p>By <a href='/p/1'>Olena Sadova</a>{' ' * 2000}q</p>",
    "homes in a list of names": f"<div class='{'m1 ' * 50_000}'>" + f"<div>{TEXT * 2}</div>" * 1200,
}
"""Those that cost most where nobody described the site."""


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_ANY_SITE)
def test_no_page_of_another_site_takes_long(name: str) -> None:
    def read(body: bytes) -> None:
        newsbot.read(body, url="https://www.example.ua/news/1234567")

    assert not holds(read, (HEAD + OF_ANY_SITE[name] + TEXT * 3).encode(), MOST / 4)


def read_twice(body: bytes) -> None:
    """As an article and as a list."""
    page = page_of(body, URL)
    if page.problem is None:
        page.article(FETCHED_AT)
    assert isinstance(page.has_block, dict)
    response = HtmlResponse("https://interfax.com.ua/news/latest.html", body=body, encoding="utf-8")
    listing = ListingPage(response, INTERFAX)
    assert listing.entries is not None
    assert listing.next_page is None


@pytest.mark.parametrize("depth", [100, 255, 300, 1500])
def test_text_is_found_at_any_depth(depth: int) -> None:
    page = page_of(HEAD + "<div>" * depth + TEXT, URL)
    assert [paragraph.text for paragraph in page.paragraphs] == [TEXT[3:-4]]


def test_unclosed_tags_lose_nothing() -> None:
    page = page_of(HEAD + "<font>".join(TEXT for _ in range(400)), URL)
    assert len(page.paragraphs) == 400


def test_bytes_that_are_no_utf_8() -> None:
    html = (
        HEAD + TEXT
    ).encode() + b"<p>\xff\xfe \xd0 \xed\xa0\x80 a second sentence of the text.</p>"
    page = page_of(html, URL)
    assert len(page.paragraphs) == 2

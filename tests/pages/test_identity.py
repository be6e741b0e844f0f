"""A page that says which article it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.pages.document import Document, parse
from newsbot.pages.identity import other_article
from newsbot.pages.json_ld import read_json_ld
from newsbot.pages.layout import Place
from newsbot.pages.lexicon import Lexicon
from newsbot.sites.interfax import INTERFAX
from sites.not_articles import BODY, FETCHED_AT, URL, WHEN
from sites.not_articles import TITLE as HEADLINE
from sites.not_articles import page as article_page

TITLE = "Млин на Росі знову меле жито"
CANONICAL = '<link rel="canonical" href="{}">'
OG_URL = '<meta property="og:url" content="{}">'
JSON_LD = (
    '<script type="application/ld+json">'
    '{{"@type": "NewsArticle", "headline": "Млин на Росі меле жито", "url": "{}"}}</script>'
)
FOREIGN = (
    '<script type="application/ld+json">'
    '{{"@type": "NewsArticle", "headline": "Рибалки чекають на хамсу", "url": "{}"}}</script>'
)


@pytest.mark.parametrize(
    ("statements", "ids", "other"),
    [
        ((), (), None),
        ((CANONICAL,), (1,), None),
        ((CANONICAL,), (2,), 2),
        ((OG_URL,), (2,), 2),
        ((JSON_LD,), (2,), 2),
        ((CANONICAL, OG_URL, JSON_LD), (1, 2, 2), None),
        ((CANONICAL, OG_URL), (2, 1), 2),
        ((JSON_LD, JSON_LD), (2, 1), None),
        ((FOREIGN,), (2,), None),
        ((CANONICAL,), ("latest",), None),
        ((CANONICAL, OG_URL), ("latest", 2), 2),
        ((CANONICAL,), ("front",), "front"),
        ((OG_URL,), ("front",), "front"),
        ((CANONICAL, OG_URL), ("front", 1), None),
        ((CANONICAL, JSON_LD), ("front", 1), None),
        ((CANONICAL, JSON_LD), ("front", 2), 2),
        ((JSON_LD,), ("front",), None),
    ],
)
def test_the_other_article(
    statements: tuple[str, ...], ids: tuple[object, ...], other: object
) -> None:
    head = "".join(
        text.format(f"/news/general/{each}.html")
        for text, each in zip(statements, ids, strict=True)
    )
    document = Document(parse(f"<html><head>{head}</head><body></body></html>"))
    found = other_article(
        document,
        read_json_ld(document.json_ld),
        is_own=lambda url: url == "/news/general/1.html",
        is_other=lambda url: url == "/news/general/2.html",
        is_front=lambda url: url == "/news/general/front.html",
        title=TITLE,
    )
    assert found == (f"/news/general/{other}.html" if other else None)


@pytest.mark.parametrize(
    ("stated", "is_front"),
    [
        ("/", True),
        ("https://www.example.org", True),
        ("https://www.example.org/#top", True),
        ("https://www.example.org/?p=1234567", False),
        ("https://www.example.org/news/", False),
        ("https://[bad", False),
    ],
)
def test_a_page_that_says_it_is_the_front_page_is_no_article(stated: str, is_front: bool) -> None:
    html = article_page(f"<h1>{HEADLINE}</h1>{WHEN}{BODY}", head=CANONICAL.format(stated))
    if not is_front:
        assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).title == HEADLINE
        return
    with pytest.raises(NotAnArticle, match="a front page"):
        newsbot.read(html, url=URL, fetched_at=FETCHED_AT)


def test_the_front_page_of_an_edition_under_a_path() -> None:
    edition = replace(INTERFAX.editions["uk"], prefix="/ukr")
    place = Place.of(URL, Lexicon(replace(INTERFAX, editions={"uk": edition})))
    assert place.is_front("https://interfax.com.ua/ukr/")
    assert not place.is_front("https://interfax.com.ua/rus/")

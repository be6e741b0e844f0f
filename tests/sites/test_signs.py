"""What tells an article where a page of a site nobody described has no metadata and no date."""

from __future__ import annotations

from urllib.parse import quote

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.pages.slug import names_headline
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, page

NAMED = "https://www.example.ua/orchards/apple-harvest-doubled-orchards-of-poltava.html"
NUMBERED = "https://www.example.ua/orchards/1234567"
UNNAMED = "https://www.example.ua/orchards/"
SLOGAN = "<meta name='description' content='Gossip, recipes, weather, sports, chess, horoscopes'>"


def refusal(
    texts: list[str], url: str, *, title: str = TITLE, head: str = "", above: str = ""
) -> str | None:
    body = "".join(f"<p>{text}</p>" for text in texts)
    html = page(f"<h1>{title}</h1>{above}<div>{body}</div>", title=title, head=head)
    try:
        newsbot.read(html, url=url, fetched_at=FETCHED_AT)
    except NotAnArticle as refused:
        return refused.problem
    return None


def lasting(characters: int) -> list[str]:
    """A text of about so many characters."""
    texts = [f"{number}. {text}" for number in range(30) for text in TEXTS]
    count = next(n for n in range(len(texts)) if len("".join(texts[:n])) >= characters)
    return texts[:count]


def test_its_address_says_what_its_headline_says() -> None:
    assert refusal(lasting(500), NAMED) is None
    assert refusal(lasting(500), NUMBERED) == "nothing that tells an article from another page"


@pytest.mark.parametrize(
    ("url", "title", "named"),
    [
        ("/tarene-rant-for-norsk-hap-igar", "Tårene rant for norsk håp igår", True),
        (quote("/врожай-груш-у-полтаві-зріс-удвічі"), "Врожай груш у Полтаві зріс удвічі", True),
        ("/privacy-policy-and-cookies", "Privacy policy and cookies", False),
        ("/terms-and-conditions-of-use", "Terms and conditions of use", False),
        ("/late-pears-in-the-north", "Apple harvest doubled in Poltava", False),
    ],
)
def test_words_of_a_headline_in_an_address(url: str, title: str, named: bool) -> None:
    assert names_headline(f"https://www.example.ua{url}", title) == named


def test_a_long_text_needs_less_of_its_address_and_a_longer_one_nothing() -> None:
    assert refusal(lasting(1100), NUMBERED) is None
    assert refusal(lasting(1100), UNNAMED) == "nothing that tells an article from another page"
    assert refusal(lasting(2100), UNNAMED) is None


def test_chinese_and_japanese_say_as_much_in_half_as_many_characters() -> None:
    text = "収穫は昨年の二倍になったと農家の組合が火曜日に発表し、春の天気と蜂に感謝した。"
    assert len(text) * 15 < 1000
    texts = [f"{number}番目の{text}" for number in range(15)]
    assert refusal(texts, NUMBERED, title="果樹園の収穫が二倍に") is None
    assert refusal(texts[:10], NUMBERED, title="果樹園の収穫が二倍に") is not None


def test_a_long_text_need_not_speak_of_its_headline() -> None:
    title = "Sour grapes"
    assert refusal(lasting(2100), NUMBERED, title=title, head=SLOGAN) is None
    problem = refusal(lasting(1100), NUMBERED, title=title, head=SLOGAN)
    assert problem == "a text that says nothing of what the headline says"


def test_pictures_with_what_they_show_may_stand_above_a_long_text() -> None:
    rows = "".join(
        f"<li><b>A tree</b><p>{number}. {TEXTS[1]}</p>"
        f"<a href='/pictures/trees-of-the-valley-{number}'>Larger</a></li>"
        for number in range(4)
    )
    pictures = f"<div class='sidebar'><ul>{rows}</ul></div>"
    assert refusal(lasting(3000), NUMBERED, above=pictures) is None
    assert refusal(lasting(1100), NUMBERED, above=pictures) == "a list of articles"
    assert refusal(lasting(3000), NUMBERED, above=rows) == "a list of articles"


def test_a_headline_that_is_marked_as_one_heads_anything() -> None:
    html = page(f"<h1 itemprop='headline'>{TITLE}</h1><div><p>{TEXTS[0]}</p></div>")
    with pytest.raises(NotAnArticle, match="nothing that tells"):
        newsbot.read(html, url=NUMBERED, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    "path",
    ["services/apple-harvest-doubled-in-orchards-of-poltava", "Products/1234567"],
)
def test_what_is_sold_or_said_of_the_owner_has_as_many_words_as_news(path: str) -> None:
    url = f"https://www.example.ua/{path}"
    assert refusal(lasting(3000), url) == "nothing that tells an article from another page"
    assert refusal(lasting(500), url, head="<meta property='og:type' content='article'>") is None
    assert refusal(lasting(3000), f"https://www.example.ua/the-{path}") is None


@pytest.mark.parametrize("path", ["pro-nas.html", "about-us/", "contact"])
def test_a_page_that_its_address_calls_one_about_the_site_needs_a_date(path: str) -> None:
    url = f"https://www.example.ua/{path}"
    head = "<meta property='og:type' content='article'>"
    assert refusal(lasting(3000), url, head=head) == "a page about the site"
    dated = f"{head}<meta property='article:published_time' content='2026-09-22T10:15:00+03:00'>"
    assert refusal(lasting(3000), url, head=dated) is None
    assert refusal(lasting(3000), f"https://www.example.ua/the-{path}", head=head) is None

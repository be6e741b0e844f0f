"""How pages of newsroom and institutional systems are built, each with what no class name tells."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, RAIL, TEXTS, TITLE, WHEN, page

URL = "https://www.example.ua/news/apple-harvest-doubled-1234567"
"""Without a day: an address tells one as well."""

TYPE = "<meta property='og:type' content='article'>"
LEAD = "Never before were there so many apples at once, and hardly anybody knows where to put them."

NEXT = "Schools have asked for more than they can eat, and the rest of it is dried in the sun."
LAST = "In the next year there will be a fair in the town, to which all of the growers come."


def read(inner: str, *, head: str = "", language: str = "en") -> Article:
    html = page(inner, head=head).replace("lang='en'", f"lang='{language}'")
    return newsbot.read(html, url=URL, fetched_at=FETCHED_AT)


def paragraphs(article: Article) -> list[str]:
    return (article.body or "").split("\n\n")


@pytest.mark.parametrize("day", ["Tue, 09/22/2026 - 10:15", "22 September 2026"])
def test_a_footer_above_the_text_of_an_article_has_its_date(day: str) -> None:
    footer = f"<footer><div>Submitted by <span>editor</span> on <span>{day}</span></div></footer>"
    article = read(f"<h1>{TITLE}</h1><article>{footer}<div>{BODY}</div></article>{RAIL}")
    assert (article.published_at or "").startswith("2026-09-22")
    assert paragraphs(article) == [*TEXTS]


def test_a_footer_below_the_text_is_still_none_of_it() -> None:
    footer = f"<footer><p>{LEAD}</p></footer>"
    article = read(f"<h1>{TITLE}</h1>{WHEN}<article><div>{BODY}</div>{footer}</article>")
    assert paragraphs(article) == [*TEXTS]


def test_a_day_with_the_month_first_says_that_a_page_is_an_article() -> None:
    article = read(f"<h1>{TITLE}</h1><div>09/22/2026 - 10:15</div><div><p>{TEXTS[0]}</p></div>")
    assert article.body == TEXTS[0]


def test_a_day_may_be_one_part_of_a_bar_above_the_headline() -> None:
    bar = "".join(
        f"<span>{text}</span>"
        for text in ("Press release", "22 September 2026", "Poltava", "A two minute read")
    )
    article = read(f"<main><div>{bar}</div><div><h1>{TITLE}</h1><div>{BODY}</div></div></main>")
    assert (article.published_at or "").startswith("2026-09-22")


@pytest.mark.parametrize(
    "bar",
    [
        "<span>Aktualisiert am</span> <b>23. September 2026</b> <span>von der Redaktion in Poltava</span>",
        "<span>Open from</span> <b>23 September 2026</b> <span>to</span> <b>24 September 2026</b> <i>in Poltava</i>",
    ],
    ids=["of a change", "of an event"],
)
def test_not_every_day_of_a_bar_is_that_of_the_page(bar: str) -> None:
    article = read(f"<h1>{TITLE}</h1><div>{bar}</div><div>{BODY}</div>", head=TYPE)
    assert article.published_at is None


def test_a_sentence_in_the_header_of_a_headline_is_its_standfirst() -> None:
    header = f"<header><h1>{TITLE}</h1><div>{LEAD}</div></header>"
    article = read(f"<article>{header}{WHEN}<div>{BODY}</div></article>{RAIL}")
    assert (article.lead, paragraphs(article)) == (LEAD, [*TEXTS])


def test_a_standfirst_may_be_called_a_teaser() -> None:
    teaser = f"<div class='teaser-text'><p>{LEAD}</p></div>"
    article = read(f"<h1>{TITLE}</h1>{WHEN}{teaser}<div>{BODY}</div>{RAIL}")
    assert (article.lead, paragraphs(article)) == (LEAD, [*TEXTS])


@pytest.mark.parametrize(
    "teaser",
    [
        f"<h3><a href='/news/story-of-other-apples'>Other apples</a></h3><div><p>{LEAD}</p></div>",
        f"<p>{LEAD}</p><a href='/news/story-of-other-apples'>More</a>",
        f"<p>{LEAD} <a href='/news/story-of-other-apples'>More of the other apples</a></p>",
    ],
    ids=["its title above", "a link below", "a link in it"],
)
def test_a_teaser_that_leads_elsewhere_is_no_standfirst(teaser: str) -> None:
    inner = f"<h1>{TITLE}</h1>{WHEN}<div class='teaser'>{teaser}</div><div>{BODY}</div>{RAIL}"
    article = read(inner)
    assert (article.lead, paragraphs(article)) == (None, [*TEXTS])


@pytest.mark.parametrize("tag", ["span", "time", "small"])
def test_a_day_in_one_element_with_the_text_is_none_of_the_text(tag: str) -> None:
    text = "<br><br>".join(TEXTS)
    inner = f"<div><img src='/1.jpg'><{tag} class='date'>22.09.2026</{tag}>{text}</div>"
    article = read(f"<h1>{TITLE}</h1>{inner}{RAIL}")
    assert paragraphs(article) == [*TEXTS]
    assert (article.published_at or "").startswith("2026-09-22")


def test_a_day_in_bold_type_may_open_a_text() -> None:
    inner = f"<div><b>22.09.2026</b> {TEXTS[0]}<br><br>{TEXTS[1]}</div>"
    article = read(f"<h1>{TITLE}</h1><p>23.09.2026</p>{inner}{RAIL}")
    assert paragraphs(article) == [f"22.09.2026 {TEXTS[0]}", TEXTS[1]]


def test_cards_of_a_text_are_one_text_however_many_wrappers_each_has() -> None:
    pairs = [(TEXTS[0], LEAD), (TEXTS[1], TEXTS[2]), (NEXT, LAST)]
    cards = "".join(
        f"<div class='card-wrapper'><div id='story-card'><div class='element text'><div><p>{one}</p><p>{two}</p></div></div></div></div>"
        for one, two in pairs
    )
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div class='story'>{cards}</div>{RAIL}")
    assert paragraphs(article) == [text for pair in pairs for text in pair]

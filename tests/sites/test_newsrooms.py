"""How pages of newsroom and institutional systems are built, each with what no class name tells."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, RAIL, TEXTS, TITLE, WHEN, page

URL = "https://www.example.ua/news/apple-harvest-doubled-1234567"
"""Without a day: an address tells one as well."""

TYPE = "<meta property='og:type' content='article'>"
LEAD = "Never before were there so many apples at once, and hardly anybody knows where to put them."

NEXT = "Schools have asked for more than they can eat, and the rest of it is dried in the sun."
LAST = "In the next year there will be a fair in the town, to which all of the growers come."


def read(inner: str, *, head: str = "", url: str = URL) -> Article:
    return newsbot.read(page(inner, head=head), url=url, fetched_at=FETCHED_AT)


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


@pytest.mark.parametrize("name", ["teaser-newsletter", "teaser newsletter"])
def test_what_has_other_names_of_furniture_too_is_no_standfirst(name: str) -> None:
    box = f"<div class='{name}'><p>{LEAD}</p></div>"
    article = read(f"<h1>{TITLE}</h1>{WHEN}{box}<div>{BODY}</div>{RAIL}")
    assert (article.lead, paragraphs(article)) == (None, [*TEXTS])


def test_a_teaser_below_a_text_is_none_of_it() -> None:
    box = f"<div class='teaser'><p>{LEAD}</p></div>"
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}{box}</div>{RAIL}")
    assert paragraphs(article) == [*TEXTS]


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


def test_a_day_in_a_paragraph_is_of_it() -> None:
    parts = "".join(f"<p><span>2{at}.09.2026</span> {text}</p>" for at, text in enumerate(TEXTS))
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div>{parts}</div>{RAIL}")
    assert paragraphs(article) == [f"2{at}.09.2026 {text}" for at, text in enumerate(TEXTS)]


def test_cards_of_a_text_are_one_text_however_many_wrappers_each_has() -> None:
    pairs = [(TEXTS[0], LEAD), (TEXTS[1], TEXTS[2]), (NEXT, LAST)]
    cards = "".join(
        f"<div class='card-wrapper'><div id='story-card'><div class='element text'><div><p>{one}</p><p>{two}</p></div></div></div></div>"
        for one, two in pairs
    )
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div class='story'>{cards}</div>{RAIL}")
    assert paragraphs(article) == [text for pair in pairs for text in pair]


def test_a_standfirst_with_a_time_behind_it_is_not_all_of_a_short_text() -> None:
    head = f"<header><h1>{TITLE}</h1><p>{LEAD}</p><time>22 September 2026</time></header>"
    post = f"<article><header><time>10:15</time><h2>Apples</h2></header><p>{TEXTS[0]}</p></article>"
    article = read(f"<main><article>{head}<div>{post}</div></article></main>{RAIL}")
    assert (article.lead, paragraphs(article)[-1]) == (LEAD, TEXTS[0])


def test_a_small_table_may_end_a_text() -> None:
    table = "<table><tr><td>Apples</td><td>31</td></tr><tr><td>Pears</td><td>29</td></tr></table>"
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}<h3>In tonnes</h3>{table}</div>{RAIL}")
    assert paragraphs(article)[-2:] == ["In tonnes", "Apples\t31\nPears\t29"]


@pytest.mark.parametrize(
    "line",
    [
        "# # #",
        "***",
        "Переглядів: 231 | Коментарі (0)",
        "Останнє оновлення 22.09.2026 11:00",
        "Фото автора.",
        "Fot. Jan Sad",
        "Інформація Відвідувачі, які знаходяться в групі Гості, не можуть залишати коментарі до даної публікації.",
        "Добавлять комментарии могут только зарегистрированные пользователи.",
    ],
)
def test_what_systems_put_below_a_text_is_none_of_it(line: str) -> None:
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}<p>{line}</p></div>{RAIL}")
    assert paragraphs(article) == [*TEXTS]


@pytest.mark.parametrize("line", ["Apples: 231", "Updated apples 231", "22.09.2026"])
def test_a_short_line_may_end_a_text(line: str) -> None:
    article = read(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}<p>{line}</p></div>{RAIL}")
    assert paragraphs(article) == [*TEXTS, line]


@pytest.mark.parametrize("above", ["", f"<p>{LEAD}</p>"], ids=["headline", "standfirst"])
@pytest.mark.parametrize(
    "line", ["Von Katrin Sad 22.09.2026, 10:15", "Publié le 22/09/2026 | Mis à jour le 23/09/2026"]
)
def test_a_dateline_is_none_of_the_text_where_metadata_tell_the_time(line: str, above: str) -> None:
    inner = f"<h1>{TITLE}</h1><div>{above}<p>{line}</p>{BODY}</div>"
    article = read(
        inner, head="<meta property='article:published_time' content='2026-09-22T10:15:00Z'>"
    )
    assert line not in f"{article.lead} {article.body}"
    assert paragraphs(article)[-3:] == [*TEXTS]


def test_of_two_days_of_publication_in_a_line_neither_is_taken() -> None:
    line = "<p>Published on 22.09.2026 | First published on 20.09.2026</p>"
    article = read(f"<h1>{TITLE}</h1><div>{BODY}{line}</div>", head=TYPE)
    assert article.published_at is None


def test_the_first_day_of_a_chronicle_stays() -> None:
    days = [f"{day} September 2026" for day in (20, 21, 22)]
    inner = "".join(f"<p>{day}</p><p>{text}</p>" for day, text in zip(days, TEXTS, strict=True))
    stamp = "<meta property='article:published_time' content='2026-09-22T10:15:00Z'>"
    article = read(
        f"<h1>{TITLE}</h1><p>By Olena Sad</p><div><p>{LEAD}</p>{inner}</div>", head=stamp
    )
    assert paragraphs(article)[1:] == [
        line for pair in zip(days, TEXTS, strict=True) for line in pair
    ]


def test_the_day_of_an_article_may_stand_in_one_part_of_a_bar_below_it() -> None:
    bar = "<div><a href='/news'>Новини</a> | Додав: admin (22.09.2026) | Переглядів: 231</div>"
    article = read(
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{BODY}</td></tr><tr><td>{bar}</td></tr></table>"
    )
    assert (article.published_at or "").startswith("2026-09-22")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/news/apples/2026-09-22-14", "2026-09-22"),
        ("/news/apples-on-2026-09-22", None),
        ("/calendar/2026-09-22", None),
    ],
)
def test_a_day_and_a_number_in_an_address(path: str, day: str | None) -> None:
    article = read(
        f"<h1>{TITLE}</h1><div>{BODY}</div>", head=TYPE, url=f"https://www.example.ua{path}"
    )
    assert (article.published_at or "")[:10] == (day or "")


def test_the_day_of_a_card_that_is_one_link_is_not_that_of_its_list() -> None:
    cards = "".join(
        f"<a href='/news/story-number-{n}-of-many'><div>22 Sep 2026</div><div>The story {n}</div><p>{text}</p></a>"
        for n, text in enumerate(TEXTS * 2)
    )
    with pytest.raises(NotAnArticle):
        read(f"<h1>{TITLE}</h1><p>{LEAD}</p><div>{cards}</div>")


@pytest.mark.parametrize(
    "kind",
    [
        '<script type="application/ld+json">{{"@type": "Product", "name": "{title}", "offers": []}}</script><div>',
        '<script type="application/ld+json">{{"@type": "JobPosting", "title": "{title}"}}</script><div>',
        '<script type="application/ld+json">{{"@graph": [{{"@type": "DiscussionForumPosting", "headline": "{title}"}}]}}</script><div>',
        "<div itemscope itemtype='http://schema.org/Product'>",
    ],
    ids=["an offer", "a vacancy", "a post", "microdata"],
)
def test_what_says_that_it_is_something_else_is_no_article(kind: str) -> None:
    inner = f"{kind.format(title=TITLE)}<h1>{TITLE}</h1>{WHEN}{BODY}</div>"
    with pytest.raises(NotAnArticle, match="a product"):
        read(inner)
    assert read(inner, head=TYPE).body


def test_an_article_may_offer_something_of_another_name() -> None:
    offer = '<script type="application/ld+json">{"@type": "Product", "name": "A ladder"}</script>'
    assert read(f"{offer}<h1>{TITLE}</h1>{WHEN}<div>{BODY}</div>").body


@pytest.mark.parametrize(
    "wall",
    [
        "Цей матеріал доступний лише передплатникам, оформіть передплату, щоб читати далі.",
        "Subscribe to continue and support our newsroom, it costs a pound a week for a year.",
    ],
)
def test_a_wall_is_no_article(wall: str) -> None:
    with pytest.raises(NotAnArticle):
        read(f"<h1>{TITLE}</h1><p class='byline'>By Olena Sad</p><div><p>{wall}</p></div>")

"""Dates as blogs print them: in one line with more than a date, on pages without metadata."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, page

URL = "https://www.example.ua/apple-harvest-doubled-in-the-orchards"
"""It tells no day."""
POSTED = "This entry was posted on Tuesday, September 22, 2026 at 10:15 am and is filed under <a href='/category/fruit'>Fruit</a>. You can follow any responses through the <a href='/feed'>feed</a>."


def read(inner: str, language: str = "en") -> Article:
    markup = page(inner).replace("lang='en'", f"lang='{language}'")
    return newsbot.read(markup, url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Posted on September 22, 2026 by Olena Sad"),
        ("en", "Posted on September 22, 2026 by Olena Sad in Fruit"),
        ("en", "Posted on 2026年9月22日 by Olena Sad"),
        ("en", "Olena Sad · September 22, 2026 · 4 min read"),
        ("en", "September 22, 2026 / 0 comments / in Fruit / by Olena Sad"),
        ("en", "22.09.2026 | Olena Sad | 4 min read"),
        ("en", "Published September 22, 2026 · Updated September 23, 2026 · 4 min read"),
        ("de", "Peter Muster | 22. September 2026 | 4 Min. Lesezeit"),
        ("de", "Lesezeit: 4 Min. | 22. September 2026"),
        ("pl", "Opublikowano 22 września 2026 przez Anna Przykład w Owoce"),
        ("uk", "Опубліковано 22 вересня 2026 від Олена Садова у Садівництво"),
        ("uk", "Олена Садова · 22 вересня 2026 · Час читання: 4 хв"),
    ],
)
def test_a_date_between_the_author_and_the_reading_time(language: str, line: str) -> None:
    article = read(f"<main><h1>{TITLE}</h1><p>{line}</p><div>{BODY}</div></main>", language)
    assert (article.published_at or "")[:10] == "2026-09-22"
    assert (article.body or "").split("\n\n") == [*TEXTS]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", POSTED),
        ("en", "This entry was posted on September 22, 2026 by Olena Sad."),
        ("de", "Dieser Beitrag wurde am 22. September 2026 von Peter Muster veröffentlicht."),
        ("pl", "Ten wpis został opublikowany 22 września 2026 przez Anna Przykład."),
        ("uk", "Цей запис було опубліковано 22 вересня 2026 автором Олена Садова."),
    ],
)
def test_what_a_blog_says_of_an_entry_is_its_date_and_no_text(language: str, line: str) -> None:
    for inner in (
        f"<h1>{TITLE}</h1><div>{BODY}<p><small>{line}</small></p></div>",
        f"<article><header><h1>{TITLE}</h1><div>{line}</div></header><div>{BODY}</div></article>",
    ):
        article = read(f"<main>{inner}</main>", language)
        assert (article.published_at or "")[:10] == "2026-09-22"
        assert article.lead is None
        assert (article.body or "").split("\n\n") == [*TEXTS]


@pytest.mark.parametrize(
    "line",
    [
        "This post was originally published on September 22, 2026 by another site.",
        "This entry was posted by Olena Sad und am 22. September 2026 aktualisiert.",
        "The report was posted on September 22, 2026 by Olena Sad.",
        "Olena Sad · September 22, 2026 · September 29, 2026",
    ],
)
def test_a_day_of_which_it_is_not_said_that_the_entry_is_of_it(line: str) -> None:
    with pytest.raises(NotAnArticle, match="nothing that tells"):
        read(f"<main><h1>{TITLE}</h1><div>{BODY}<p>{line}</p></div></main>")


def test_a_sentence_about_a_record_is_text() -> None:
    record = (
        "Запис розмови садівників оприлюднив 22 вересня 2026 року один із них, і його почули всі."
    )
    article = read(f"<main><h1>{TITLE}</h1><p>By Olena Sad</p>{BODY}<p>{record}</p></main>", "uk")
    assert (article.body or "").split("\n\n") == [*TEXTS, record]


def test_the_reading_time_in_a_row_below_a_text_is_none_of_the_text() -> None:
    rows = "".join(
        f"<div><h2><a href='/{name}-are-late-this-year'>{name} are late this year in all orchards</a></h2><p>{n}. September 2026 · 4 Min. Lesezeit</p></div>"
        for n, name in enumerate(("Birnen", "Pflaumen", "Nüsse"), 1)
    )
    inner = f"<main><h1>Olena Sad</h1><div><p>{TEXTS[0]}</p>{rows}</div></main>"
    with pytest.raises(NotAnArticle):
        read(inner, "de")


@pytest.mark.parametrize(
    ("title", "minutes"),
    [("<h3><a href='/pears-are-late-this-year'>Pears are late this year</a></h3>", None), ("", 4)],
)
def test_the_reading_time_under_the_title_of_another_article(
    title: str, minutes: int | None
) -> None:
    row = f"<div>{title}<p>4 min read</p></div>"
    article = read(f"<main><h1>{TITLE}</h1><p>September 22, 2026</p>{row}<div>{BODY}</div></main>")
    assert article.reading_minutes == minutes

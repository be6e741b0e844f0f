"""A standfirst is called one by its class, above a text or as its first paragraph."""

from __future__ import annotations

import pytest

import newsbot
from newsbot.items import Article
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

SAID = "Growers of the union expect no more than half of last year"
LEAD = "The spring was mild, and the bees were many. Nobody knows whether it was enough."


def read(above: str, first: str = "") -> Article:
    body = "".join(f"<p>{text}</p>" for text in TEXTS)
    inner = (
        f"<article><header><h1>{TITLE}</h1>{above}{WHEN}</header><div>{first}{body}</div></article>"
    )
    return newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize("tag", ["h2", "p", "div"])
@pytest.mark.parametrize(
    "name", ["subheadline", "ar-subtitle", "SubTitulo", "sub-title", "post__deck", "story_intro"]
)
def test_above_a_text(tag: str, name: str) -> None:
    """It was lost: no part of the text, and said nowhere in the head."""
    article = read(f"<{tag} class='{name}'>{SAID}</{tag}>")
    assert article.lead == SAID
    assert article.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize(
    "name",
    [
        "article-lead",
        "leadText",
        "chapo",
        "c-summary__intro",
        "description",
        "einleitung",
        "teaser-text",
    ],
)
def test_the_first_paragraph_of_a_text(name: str) -> None:
    article = read("", f"<p class='{name}'>{LEAD}</p>")
    assert article.lead == LEAD
    assert article.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize("name", ["dropcap__lead", "has-drop-cap lead", "standard"])
def test_a_first_paragraph_like_any(name: str) -> None:
    article = read("", f"<p class='{name}'>{LEAD}</p>")
    assert article.lead is None
    assert article.body == "\n\n".join((LEAD, *TEXTS))


def test_twice_for_two_screens() -> None:
    assert read(f"<h2 class='subhead'>{SAID}</h2><h3 class='subhead'>{SAID}</h3>").lead == SAID


@pytest.mark.parametrize(("count", "is_lead"), [(3, True), (4, False)])
def test_a_standfirst_has_few_paragraphs(count: int, is_lead: bool) -> None:
    said = "".join(f"<p class='summary'>{number}. {LEAD}</p>" for number in range(count))
    article = read("", said)
    assert (article.lead is not None) is is_lead
    assert LEAD in f"{article.lead} {article.body}"


@pytest.mark.parametrize(
    "other",
    [
        TITLE,
        "By Olena Sad | The Herald of the Union",
        "24 September 2026, 10:15 in the town of Poltava",
        "Photo: Olena Sad / The Herald of the Union",
        "<a href='/news/story-of-pears-1234567'>Pears are late this year because of the rain</a>",
        "In short",
    ],
)
def test_something_else_under_such_a_name(other: str) -> None:
    assert read(f"<h2 class='subhead'>{other}</h2>").lead is None


@pytest.mark.parametrize("count", [2, 3])
def test_a_class_of_all_of_a_few_paragraphs(count: int) -> None:
    """All but the last were the standfirst."""
    body = "".join(f"<p class='lead'>{text}</p>" for text in TEXTS[:count])
    inner = f"<article><h1>{TITLE}</h1>{WHEN}<div>{body}</div></article>"
    article = newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)
    assert article.lead is None
    assert article.body == "\n\n".join(TEXTS[:count])


@pytest.mark.parametrize(
    "name", ["image-subtitle", "photo-summary", "section__intro", "video-subtitle", "series-intro"]
)
def test_a_name_of_something_else(name: str) -> None:
    assert read(f"<div class='{name}'>{SAID}</div>").lead is None
    assert read("", f"<p class='{name}'>{LEAD}</p>").lead is None


def test_what_another_article_is_about() -> None:
    """It was the standfirst of this one."""
    other = "<a href='/news/pears-are-late-1234566'>Pears are late this year, growers say</a>"
    assert read(f"<div><h3>{other}</h3><p class='card__excerpt'>{SAID}</p></div>").lead is None

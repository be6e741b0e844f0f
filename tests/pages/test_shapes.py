"""One story in thousands of layouts: every field is found in each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.reading import article_of
from pages.reading import body_of as read_body
from pages.shaped_page import render
from pages.shapes import CHOICES, RELATED, URL, Shape, Story, body_of, random_shape
from thinned import thinned

STORY = Story()
BASE = "https://interfax.com.ua"


def check(story: Story, shape: Shape) -> None:
    article = article_of(render(story, shape), URL)
    assert article.title == story.title
    assert dict(article.evidence.published)["visible"] == raw_of(story, shape)
    assert read_body(article) == body_of(story, shape)
    assert article.source_url == (None if shape.source == "none" else story.source)
    assert article.reading_minutes == (None if shape.minutes == "none" else story.minutes)
    assert links(article.latest) == [(title, BASE + path) for title, path in story.latest]
    related = RELATED if shape.related == "some" else ()
    assert links(article.related) == [(title, BASE + path) for title, path in related]
    assert article.tags == (["Книги", "Реєстр"] if shape.extra == "tags" else [])
    assert article.section_name == "Політика"
    assert (article.language, article.images, article.authors) == ("uk", [], [])


def raw_of(story: Story, shape: Shape) -> str:
    time, day = story.raw.split()
    return {"comma": f"{time}, {day}", "dated-first": f"{day} {time}"}.get(shape.date, story.raw)


def links(found: list[Any]) -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in found]


@pytest.mark.parametrize(
    ("name", "choice", "names"),
    thinned(
        (
            (name, choice, names)
            for name, choices in CHOICES.items()
            for choice in choices
            for names in ("site", "renamed", "none")
        ),
        4,
    ),
)
def test_each_choice_with_and_without_the_known_classes(name: str, choice: Any, names: str) -> None:
    check(STORY, replace(Shape(names=names), **{name: choice}))


@pytest.mark.parametrize("seed", thinned(range(250), 5))
def test_shapes_by_chance(seed: int) -> None:
    check(STORY, random_shape(seed))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Shape, **{name: st.sampled_from(choices) for name, choices in CHOICES.items()}))
def test_any_shape(shape: Shape) -> None:
    check(STORY, shape)


TEXTS = {
    "one sentence": ("Музей відчинять у неділю.",),
    "about advertising": (
        "Реклама на телебаченні торік подорожчала на 12%, свідчить огляд спілки.",
        "Останнє таке зростання фіксували вісім років тому.",
        "UKR.NET- новини з усієї України — такий напис бачить третина опитаних.",
        "«РЕКЛАМА» великими літерами не дратує 64% читачів, — ідеться в огляді.",
        "Ще за темою доповіді сперечалися п’ятеро фахівців.",
        "Читайте також дрібний шрифт, радять автори огляду.",
    ),
    "about outages": (
        "Сайт музею був тимчасово недоступний через технічні роботи, спробуйте пізніше.",
        "Замість captcha відвідувачів питали про назви картин, повідомляє 502 Bad Gateway.",
    ),
    "long": tuple(
        f"Речення номер {number} розповідає про сад і про книжки в ньому." for number in range(400)
    ),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("seed", thinned(range(30), 4))
def test_other_texts(name: str, seed: int) -> None:
    shape = replace(random_shape(seed), extra="none", insert="none", advert="none")
    story = replace(STORY, paragraphs=TEXTS[name])
    article = article_of(render(story, shape), URL)
    assert read_body(article) == list(story.paragraphs)
    assert article.title == story.title

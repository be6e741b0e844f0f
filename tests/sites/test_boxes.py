"""Boxes between the paragraphs of a text and below them: those of the text, and those of the page."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

LONG = [*TEXTS, *(f"{text[:-1]}, and so it was {n} years ago." for n in (5, 10) for text in TEXTS)]
ONE = "Apples keep longest in a cool and dark cellar, where no potatoes lie beside them."
OTHER = "Pears are picked before they are ripe, and wait for their time in a box with straw."
ASKED, AGAIN = "How long do apples keep?", "When are pears picked?"
ENTRIES = f"<div><h3>{ASKED}</h3><div><p>{ONE}</p></div></div><div><h3>{AGAIN}</h3><div><p>{OTHER}</p></div></div>"
TABS = "".join(
    f"<div class='tab'><div role='button'><a tabindex='0'>{question}</a></div><div><p>{answer}</p></div></div>"
    for question, answer in ((ASKED, ONE), (AGAIN, OTHER))
)


def paragraphs(box: str, at: int) -> list[str]:
    parts = [f"<p>{text}</p>" for text in LONG]
    parts.insert(at, box)
    inner = f"<main><header><h1>{TITLE}</h1>{WHEN}</header><div class='text'>{''.join(parts)}</div></main>"
    return (newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT).body or "").split("\n\n")


@pytest.mark.parametrize("at", [4, len(LONG)])
@pytest.mark.parametrize(
    ("box", "said"),
    [
        (
            f"<div class='wp-block-columns'><div class='wp-block-column'><p>{ONE}</p></div><div class='wp-block-column'><p>{OTHER}</p></div></div>",
            [ONE, OTHER],
        ),
        (
            f"<div class='wp-block-group has-background'><h3>What keeps</h3><ul><li>{ONE}</li><li>{OTHER}</li></ul></div>",
            ["What keeps", ONE, OTHER],
        ),
        (
            f"<div class='widget'><div><figure class='wp-block-pullquote'><blockquote><p>{ONE}</p><cite>Olena Sad, gardener in Poltava</cite></blockquote></figure></div></div>",
            [ONE, "Olena Sad, gardener in Poltava"],
        ),
        (f"<details><summary>{ASKED}</summary><p>{ONE}</p></details>", [ASKED, ONE]),
        (
            f"<div class='kg-card kg-callout-card'><div>💡</div><div class='kg-callout-text'>{ONE}</div></div>",
            [ONE],
        ),
        (f"<div class='callout'><p>{ONE}</p><p>{OTHER}</p></div>", [ONE, OTHER]),
        (f"<section>{ENTRIES}</section>", [ASKED, ONE, AGAIN, OTHER]),
        (
            f"<section><h2>Questions</h2>{ENTRIES}</section>",
            ["Questions", ASKED, ONE, AGAIN, OTHER],
        ),
        (f"<div>{TABS}</div>", [ASKED, ONE, AGAIN, OTHER]),
    ],
)
def test_a_box_that_the_author_put_into_a_text(box: str, said: list[str], at: int) -> None:
    assert paragraphs(box, at) == [*LONG[:at], *said, *LONG[at:]]


@pytest.mark.parametrize("at", [4, len(LONG)])
@pytest.mark.parametrize(
    "box",
    [
        f"<div><h3>More about fruit</h3><p>{ONE}</p><p>{OTHER}</p></div>",
        f"<div class='wp-block-group newsletter'><p>{ONE}</p><p>{OTHER}</p></div>",
        f"<div class='wp-block-group'><p>{ONE}</p><div><a href='/letters'>Write to us every week</a></div></div>",
        f"<div class='wp-block-group'><p>{ONE}</p><p>{OTHER}</p><button>Write to us</button></div>",
        f"<details><summary>{ASKED}</summary><p>{ONE}</p><form><input></form></details>",
        f"<section><h3>Want more of us?</h3><p>{ONE}</p></section>",
        f"<section>{ENTRIES.replace('?', '')}</section>",
        f"<section><p>{ONE}</p><p>{OTHER}</p>{ENTRIES}</section>",
        "<div class='wp-block-group'><p>Fruit</p><p>Trees</p></div>",
    ],
)
def test_a_box_that_the_page_has_in_its_text(box: str, at: int) -> None:
    assert paragraphs(box, at) == LONG


def test_the_same_box_outside_of_the_text_is_none_of_it() -> None:
    inner = f"<main><div><h1>{TITLE}</h1>{WHEN}<div class='text'>{''.join(f'<p>{text}</p>' for text in LONG)}</div></div><div class='wp-block-group'><p>{ONE}</p><p>{OTHER}</p></div></main>"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert (article.body or "").split("\n\n") == LONG

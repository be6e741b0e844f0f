"""Parts of a text in elements of their own: headings, key points, and cards beside a short one."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

FIRST, SECOND, THIRD = TEXTS
MORE = "The gardeners will plant new trees as soon as the snow has gone, and sell the old ones as firewood."
HEADING = "What becomes of the trees"
ANCHOR = "<a class='anchor' href='#trees'>#</a>"


def paragraphs(text: str) -> list[str]:
    inner = f"<main><header><h1>{TITLE}</h1>{WHEN}</header><div class='text'>{text}</div></main>"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    return "\n\n".join(part for part in (article.lead, article.body) if part).split("\n\n")


@pytest.mark.parametrize(
    "heading",
    [
        f"<div><h2 id='trees'>{HEADING}</h2>{ANCHOR}</div>",
        f"<div>{ANCHOR}<h2 id='trees'>{HEADING}</h2></div>",
        f"<div class='builder-widget'><div><h2>{HEADING}</h2></div></div>",
    ],
)
def test_a_heading_with_a_link_to_itself(heading: str) -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p>{heading}<p>{THIRD}</p>"
    assert paragraphs(text) == [FIRST, SECOND, HEADING, THIRD]


def test_the_heading_over_the_only_paragraph_of_the_last_section() -> None:
    def section(inner: str) -> str:
        return f"<section class='part'><div class='column'><div class='wrap'>{inner}</div></div></section>"

    body = f"<div class='box'><div class='inner'><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    last = f"<div class='box'><div class='inner'><h2>{HEADING}</h2></div></div><div class='box'><div class='inner'><p>{THIRD}</p></div></div>"
    text = section(body) + section(last)
    assert paragraphs(text) == [FIRST, SECOND, HEADING, THIRD]


@pytest.mark.parametrize(
    ("name", "is_text"),
    [
        ("element-3ad41f7", True),
        ("ad41f70", True),
        ("ad-41f70", False),
        ("box_ad", False),
        ("ad300250", False),
        ("top-ad1", False),
    ],
)
def test_a_number_in_hexadecimal_has_no_words(name: str, is_text: bool) -> None:
    """By it the builders of pages tell their elements apart: one in a hundred has «ad» in it."""
    text = f"<div><p>{FIRST}</p></div><div class='{name}'><p>{SECOND}</p></div><div><p>{THIRD}</p></div>"
    assert paragraphs(text) == ([*TEXTS] if is_text else [FIRST, THIRD])


def test_key_points_are_not_taken_for_the_text_below_them() -> None:
    points = f"<div class='points'><ul><li>{FIRST}</li><li>{SECOND}</li></ul></div>"
    text = f"{points}<div class='story'><p>{THIRD}</p><p>{MORE}</p></div>"
    assert paragraphs(text) == [FIRST, SECOND, THIRD, MORE]
    box = f"{points}<div class='story'><h3>About us</h3><p>{THIRD}</p><p>{MORE}</p></div>"
    assert paragraphs(box) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "title",
    [
        "<a href='/2026/09/22/pears-are-late'>Pears are late this year in all orchards</a>",
        "<div><a href='/author/olena'>Olena Sad</a></div>",
    ],
)
def test_a_card_below_a_text_of_one_paragraph_is_none_of_it(title: str) -> None:
    text = f"<p>{FIRST}</p><div class='card'>{title}<p>{SECOND}</p></div>"
    assert paragraphs(text) == [FIRST]


def test_an_aside_is_no_text_where_the_name_of_the_text_lies() -> None:
    beside = f"<aside class='rail-right'><div><h3>About us</h3><p>{SECOND}</p></div></aside>"
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<div><div class='rail-left'><article><p>{FIRST}</p></article></div>{beside}</div></main>"
    assert newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT).body == FIRST


@pytest.mark.parametrize("heading", ["5 Kommentare", "2 komentarze", "3 коментаря", "1 comment"])
def test_what_readers_wrote_below_a_text_in_the_same_element(heading: str) -> None:
    remarks = f"<div class='r'><b>Olena</b><p>{SECOND}</p></div><div class='r'><b>Petro</b><p>{THIRD}</p></div>"
    assert paragraphs(f"<p>{FIRST}</p><h3>{heading}</h3>{remarks}") == [FIRST]


def test_a_comment_under_its_heading_is_text_where_the_text_goes_on() -> None:
    text = f"<p>{FIRST}</p><h3>Kommentar</h3><p>{SECOND}</p><p>{THIRD}</p>"
    assert paragraphs(text) == [FIRST, "Kommentar", SECOND, THIRD]


def test_a_section_of_a_builder_is_not_lost_beside_one_of_a_single_paragraph() -> None:
    def section(inner: str) -> str:
        return f"<section class='part'><div class='row'><div class='column'><div class='wrap'>{inner}</div></div></div></section>"

    second = f"<div><div><h2>{HEADING}</h2></div></div><div><div><p>{SECOND}</p></div></div>"
    assert paragraphs(section(f"<div><div><p>{FIRST}</p></div></div>") + section(second)) == [
        FIRST,
        HEADING,
        SECOND,
    ]


@pytest.mark.parametrize(("depth", "is_one"), [(1, True), (5, False)])
def test_a_text_goes_on_behind_something_put_into_it_where_that_is_near(
    depth: int, is_one: bool
) -> None:
    def within(inner: str) -> str:
        return f"{'<div>' * depth}{inner}{'</div>' * depth}"

    first, second = f"<p>{FIRST}</p><p>{MORE}</p>", f"<p>{SECOND}</p><p>{THIRD}</p>"
    put_in = "<div>An orchard near Poltava</div>"
    text = (
        within(f"<div class='a'>{first}</div>") + put_in + within(f"<div class='b'>{second}</div>")
    )
    assert paragraphs(text) == [FIRST, MORE, *((SECOND, THIRD) if is_one else ())]

"""Pictures of an article of a site that nobody described: what shows something of the story."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

FIRST, SECOND, THIRD = TEXTS
SIGNED = "<meta name='author' content='Olena Sadova'>"


def pictures(inner: str) -> list[tuple[str, str | None, str | None]]:
    """The names of the pictures' files, their captions and credits."""
    text = f"<p>{FIRST}</p><p>{SECOND}</p>{inner}<p>{THIRD}</p>"
    html = page(f"<main><article><h1>{TITLE}</h1>{WHEN}{text}</article></main>", head=SIGNED)
    images = newsbot.read(html, url=URL, fetched_at=FETCHED_AT).images
    return [(each.url.rpartition("/")[2], each.caption, each.credit) for each in images]


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/img/print.svg' alt='Print'>",
        "<img src='/img/icons/mail.png' alt='Mail'>",
        "<img src='/img/mail_icon.png'>",
        "<img src='/img/mailIcon.png'>",
        "<img src='https://avatars.example/avatar/1d53de89?s=80'>",
        "<img src='/img/close.png' width='24' height='24' alt='Close'>",
        "<img src='/img/line.png' width='300px' height='9px'>",
        "<img src='/img/grey-placeholder.png' alt='Pears'>",
        "<img src='/img/spacer.gif'>",
        "<img src='/img/t.gif' alt='Pears'>",
        "<img src='/assets/logos/daily.png' alt='The Daily'>",
        "<img src='/img/olena-80x80.jpg' alt='A portrait'>",
        "<img src='/img/128.jpg' alt='Olena Sadova'>",
        "<img src='/img/128.jpg' alt='OLENA SADOVA' width='192' height='192'>",
    ],
)
def test_a_sign_or_a_portrait_of_the_author_is_no_picture(image: str) -> None:
    assert pictures(f"<div>{image}</div>") == []


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/img/pears.jpg' alt='Pears'>",
        "<img src='/img/iconic-pears.jpg' alt='Pears'>",
        "<img src='/img/pears.jpg' alt='Pears' width='640' height='50'>",
        "<img src='/img/pears.jpg' alt='Pears' width='40%'>",
        "<img src='/img/pears-300x200.jpg' alt='Pears'>",
        "<img src='/img/logo-of-pears.jpg' alt='Pears'>",
        "<img src='/img/logos/pears.jpg' alt='Pears'>",
        "<img src='/img/pears_16x9.jpg' alt='Pears'>",
        "<img src='/img/pears-1x1.jpg' alt='Pears'>",
        "<img src='/img/pears/16x9' alt='Pears'>",
        "<img src='/img/eu-bans-tobacco-advertisements.jpg' alt='Pears'>",
        "<img src='/img/a-placeholder-for-peace.jpg' alt='Pears'>",
    ],
)
def test_what_shows_something_is_one(image: str) -> None:
    assert [caption for _, caption, _ in pictures(f"<div>{image}</div>")] == ["Pears"]


@pytest.mark.parametrize("name", ["data-src", "data-lazy-src", "data-original"])
def test_a_picture_that_is_loaded_late(name: str) -> None:
    """Its address was that of what is shown in its place."""
    image = f"<img src='/img/grey.png' {name}='/img/pears.jpg' alt='Pears'>"
    assert pictures(f"<div>{image}</div>") == [("pears.jpg", "Pears", None)]


@pytest.mark.parametrize("noted", ["12345", "#", "{{src}}", "/img/p_{width}.jpg", "my pears.jpg"])
def test_what_is_noted_beside_a_picture_is_not_its_address(noted: str) -> None:
    image = f"<img src='/img/pears.jpg' data-src='{noted}' alt='Pears'>"
    assert pictures(f"<div>{image}</div>") == [("pears.jpg", "Pears", None)]


def test_of_a_picture_with_a_caption_the_sides_may_be_a_ratio() -> None:
    image = "<img src='/img/pears.jpg' width='16' height='9'><figcaption>Pears</figcaption>"
    assert pictures(f"<figure>{image}</figure>") == [("pears.jpg", "Pears", None)]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("avatar-2-film.jpg", True), ("icons/of-style.JPEG", True), ("icon-zoom-in.png", False)],
)
def test_a_photograph_with_a_caption_is_no_sign_whatever_it_is_called(
    name: str, is_one: bool
) -> None:
    image = f"<img src='/img/{name}'>"
    assert pictures(f"<div>{image}</div>") == []
    found = pictures(f"<figure>{image}<figcaption>Pears</figcaption></figure>")
    assert [caption for _, caption, _ in found] == ["Pears"] * is_one


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2765",
        "1128-pears-03",
        "trees-of-the-north",
        "pears.jpg",
        "Pears of the north.JPG",
        "https://example.ua/img/p",
        "fig1",
    ],
)
def test_the_name_of_a_file_is_no_caption(alt: str) -> None:
    assert pictures(f"<div><img src='/img/x.jpg' alt='{alt}'></div>") == [("x.jpg", None, None)]


@pytest.mark.parametrize("alt", ["Pears", "Pear-tree", "Сади-2026", "Pears in 2026"])
def test_what_may_be_said_of_a_picture_is_one(alt: str) -> None:
    assert pictures(f"<div><img src='/img/x.jpg' alt='{alt}'></div>") == [("x.jpg", alt, None)]


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("<div>Foto: Petro Hai</div><div>Pears in the north</div>", ("Pears in the north", "Petro Hai")),
        ("<div><p>Pears in the north</p><p>© Petro Hai</p></div>", ("Pears in the north", "Petro Hai")),
        ("<p>Pears in the north</p><p>Photo: Petro Hai</p><p>They are late.</p>", ("Pears in the north They are late.", "Petro Hai")),
        ("<div>Photo: Petro Hai</div>", (None, "Petro Hai")),
        ("<p>Pears in the north</p>", ("Pears in the north", None)),
    ],
)  # fmt: skip
def test_a_credit_in_an_element_of_its_own(
    caption: str, said: tuple[str | None, str | None]
) -> None:
    figure = f"<figure><img src='/img/x.jpg'><figcaption>{caption}</figcaption></figure>"
    assert pictures(figure) == [("x.jpg", *said)]

"""What rules for sites that nobody described would change is read on a described one as before.

Else each article of its archive would have a revision.
"""

from __future__ import annotations

import pytest

from hostile.pages import TEXT, article
from pages.reading import article_of

URL = "https://interfax.com.ua/news/economic/1099887.html"
FIRST, SECOND = TEXT
THIRD = "Далі програму має схвалити парламент, який збереться на засідання у вівторок."
SIGNED = "Про це йдеться у рішенні, яке уряд оприлюднив на своїй сторінці."
TABLE = "<table><tr><td>Мости</td><td>31</td></tr><tr><td>Дороги</td><td>29</td></tr></table>"


def body(markup: str) -> list[str]:
    return (article_of(markup, URL).body or "").split("\n\n")


def test_a_footer_that_opens_an_article_is_a_footer() -> None:
    footer = f"<footer><p>{THIRD}</p></footer>"
    inner = f"<article>{footer}<div><p>{FIRST}</p><p>{SECOND}</p></div></article>"
    assert body(article(paragraphs=(), start=inner)) == [FIRST, SECOND]


def test_a_small_table_that_ends_the_text_is_none_of_it() -> None:
    inner = f"<div><p>{FIRST}</p><p>{SECOND}</p>{TABLE}</div>"
    assert body(article(paragraphs=(), start=inner)) == [FIRST, SECOND]


@pytest.mark.parametrize("tag", ["span", "small"])
def test_a_day_that_opens_a_text_is_of_its_line(tag: str) -> None:
    inner = f"<div><{tag}>22 вересня 2026</{tag}> {FIRST} {THIRD}<br><br>{SECOND}</div>"
    assert body(article(paragraphs=(), start=inner))[0].startswith("22 вересня 2026 Уряд")


def test_a_notice_in_an_element_of_accelerated_pages_is_read() -> None:
    inner = f"<amp-consent><p>{THIRD}</p></amp-consent>"
    assert body(article(end=inner, paragraphs=(FIRST, SECOND, inner)))[2] == THIRD


def test_what_only_seems_to_be_left_by_a_system_is_read() -> None:
    inner = f"<div><p>{FIRST}</p><p>{SECOND}</p><p>Мостів: 31 | Доріг: 29</p></div>"
    assert body(article(paragraphs=(), start=inner))[-1] == "Мостів: 31 | Доріг: 29"


def test_a_box_of_an_editor_is_read_as_before() -> None:
    box = f"<div class='wp-block-group'><p>{SIGNED}</p><p>{THIRD}</p></div>"
    parts = "".join(f"<p>{SECOND[:-1]} {number}.</p>" for number in range(5))
    inner = f"<div><p>{FIRST}</p>{box}{parts}</div>"
    assert SIGNED not in body(article(paragraphs=(), start=inner))


def test_a_heading_with_a_link_to_itself_is_read_as_before() -> None:
    heading = "<div><h2>Що далі</h2><a href='#далі'>#</a></div>"
    inner = f"<div><p>{FIRST}</p><p>{SECOND}</p>{heading}<p>{THIRD}</p></div>"
    assert body(article(paragraphs=(), start=inner)) == [FIRST, SECOND, THIRD]

"""What is text of an article and what is not, where only the words of a line can tell."""

from __future__ import annotations

import pytest

from hostile.pages import TEXT, TITLE
from newsbot.sites.interfax import INTERFAX
from newsbot.text.clean import fold
from pages.reading import article_of, body_of
from pages.shapes import URL


def paragraphs_with(*more: str) -> list[str]:
    """The body of a page without a class name, so that nothing else marks what is text."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*TEXT, *more))
    html = f"<body><div><h1>{TITLE}</h1><div>10:15 22.09.2026</div>{text}</div></body>"
    return body_of(article_of(html, URL))


@pytest.mark.parametrize(
    "paragraph",
    [
        "Cargo traffic through the river ports grew by a third, the ministry said.",
        "CNN першим повідомив про відкриття моста, який будували два роки.",
        "C 1 вересня мости відкриють для вантажівок, повідомила прес-служба.",
        "Canadian engineers helped with the drawings.",
        "«Caritas» передала громаді двадцять тонн цементу.",
        "Схему руху змінять у суботу, а повернуть у понеділок.",
        "С понедельника мосты откроют для грузовиков, сообщила пресс-служба.",
        "(c) the bridges are handed over to the communities within a year;",
        "(с) передати мости на баланс громад упродовж року;",
    ],
)
def test_a_paragraph_that_begins_with_c_is_text(paragraph: str) -> None:
    assert paragraphs_with(paragraph) == [*TEXT, paragraph]


@pytest.mark.parametrize(
    "line",
    [
        "© 2026 Інтерфакс-Україна",
        "©Інтерфакс-Україна, 1992-2026.",
        "(c) 2026 Interfax-Ukraine",
        "(C) Interfax-Ukraine, 1992-2026.",
        "(c)Interfax-Ukraine",
        "(с) Інтерфакс-Україна",
        "(С) 1992-2026 Інтерфакс-Україна",
        "Copyright (c) 2026 Interfax-Ukraine",
        "Усі права захищені.",
    ],
)
def test_an_imprint_is_no_text(line: str) -> None:
    assert paragraphs_with(line) == list(TEXT)


def test_no_opening_of_an_imprint_is_a_mere_letter() -> None:
    """Brackets and blanks at the ends are folded away: «(c) » would be every «C…»."""
    assert all(text == "©" or len(fold(text)) > 5 for text in INTERFAX.imprint)

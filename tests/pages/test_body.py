"""What is text of an article and what is not, where only the words of a line can tell."""

from __future__ import annotations

import re

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
        "Copyright holders of the drawings asked for a third of the fee, the museum said.",
        "Передрук буквара, якого не було в продажу сто років, почали у Полтаві, каже друкарня.",
        "Использование материалов, из которых был старый мост, инженеры считают ошибкой.",
    ],
)
def test_a_paragraph_that_begins_as_an_imprint_might_is_text(paragraph: str) -> None:
    assert paragraphs_with(paragraph) == [*TEXT, paragraph]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Передрук матеріалів XIX століття, як каже друкарня, забрав у неї чотири роки роботи.",
        "All rights reserved by the communities are listed in the law, the ministry said.",
    ],
)
def test_no_imprint_stands_before_the_end_of_a_text(paragraph: str) -> None:
    assert paragraphs_with(paragraph, TEXT[0] + "!") == [*TEXT, paragraph, TEXT[0] + "!"]


@pytest.mark.parametrize(
    "paragraph",
    [
        'Details by phone: (068) 166 8659, <a href="mailto:p@example.org">p@example.org</a>',
        '<a href="tel:+380681668659">(068) 166 8659</a>',
        'Write to <a href="/cdn-cgi/l/email-protection#5a">[email&#160;protected]</a>',
    ],
)
def test_a_link_to_write_or_call_is_text(paragraph: str) -> None:
    text = re.sub(r"<.*?>", "", paragraph).replace("&#160;", " ")
    assert paragraphs_with(paragraph) == [*TEXT, text]


def container_with(*paragraphs: str) -> list[str]:
    """The body of a page whose text stands in a container of that name."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<h1>{TITLE}</h1><div>10:15 22.09.2026</div>"
    html = f'<body><div>{head}<div class="article-content">{text}</div></div></body>'
    return body_of(article_of(html, URL))


def test_a_text_of_one_paragraph_may_end_with_an_address() -> None:
    text = f"{TEXT[0]} {TEXT[1]} Registration:"
    address = "https://www.example.org/registration"
    assert container_with(f'{text} <a href="{address}">{address}</a>') == [f"{text} {address}"]


@pytest.mark.parametrize("label", ["AD", "Загрузка...", "ADVERTISING", "AD AD", "AD Реклама"])
def test_labels_without_an_advertisement_are_no_text(label: str) -> None:
    assert container_with(*TEXT, label, TEXT[0] + "!", label, label) == [*TEXT, TEXT[0] + "!"]


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
        "Copyright © Interfax-Ukraine",
        "Copyright 1992-2026",
        "Використання матеріалів сайту дозволене лише з посиланням на нього.",
        "Перепечатка материалов запрещена.",
        "Усі права захищені.",
    ],
)
def test_an_imprint_is_no_text(line: str) -> None:
    assert paragraphs_with(line) == list(TEXT)


def test_no_opening_of_an_imprint_is_a_mere_letter() -> None:
    """Brackets and blanks at the ends are folded away: «(c) » would be every «C…»."""
    assert all(text == "©" or len(fold(text)) > 5 for text in INTERFAX.imprint)


@pytest.mark.parametrize("note", ["(додано 5-6 абз. – коментар Умєрова)", "(Updated)"])
def test_a_remark_before_the_text_of_a_page_without_a_time_is_text(note: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (note, "Фото: ДСНС", *TEXT))
    html = f'<h1>{TITLE}</h1><div>1 хв читати</div><div class="article-content">{text}</div>'
    article = article_of(f"<body><div>{html}</div></body>", URL)
    assert body_of(article) == [note, *TEXT]
    assert article.published_raw is None


SHORT = ("Учасники:", "Ігор Мостовий;", "Леся Рудь.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("", "KYIV. June 21 (Interfax-Ukraine) – "),
        ("", "Киев. 5 марта. ИНТЕРФАКС-УКРАИНА - "),
        ("KYIV. Feb 4 (Interfax-Ukraine) — ", ""),
    ],
)
def test_a_text_that_is_pasted_twice_is_written_once(first: str, second: str) -> None:
    text = [TEXT[0], *SHORT, *TEXT[1:], *SHORT[:1]]
    twice = [first + text[0], *text[1:], second + text[0], *text[1:]]
    assert container_with(*twice) == twice[: len(text)]


@pytest.mark.parametrize("opening", ["(The list of participants had been updated)", "Громади."])
def test_a_text_that_is_pasted_twice_may_begin_and_end_with_few_words(opening: str) -> None:
    text = [opening, *TEXT, "За підтримки громади", "Ігор Мостовий"]
    assert container_with(*text, *text) == text


@pytest.mark.parametrize("dateline", ["", "KYIV. June 21 (Interfax-Ukraine) – "])
def test_a_text_that_is_pasted_twice_into_a_page_without_names_is_written_once(
    dateline: str,
) -> None:
    text = " ".join(TEXT).rstrip(".")
    lines = [text, "За підтримки громади", dateline + text, "За підтримки громади"]
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<body><div><h1>{TITLE}</h1><div>10:15 22.09.2026</div>{body}</div></body>"
    assert body_of(article_of(html, URL)) == lines[:2]


def test_short_words_may_come_again() -> None:
    text = [*SHORT, TEXT[0], *SHORT, *TEXT[1:]]
    assert container_with(*text) == text


def test_the_same_words_under_two_datelines_are_two_paragraphs() -> None:
    text = [f"{hour}:00 – {TEXT[0]}" for hour in (10, 11, 12)]
    assert container_with(*text) == text

"""The language of a text, by its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ярмарок меду збере пасічників із шести областей", "uk"),
        ("Ярмарка меда соберет пасечников, объявили городские власти", "ru"),
        ("The honey fair will bring together beekeepers", "en"),
        ("Огляд: «Уровень воды поднялся», — цитує видання; її рівень і далі зростає", "uk"),
        ("Apple і Google домовилися про спільний стандарт у Києві", "uk"),
        ("IMF mission visits Київ on Monday", "en"),
        (
            "Zoom: https://us02web.example.org/j/898989?pwd=aBcDeFgH, press@example.org. Ласкаво",
            None,
        ),
        (
            "Початок о 10:00 або пізніше. https://us02web.example.org/j/898989?pwd=aBcDeFgHiJkLmNoP",
            "uk",
        ),
        # too few letters that tell: the words do, or nothing does
        ("Погода в Києві", "uk"),
        ("Гроза над Одесою та Херсоном", "uk"),
        ("Рада ухвалила закон про рекламу за основу, голосували сто депутатів", "uk"),
        ("Рада приняла закон о рекламе за основу, сообщил депутат и его коллега", "ru"),
        ("Рада приняла закон о рекламе за основу, голосовали сто депутатов", None),
        ("Компания «Київстар» подала иск в суд", None),
        ("Компания «Київстар» подала иск в суд, сообщил адвокат и представитель компании", "ru"),
        ("Матч «Динамо» — «Шахтар» 2:1", None),
        ("123 — 456", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@given(st.text())
def test_any_text(text: str) -> None:
    assert detect_language(text) in {"uk", "ru", "en", None}

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
        ("123 — 456", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@given(st.text())
def test_any_text(text: str) -> None:
    assert detect_language(text) in {"uk", "ru", "en", None}

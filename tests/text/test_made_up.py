"""Made-up words: as long, in the same script, with the same capitals, and never the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.language import detect_language
from newsbot.text.made_up import MadeUp, words_of

SENTENCES = {
    "uk": "Три кози зайшли до музею й оглянули виставку про їжаків, гроші та під'їзди.",
    "ru": "Три козы зашли в музей и осмотрели выставку об ёжиках, деньгах и подъездах.",
    "en": "Three goats walked into the museum and saw a show about hedgehogs and money.",
    "el": "Τρεις κατσίκες μπήκαν στο μουσείο και είδαν την έκθεση.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_no_word_of_three_letters_is_left(language: str) -> None:
    text = SENTENCES[language]
    other = MadeUp().text(text)
    assert not {word for word in words_of(text) & words_of(other) if len(word) > 2}
    assert re.sub(r"[^\W\d_]", "x", other) == re.sub(r"[^\W\d_]", "x", text)
    assert [char.isupper() for char in other] == [char.isupper() for char in text]
    if language != "el":
        assert detect_language(other) == language


def test_a_word_is_always_replaced_by_the_same() -> None:
    text = MadeUp().text("Музей МУЗЕЙ музей муз\u00adей &#1052;узей")
    first = text.partition(" ")[0].lower()
    assert text.lower().replace("\u00ad", "").split(" ") == [first] * 5


def test_what_is_read_as_it_stands_is_kept() -> None:
    kept = MadeUp(frozenset({"реклама", "вересня"}))
    for text in ("Реклама", "26 вересня 2026", "04:25 26.04.2025", "2025-04-26T04:25:10+0300"):
        assert kept.text(text) == text
    assert kept.text("&nbsp;&laquo;») 12 — 1991") == "&nbsp;&laquo;») 12 — 1991"


def test_long_numbers_are_others() -> None:
    text = MadeUp().text("(068) 166 8659, 36 451 гривень")
    assert "8659" not in text
    assert "451" not in text
    assert re.sub(r"\d", "0", text[:14]) == "(000) 000 0000"


@given(st.text())
def test_any_text_keeps_its_length(text: str) -> None:
    other = MadeUp().text(text)
    assert len(other) == len(text) or "&" in text
    assert MadeUp().text(text) == other

"""Clean text keeps typography and loses what cannot be seen; folded text is for comparing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.clean import clean, clean_line, fold


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("коле\u2060дж\u00a0— це\u00a02\u00a0000", "коледж — це 2 000"),
        ("Украї\u200bнськии\u0306", "Український"),
        ("\ufeffтекст\u00ad", "текст"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a \n\n\n b", "a\nb"),
        ("місто\t 2", "місто\t2"),
        ("«Ще „одна“» — й ’апостроф’", "«Ще „одна“» — й ’апостроф’"),
        ("👩\u200d🚒 і те\u200dкст", "👩\u200d🚒 і текст"),
        ("می\u200cروند و باغ\u200cها", "می\u200cروند و باغ\u200cها"),
        ("क्\u200dष", "क्\u200dष"),
        ("са\u200cд \u200cباغ\u200c", "сад باغ"),
        ("a\x00b\x1fc\ud800", "abc"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    ["ЩЕ ЗА ТЕМОЮ", "Ще\u00a0за темою:", "  ще  за\nтемою ", "«Ще за темою»", "Ще за темою »"],
)
def test_forms_of_a_heading_fold_into_one(text: str) -> None:
    assert fold(text) == "ще за темою"


def test_a_word_folds_into_one_with_a_non_joiner_and_without() -> None:
    assert fold("باغ\u200cها") == fold("باغها")
    assert fold("ශ්\u200dරී") == fold("ශ්රී")


def test_apostrophes_fold_into_one() -> None:
    assert len({fold(f"об{mark}єкт") for mark in "'’ʼ‘`´′"}) == 1


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()


@given(st.text())
def test_a_clean_line_is_clean_and_one_line(text: str) -> None:
    line = clean_line(text)
    assert line == clean(line) == " ".join(line.split())


def test_the_words_of_lines_are_kept_apart() -> None:
    assert (
        clean_line(" Порт\n\t «Вербове»\u2028росте\u00a0на\u200b 5% ")
        == "Порт «Вербове» росте на 5%"
    )

"""The language of a text on a site that nobody described, where no Cyrillic letters tell it."""

# ruff: noqa: E501 - sentences are easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.items import Article
from newsbot.text.language import is_no_english
from sites.not_articles import FETCHED_AT, TEXTS, URL, page

GERMAN = (
    "Die Obstbauern der Region haben doppelt so viele Äpfel geerntet wie im Vorjahr, sagt ihr Verband.",
    "Die meisten werden bis November zu Marmelade, und der Rest geht an Schulen und Krankenhäuser.",
    "Die Gärtner danken dem milden Frühling und den Bienen, die so zahlreich waren wie noch nie zuvor.",
    "Im Winter werden neue Bäume gepflanzt, und die alten werden als Brennholz an die Leute verkauft.",
    "Der Verband hofft, dass auch die nächste Ernte gut wird, wenn im April kein später Frost kommt.",
)
JAPANESE = ("果樹園では昨年の二倍のりんごが収穫されたと、火曜日に園芸組合が発表した。",) * 12


def read(texts: tuple[str, ...], stated: str, when: str = "22.09.2026, 10:15") -> Article:
    title = texts[0].split(",")[0].split("、")[0]
    text = "".join(f"<p>{each}</p>" for each in texts)
    inner = f"<main><h1>{title}</h1><p>{when}</p><div>{text}</div></main>"
    markup = page(inner, title=title).replace("lang='en'", f"lang='{stated}'" if stated else "")
    return newsbot.read(markup, url=URL, fetched_at=FETCHED_AT)


def language(texts: tuple[str, ...], stated: str) -> str | None:
    return read(texts, stated).language


@pytest.mark.parametrize("stated", ["en", "", "uk"])
def test_english_tells_itself_where_no_other_language_in_latin_is_stated(stated: str) -> None:
    assert language(TEXTS, stated) == "en"


@pytest.mark.parametrize(
    ("texts", "stated", "found"),
    [
        (GERMAN, "de", "de"),
        (GERMAN, "", "de"),
        (GERMAN, "en", "de"),
        (GERMAN, "uk", "de"),
        (GERMAN, "ru-UA", "de"),
        (GERMAN, "fr", "fr"),
        (TEXTS, "", "en"),
        (JAPANESE, "", "ja"),
        (JAPANESE, "ja", "ja"),
        (JAPANESE, "en", "ja"),
        (GERMAN[:1], "en", "en"),
    ],
)
def test_what_a_template_states_is_not_believed_against_a_long_text(
    texts: tuple[str, ...], stated: str, found: str | None
) -> None:
    assert language(texts, stated) == found


@pytest.mark.parametrize("stated", ["", "en"])
def test_a_date_is_read_in_the_language_that_the_words_of_a_text_tell(stated: str) -> None:
    when = "22. Dezember 2025, 10:15"
    for article in (read(GERMAN, stated, when), read((*GERMAN, when), stated, "")):
        assert article.published_at == "2025-12-22T10:15:00+02:00"


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (" ".join(GERMAN), True),
        (" ".join(JAPANESE), True),
        (" ".join(TEXTS), False),
        (f"{GERMAN[0]} «House of the Dragon», «The Lord of the Rings»", False),
        ("", False),
    ],
)
def test_what_is_surely_no_english(text: str, is_it: bool) -> None:
    assert is_no_english(text) is is_it

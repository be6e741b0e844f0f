"""The language of a text in Latin letters on a site that nobody described."""

# ruff: noqa: E501 - sentences are easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.text.language import is_english
from sites.not_articles import FETCHED_AT, TEXTS, URL, page

GERMAN = (
    "Die Obstbauern der Region haben doppelt so viele Äpfel geerntet wie im Vorjahr, sagt ihr Verband.",
    "Die meisten werden bis November zu Marmelade, und der Rest geht an Schulen und Krankenhäuser.",
    "Die Gärtner danken dem milden Frühling und den Bienen, die so zahlreich waren wie noch nie zuvor.",
    "Im Winter werden neue Bäume gepflanzt, und die alten werden als Brennholz an die Leute verkauft.",
    "Der Verband hofft, dass auch die nächste Ernte gut wird, wenn im April kein später Frost kommt.",
)
JAPANESE = ("果樹園では昨年の二倍のりんごが収穫されたと、火曜日に園芸組合が発表した。",) * 12


def language(texts: tuple[str, ...], stated: str) -> str | None:
    title = texts[0].split(",")[0].split("、")[0]
    text = "".join(f"<p>{each}</p>" for each in texts)
    inner = f"<main><h1>{title}</h1><p>22.09.2026, 10:15</p><div>{text}</div></main>"
    markup = page(inner, title=title).replace("lang='en'", f"lang='{stated}'" if stated else "")
    return newsbot.read(markup, url=URL, fetched_at=FETCHED_AT).language


@pytest.mark.parametrize("stated", ["en", "", "uk"])
def test_english_tells_itself_where_no_other_language_in_latin_is_stated(stated: str) -> None:
    assert language(TEXTS, stated) == "en"


@pytest.mark.parametrize(
    ("texts", "stated", "found"),
    [
        (GERMAN, "de", "de"),
        (GERMAN, "", None),
        (GERMAN, "en", None),
        (GERMAN, "uk", None),
        (GERMAN, "ru-UA", None),
        (JAPANESE, "ja", "ja"),
        (JAPANESE, "en", None),
        (GERMAN[:1], "en", "en"),
    ],
)
def test_what_a_template_states_is_not_believed_against_a_long_text(
    texts: tuple[str, ...], stated: str, found: str | None
) -> None:
    assert language(texts, stated) == found


NAMES = "«House of the Dragon», «The Lord of the Rings»"


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (" ".join(TEXTS), True),
        ("Apples and pears", None),
        (f"{GERMAN[0]} {NAMES}", None),
        (" ".join(GERMAN), False),
        (f"{' '.join(GERMAN)} {' '.join(GERMAN)} {NAMES}", None),
        ("", None),
    ],
)
def test_english_is_told_by_its_commonest_words(text: str, is_it: bool | None) -> None:
    assert is_english(text) is is_it

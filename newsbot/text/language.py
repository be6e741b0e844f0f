"""Which of the site's languages a text is written in."""

from __future__ import annotations

import re

TOLD_APART = frozenset({"uk", "ru", "en"})
"""Languages that letters tell apart; another one in Latin letters is taken for English."""

_UKRAINIAN = "іїєґІЇЄҐ"
_RUSSIAN = "ыэъёЫЭЪЁ"
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")


_RUSSIAN_WEIGHT = 3
"""«іїєґ» make up about 7 % of Ukrainian text, «ыэъё» about 2.5 % of Russian."""


def detect_language(text: str) -> str | None:
    """`uk`, `ru` or `en`: the language of most of `text`; None where its letters do not tell.

    By letters, not words: it has to hold for one-line news and for digests that quote the other
    language, and to cost next to nothing.
    """
    # Nearly all letters beyond ASCII are Cyrillic here, two bytes long: most texts need no more.
    beyond_ascii = len(text.encode("utf-8", "replace")) - len(text)
    if beyond_ascii * 2 < len(text) and len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text)):
        return "en"
    ukrainian = sum(map(text.count, _UKRAINIAN))
    russian = sum(map(text.count, _RUSSIAN))
    if ukrainian > russian * _RUSSIAN_WEIGHT:
        return "uk"
    if russian * _RUSSIAN_WEIGHT > ukrainian:
        return "ru"
    return None

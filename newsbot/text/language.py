"""Which of the site's languages a text is written in."""

from __future__ import annotations

import re

TOLD_APART = frozenset({"uk", "ru", "en"})
"""Languages that letters tell apart; another one in Latin letters is taken for English."""

_UKRAINIAN = "іїєґІЇЄҐ"
_RUSSIAN = "ыэъёЫЭЪЁ"
_RUSSIAN_WEIGHT = 3
"""«іїєґ» make up about 7 % of Ukrainian text, «ыэъё» about 2.5 % of Russian."""
_RARE = 60
"""One Ukrainian letter among so many or more is that of a name in another language's text."""
_FEW = 4
"""Fewer telling letters than that, weighed, are not believed without the words."""
_SURE = 2
"""By how much one language has to lead where letters are few."""
_ENOUGH = 50_000
"""Characters: five long articles. More tell nothing new, and 1 MiB would hold up a run."""

_OTHERS = re.compile("[ўјљњћџђѓќѕәғқңұһөү]", re.IGNORECASE)
"""Letters of Belarusian, Serbian, Macedonian, Kazakh and others; in a name there are a few."""
_OFTEN = 60
"""Of so many letters of such a text one at least is one of these."""
_WITHOUT = 400
"""Letters of Russian among which «ы» surely is: one in fifty; Bulgarian has none."""

CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "tg", "uk"})
"""Languages that are written in Cyrillic alone."""
_OF_ENGLISH = (" the ", " of ", " and ")
"""Words that make up a tenth of English, and of no other language a hundredth."""
_NO_ENGLISH = 400
"""Of so many characters of English one does, whatever the text."""

_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[A-Za-z]+")
_ADDRESS = re.compile(r"://|@|\Awww\.")
_OF_ADDRESSES = ("://", "@", "www.")
_WORD = re.compile(r"[^\W\d_]+")
_UKRAINIAN_WORDS = frozenset(
    {"та", "що", "як", "або", "чи", "з", "із", "зі", "від", "й", "його", "він", "вона", "вони"}
    | {"це", "цей", "також", "після", "вже", "тільки", "було", "був", "була", "були", "буде"}
    | {"року", "більше", "повідомив", "повідомила", "сказав", "де", "якщо", "щоб", "під", "про"}
)
_RUSSIAN_WORDS = frozenset(
    {"и", "что", "как", "или", "из", "от", "со", "его", "её", "он", "она", "они", "это", "этот"}
    | {"также", "после", "уже", "только", "было", "был", "была", "были", "будет", "года", "году"}
    | {"более", "сообщил", "сообщила", "сообщает", "сказал", "где", "если", "чтобы", "под"}
)
"""Words of every text that the other language does not have, spelt the same or nearly so."""


def detect_language(text: str) -> str | None:
    """`uk`, `ru` or `en`: the language of most of `text`; None where that cannot be told.

    By letters, and by words only where letters are few: it has to hold for one-line news and for
    digests that quote the other language, and to cost next to nothing.
    """
    text = text[:_ENOUGH]
    # Nearly all letters beyond ASCII are Cyrillic here, two bytes long: most texts need no more.
    beyond_ascii = len(text.encode("utf-8", "replace")) - len(text)
    if beyond_ascii * 2 < len(text):
        words = text
        if any(sign in text for sign in _OF_ADDRESSES):
            words = " ".join(word for word in text.split() if not _ADDRESS.search(word))
        cyrillic = _letters(_CYRILLIC, words)
        # Mostly there is none: then one letter tells as much as all of them.
        if _letters(_LATIN, words) > cyrillic if cyrillic else _LATIN.search(words):
            return "en"
    ukrainian = sum(map(text.count, _UKRAINIAN))
    russian = sum(map(text.count, _RUSSIAN)) * _RUSSIAN_WEIGHT
    if max(ukrainian, russian) < _FEW:
        return _by_words(text, ukrainian, russian)
    if ukrainian == russian:
        return None
    return "uk" if ukrainian > russian else "ru"


def is_of_others(text: str) -> bool:
    """Whether a text in Cyrillic is surely neither Ukrainian nor Russian."""
    text = text[:_ENOUGH]
    letters = _letters(_CYRILLIC, text)
    if len(_OTHERS.findall(text)) * _OFTEN > letters:
        return True
    folded = text.lower()
    return letters >= _WITHOUT and not any(map(folded.__contains__, _UKRAINIAN + "ы"))


def is_no_english(text: str) -> bool:
    """Whether a text is surely not English."""
    text = text[:_ENOUGH]
    return (sum(map(text.count, _OF_ENGLISH)) + 1) * _NO_ENGLISH <= len(text)


def _by_words(text: str, ukrainian: int, russian: int) -> str | None:
    if ukrainian * _RARE < _letters(_CYRILLIC, text):
        ukrainian = 0
    words = [word.lower() for word in _WORD.findall(text)]
    ukrainian += _SURE * sum(word in _UKRAINIAN_WORDS for word in words)
    russian += _SURE * sum(word in _RUSSIAN_WORDS for word in words)
    if abs(ukrainian - russian) < _SURE:
        return None
    return "uk" if ukrainian > russian else "ru"


def _letters(alphabet: re.Pattern[str], text: str) -> int:
    return sum(map(len, alphabet.findall(text)))

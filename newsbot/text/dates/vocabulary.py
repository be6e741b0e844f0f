"""The table of words, looked up by a word."""

import re
from datetime import timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsbot.text.dates.words import (
    AMBIGUOUS,
    HALF_UNITS,
    MERIDIEM,
    MONTHS,
    MOSCOW,
    NUMBERS,
    PLACES,
    PLAIN,
    RELATIVE_DAYS,
    UNITS,
    WEEKDAYS,
    YEAR,
    YEAR_WORDS,
    ZONES,
    Word,
)

KNOWN_LANGUAGES = frozenset(MONTHS)
OF_CHANGE = re.compile(
    r"aktuali[sz]|actuali[sz]|atuali[sz]|mis[e]? à jour|bijgewerkt|aggiornat|opp?dater|uppdater"
    r"|zaktualiz|güncelle|päivit|frissít|geändert|modifi|\bstand\b|更新|수정",
    re.IGNORECASE,
)
"""Words for the last change in languages without a table: they say nothing of publication."""

OF_PUBLICATION = re.compile(
    r"publi[ckzs]|publié|veröffentlicht|\berstellt am\b|gepubliceerd|offentliggjort|julkais"
    r"|megjelen|yayın|giriş|\bposted\b|опубл[иі]к|оприлюдн|\bдода(?:в|ла|но)\b|\bдобави(?:л|ла)\b|\bдобавлено\b|розміщ|размещ",
    re.IGNORECASE,
)


@lru_cache(maxsize=32)
def vocabulary(languages: tuple[str, ...]) -> dict[str, Word]:
    """All words of `languages` that the table knows; zones and am/pm belong to every language."""
    words: dict[str, Word] = {}
    for hours, names in ZONES.items():
        _add(words, names, Word("z", timezone(timedelta(hours=hours))))
    for place, names in PLACES.items():
        _add(words, names, Word("z", ZoneInfo(place)))
    _add(words, MOSCOW, Word("z", ZoneInfo("Europe/Moscow")))
    for half, names in MERIDIEM.items():
        _add(words, names, Word("p", half))
    for language in languages:
        if language in KNOWN_LANGUAGES:
            _add_language(words, language)
    known = frozenset(languages)
    for name, senses in AMBIGUOUS.items():
        word = senses.get(known & {"uk", "ru"})
        if word is not None:
            words[name] = word
    return words


def _add_language(words: dict[str, Word], language: str) -> None:
    # Later rows win: units before weekdays and months, so that «sec» or «sep» cannot be swallowed.
    for kind, names in PLAIN[language].items():
        words.update((name, Word(kind, name)) for name in names.split())
    for units, kind in ((UNITS, "u"), (HALF_UNITS, "h")):
        for span, names in units[language].items():
            _add(words, names, Word(kind, span))
    for number, names in NUMBERS[language].items():
        _add(words, names, Word("c", number))
    _add(words, YEAR_WORDS[language], Word("R", YEAR))
    for days, names in RELATIVE_DAYS[language].items():
        _add(words, names, Word("r", days))
    for weekday, names in enumerate(WEEKDAYS[language]):
        _add(words, names, Word("w", weekday))
    for month, names in enumerate(MONTHS[language], start=1):
        _add(words, names, Word("Q" if language == "en" else "m", month))


def _add(words: dict[str, Word], names: str, word: Word) -> None:
    words.update(dict.fromkeys(names.split(), word))

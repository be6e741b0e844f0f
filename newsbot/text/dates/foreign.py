"""Dates in languages outside the table, their month names through dateparser.

dateparser is asked one narrow question, «which month is this word?», and only about a word that
stands where a month would: between a day and a year, or where the strict grammar has a gap of one
word. So junk costs nothing, and a word in a sentence is no date. It takes 0.2 s to load, so this
module is imported when a caller names such a language.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser

from newsbot.text.dates.tokens import Clock
from newsbot.text.dates.vocabulary import OF_CHANGE

_LONGEST_NAME = 20
_LONGEST_LINE = 80
"""Characters; a dateline with its words is shorter."""
_DAY = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:\.|[ºª°]|er|\.?(?:ter|de|ta))?\s+(?:(?:de|do|di|d)\s+)?"
    r"(?P<name>[^\W\d_]{3,20})\.?,?\s+(?:(?:de|del|do)\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d.])(?P<d>\d{1,2})(?P<s>[./-])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_HALVES = (
    "de la noche|da noite|di (?:sera|notte|mattina)|del (?:pomeriggio|mattino)|de la madrugada"
    "|(?i:uhr )?(?:abends|nachmittags|mittags|morgens|vormittags|früh)|(?:uur )?\\W?s \\w+s"
    "|po południu|wieczorem|rano|odp\\.?|dop\\.?|odpoledne|dopoledne|večer|ráno|em|fm|ip\\.?|ap\\.?"
    "|du\\.|de\\.|م|ص|مساء\\w*|صباح\\w*"
)
"""Words of other languages for a half of the day; `7:43` beside one may be in the evening."""
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s?[:.hH]\s?(?P<minute>[0-5]\d)(?![\d:])\s*"
    r"(?:(?P<am>(?i:π\.μ\.|de la mañana|da manhã|du matin))"
    r"|(?P<pm>(?i:μ\.μ\.|de la tarde|da tarde|du soir))"
    r"|(?P<unread>[A-Z]{2,5}\b|(?:" + _HALVES + r")(?!\w)))?"
)
"""A time, with the half of the day that it is in, as Greek and Romance languages say it; a zone
and another word for a half are not read."""
_NOON = 12
_DAYS_AGO = {
    "cs": ("dnes", "včera"),
    "de": ("heute", "gestern"),
    "es": ("hoy", "ayer"),
    "fr": ("aujourdhui", "hier"),
    "it": ("oggi", "ieri"),
    "nl": ("vandaag", "gisteren"),
    "pl": ("dzisiaj", "wczoraj"),
    "pt": ("hoje", "ontem"),
    "tr": ("bugün", "dün"),
}
"""Language -> its words for today and yesterday, without apostrophes."""
_RELATIVE = re.compile(
    r"(?P<word>[^\W\d_]+),?\s+(?:(?:um|à|a|as|às|las|alle|om|o|v|w)\s+){0,2}"
    r"(?P<hour>[01]?\d|2[0-3])\s?[:.hH]\s?(?P<minute>[0-5]\d)(?:\s?(?:uhr|h|hs))?\.?",
    re.IGNORECASE,
)
"""«heute um 12:19 Uhr», «ayer a las 9:30 h»: a day in a word, its time, and nothing else."""
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "DATE_ORDER": "DMY",
    "NORMALIZE": True,
}


_ALSO_CALLED = {"no": "nb"}
"""Tags of languages that pages have, and what dateparser calls them."""


@lru_cache(maxsize=8)
def _parser(languages: tuple[str, ...]) -> DateDataParser:
    names = [_ALSO_CALLED.get(language, language) for language in languages]
    return DateDataParser(languages=names, settings=_SETTINGS)


def check(languages: tuple[str, ...]) -> None:
    """Raise ValueError for a language that dateparser does not know either."""
    unknown = set(languages).difference(language_order, _ALSO_CALLED)
    if unknown:
        raise ValueError(f"no such language: {', '.join(sorted(unknown))}")


@lru_cache(maxsize=512)
def month_named(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of the month that `word` names in one of `languages`, or None."""
    if len(word) > _LONGEST_NAME:
        return None
    found = _parser(languages).get_date_data(f"1 {word} 2000").date_obj
    if found is None or (found.year, found.day) != (2000, 1):
        return None
    return int(found.month)


def read_line(
    text: str, languages: tuple[str, ...], today: date
) -> tuple[date, Clock | None] | None:
    """The only full date of a normalised line and its time, or None.

    ValueError where the parts are no date of the calendar.
    """
    if len(text) > _LONGEST_LINE or OF_CHANGE.search(text):
        return None
    relative = _RELATIVE.fullmatch(text)
    if relative is not None:
        return _days_ago(relative, languages, today)
    days = list(_DAY.finditer(text))
    if len(days) != 1:
        return None
    found = days[0]
    clocks = list(_CLOCK.finditer(f"{text[: found.start()]} | {text[found.end() :]}"))
    if len(clocks) > 1 or any(each["unread"] for each in clocks):
        return None
    clock = _clock(clocks[0]) if clocks else None
    if found["d"]:
        return date(int(found["y"]), int(found["m"]), int(found["d"])), clock
    month = month_named(found["name"], languages)
    return (date(int(found["year"]), month, int(found["day"])), clock) if month else None


def _clock(found: re.Match[str]) -> Clock:
    hour = int(found["hour"])
    if (found["am"] or found["pm"]) and 0 < hour <= _NOON:
        hour = hour % _NOON + (_NOON if found["pm"] else 0)
    return Clock(hour, int(found["minute"]))


def _days_ago(
    found: re.Match[str], languages: tuple[str, ...], today: date
) -> tuple[date, Clock] | None:
    word = found["word"].lower()
    for words in filter(None, map(_DAYS_AGO.get, languages)):
        if word in words:
            clock = Clock(int(found["hour"]), int(found["minute"]))
            return today - timedelta(days=words.index(word)), clock
    return None

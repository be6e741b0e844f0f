"""Month names of languages outside the table, through dateparser.

dateparser is asked one narrow question, «which month is this word?», and only about a word that
stands where a month would in a text that is otherwise a date; the strict grammar does the rest. It
takes 0.2 s to load, so this module is imported when a caller names such a language.
"""

from functools import lru_cache

from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser

_LONGEST_NAME = 20
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "DATE_ORDER": "DMY",
    "NORMALIZE": True,
}


@lru_cache(maxsize=8)
def _parser(languages: tuple[str, ...]) -> DateDataParser:
    return DateDataParser(languages=list(languages), settings=_SETTINGS)


def check(languages: tuple[str, ...]) -> None:
    """Raise ValueError for a language that dateparser does not know either."""
    unknown = set(languages).difference(language_order)
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

"""The dates that the site prints, and those of other sites, as instants."""

from newsbot.text.dates.parser import DEFAULT_LANGUAGES, knows, parse_date
from newsbot.text.dates.two_ways import day_first, may_be_another_day
from newsbot.text.dates.witnesses import DATED, NO_TIME, PRINTED, Decision, decide
from newsbot.text.dates.zones import zone_of

__all__ = [
    "DATED",
    "DEFAULT_LANGUAGES",
    "NO_TIME",
    "PRINTED",
    "Decision",
    "day_first",
    "decide",
    "knows",
    "may_be_another_day",
    "parse_date",
    "zone_of",
]

"""Whose clock a site goes by, where no description says it: told by its host or language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from newsbot.text.dates.clock import KYIV

_MOST = 3
"""Zones of a country; of so few, the first is the mainland's and the others are islands'."""
_COUNTRY_OF_DOMAIN = {"uk": "GB"}
_OF_NO_COUNTRY = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "nu", "sh", "st", "to", "tv", "ws"}
)
"""Domains of countries in which the sites of other ones live."""
_OF_LANGUAGE = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "et": "Europe/Tallinn",
    "fi": "Europe/Helsinki",
    "hr": "Europe/Zagreb",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "lt": "Europe/Vilnius",
    "lv": "Europe/Riga",
    "nb": "Europe/Oslo",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "sk": "Europe/Bratislava",
    "sl": "Europe/Ljubljana",
}
"""Languages of which all countries that speak them have one clock, as Germany and Austria have."""


def zone_of(host: str, language: str | None) -> tuple[ZoneInfo | None, str]:
    """(zone, what tells it) of an unknown site: its `host` or its `language`, else None, `unknown`.

    Nothing is assumed there: a time of another country's clock is another moment, or another day.
    """
    domain = host.rstrip(".").rpartition(".")[2].lower()
    if domain == "ua":
        return KYIV, "host"
    if language == "uk":
        return KYIV, "language"
    zones = _zones().get(_COUNTRY_OF_DOMAIN.get(domain, domain.upper()), ())
    if 0 < len(zones) <= _MOST and domain not in _OF_NO_COUNTRY:
        return ZoneInfo(zones[0]), "host"
    if language in _OF_LANGUAGE:
        return ZoneInfo(_OF_LANGUAGE[language]), "language"
    return None, "unknown"


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Country (ISO 3166) -> its zones, the one with most people first (time zone database)."""
    found: dict[str, tuple[str, ...]] = {}
    table = files("tzdata.zoneinfo").joinpath("zone1970.tab").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            countries, _, name, *_ = line.split("\t")
            for country in countries.split(","):
                found[country] = (*found.get(country, ()), name)
    return found

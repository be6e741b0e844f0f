"""Whose clock a site goes by, where no description says it: guessed from its host and language."""

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


def zone_of(host: str, language: str | None) -> tuple[ZoneInfo, str]:
    """(zone, what tells it) of an unknown site: its `host`, its `language`, or else `assumed`.

    Kyiv's where nothing tells of another: that is the zone of every time this program writes.
    """
    domain = host.rstrip(".").rpartition(".")[2].lower()
    if domain == "ua":
        return KYIV, "host"
    if language == "uk":
        return KYIV, "language"
    zones = _zones().get(_COUNTRY_OF_DOMAIN.get(domain, domain.upper()), ())
    if 0 < len(zones) <= _MOST and domain not in _OF_NO_COUNTRY:
        return ZoneInfo(zones[0]), "host"
    return KYIV, "assumed"


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

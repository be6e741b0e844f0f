"""The spider arguments: read once, checked, and refused with a message that names the argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from newsbot.errors import ArgumentError, UnknownArgumentError
from newsbot.pages.times import read_time
from newsbot.run import BLOCKS, Arguments
from newsbot.sites.site import Site
from newsbot.sites.urls import Addresses

TAKES = {
    "url": "start from this page: an article, a list, RSS or a front page; several separated by "
    "spaces or commas; @FILE: those in a file, one a line",
    "edition": "whose lists are read: uk (default), ru, en, or several separated by commas",
    "section": "start from the lists of these sections: political,economic",
    "since": "only what was published from then on: 2026-04-26, '26.04.2026 04:25', вчора",
    "until": "only what was published up to then; a day without a time is the whole day",
    "follow": "which links an article hands on: latest, related, latest,related (default), none",
    "max_articles": "stop after so many",
    "refetch": "1: fetch also what is known, and write it again to -o and -O",
    "base_url": "crawl a mirror of the site at this address",
}
"""Argument -> what it is for, in a sentence (README.md has more)."""
NAMES = tuple(TAKES)
_OF_SCRAPYD = frozenset({"_job", "_version"})
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})
_ADDRESSES_TAKES = (
    "http(s) addresses separated by spaces or commas (a comma within one is %2C), or @FILE"
)
_DATE_TAKES = "a date, such as 2026-04-26, '26.04.2026 04:25' or 'вчора', not later than tomorrow"


def read_arguments(values: Mapping[str, object], site: Site, now: datetime) -> Arguments:
    """The arguments in `values` (name -> text), those that Scrapyd adds on its own left out.

    Dates are read as seen at `now` (aware). Raises ArgumentError, UnknownArgumentError.
    """
    values = {name: value for name, value in values.items() if name not in _OF_SCRAPYD}
    for name in values:
        if name not in NAMES:
            raise UnknownArgumentError(name, NAMES)
    texts = {name: str(value).strip() for name, value in values.items() if value is not None}
    editions = _editions(texts.get("edition"), site)
    since, until = read_window(texts.get("since"), texts.get("until"), now)
    return Arguments(
        urls=_urls(texts.get("url")),
        editions=editions,
        sections=_sections(texts.get("section"), site, editions[0]),
        since=since,
        until=until,
        follow=_follow(texts.get("follow")),
        max_articles=_count(texts.get("max_articles")),
        refetch=_flag("refetch", texts.get("refetch")),
        origins=_origins(texts.get("base_url"), editions),
    )


def read_window(
    since: str | None, until: str | None, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Its first and last moment; a day without a time is the whole day. Raises ArgumentError."""
    first, last = _date("since", since, now), _date("until", until, now)
    if until is not None and last is not None and not _has_time(until):
        last += timedelta(days=1) - timedelta(microseconds=1)
    if first and last and first > last:
        raise ArgumentError("until", until, f"a date not before since ({first:%Y-%m-%d %H:%M})")
    return first, last


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text) if part]


def _urls(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    if text.startswith("@"):
        urls = [url for line in _lines(text) for url in _addresses(line, f" (in {text[1:]})")]
    else:
        urls = _addresses(text)
    if not urls:
        raise ArgumentError("url", text, _ADDRESSES_TAKES)
    return tuple(dict.fromkeys(urls))


def _lines(name: str) -> list[str]:
    """The lines of the file behind «@», without empty ones and remarks (`# ...`)."""
    try:
        lines = Path(name[1:]).read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
        takes = f"behind '@' the name of a file with an address a line ({why})"
        raise ArgumentError("url", name, takes) from error
    return [line for line in map(str.strip, lines) if line and not line.startswith("#")]


def _addresses(text: str, where: str = "") -> list[str]:
    urls = _parts(text)
    for url in urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ArgumentError("url", url, _ADDRESSES_TAKES + where)
    return urls


def _editions(text: str | None, site: Site) -> tuple[str, ...]:
    if text is None:
        return (next(iter(site.editions)),)
    editions = [part.lower() for part in _parts(text)]
    if not editions or any(edition not in site.editions for edition in editions):
        known = ", ".join(site.editions)
        raise ArgumentError("edition", text, f"one or several of {known}, separated by commas")
    return tuple(dict.fromkeys(editions))


def _sections(text: str | None, site: Site, edition: str) -> tuple[str, ...]:
    if text is None:
        return ()
    path = site.paths.section_list
    if not path:
        raise ArgumentError("section", text, f"nothing: {site.name} has no lists of sections")
    addresses, sections = Addresses(site), [part.lower() for part in _parts(text)]
    if not sections or any(
        addresses.section(path.format(section=section), edition) != section for section in sections
    ):
        known = ",".join([*site.section_names][:2])
        takes = f"sections as they stand in addresses, such as {known}"
        raise ArgumentError("section", text, takes)
    return tuple(dict.fromkeys(sections))


def _date(name: str, text: str | None, now: datetime) -> datetime | None:
    if text is None:
        return None
    date = read_time(text, now)
    if date is None:
        raise ArgumentError(name, text, _DATE_TAKES)
    return date


def _has_time(text: str) -> bool:
    return re.search(r"\d:\d\d|T\d\d", text) is not None


def _follow(text: str | None) -> frozenset[str]:
    if text is None:
        return frozenset(BLOCKS)
    parts = [part.lower() for part in _parts(text)]
    if parts == ["none"]:
        return frozenset()
    if not parts or any(part not in BLOCKS for part in parts):
        raise ArgumentError("follow", text, "latest, related, both separated by a comma, or none")
    return frozenset(parts)


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 10 or int(text) == 0:
        raise ArgumentError("max_articles", text, "a whole number from 1 on")
    return int(text)


def _flag(name: str, text: str | None) -> bool:
    value = (text or "").lower()
    if value not in _TRUE | _FALSE:
        raise ArgumentError(name, text, "1 or 0")
    return value in _TRUE


def _origins(text: str | None, editions: tuple[str, ...]) -> tuple[str, ...]:
    if text is None:
        return ()
    takes = (
        "the http(s) address of a mirror without a path, such as http://127.0.0.1:8931/; "
        "for several editions one that serves all of them, or one each in the order of 'edition', "
        "separated by commas"
    )
    origins = []
    for part in _parts(text):
        try:
            parts = urlsplit(part)
            valid = parts.port is None or parts.port > 0
        except ValueError:
            raise ArgumentError("base_url", part, takes) from None
        valid = valid and parts.scheme in {"http", "https"} and bool(parts.hostname)
        if not valid or parts.path not in {"", "/"} or parts.query or "@" in parts.netloc:
            raise ArgumentError("base_url", part, takes)
        origins.append(f"{parts.scheme}://{parts.netloc.lower()}")
    if len(origins) not in {1, len(editions)}:
        raise ArgumentError("base_url", text, takes)
    return tuple(origins)


def check_urls(arguments: Arguments, site: Site, addresses: Addresses) -> None:
    """Refuses start pages of another site, or edition, before anything is fetched."""
    for url in arguments.urls:
        is_article = addresses.article(url, "") is not None  # at whichever host
        if not is_article and addresses.edition_of(url) not in arguments.editions:
            hosts = ", ".join(site.editions[code].base for code in arguments.editions)
            raise ArgumentError("url", url, f"pages of the editions of 'edition' ({hosts})")

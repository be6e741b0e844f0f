"""The times that lists and articles print, as instants."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsbot.sites.site import Site
from newsbot.text.clean import fold
from newsbot.text.dates import decide, parse_date, zone_of

if TYPE_CHECKING:
    from newsbot.pages.article import ArticlePage


def read_time(text: str | None, reference: datetime) -> datetime | None:
    """`text` as an aware datetime in Kyiv's time, None where it is unreadable or missing.

    `reference` (aware) is the moment at which the text was fetched.
    """
    return parse_date(text, reference) if text else None


def published_of(page: ArticlePage, site: Site, fetched_at: datetime) -> datetime | None:
    """When the article on a page was published, as far as the page itself says."""
    if page.address is None:
        return None
    zone, told_by = zone_of_page(site, page.url, page.language)
    announces = is_announcement(site, page.address.section, page.section_name)
    sure = told_by == "site"
    return decide(
        page.published, fetched_at, zone=zone, zone_is_sure=sure, announces=announces
    ).moment


def zone_of_page(site: Site, url: str, language: str | None) -> tuple[tzinfo | None, str]:
    """Whose time a page has where it names none, and what tells it; None, `unknown` else."""
    if site.zone:
        return ZoneInfo(site.zone), "site"
    return zone_of(urlsplit(url).hostname or "", language)


def is_announcement(site: Site, section: str | None, section_name: str | None) -> bool:
    """Whether a page prints the moment of an event: by its address, or the section it names.

    The same article stands under several sections, so its address alone does not tell.
    """
    printed = fold(section_name or "")
    return section in site.announcements or any(
        printed == fold(name)
        for each in site.announcements
        for name in site.section_names.get(each, {}).values()
    )

"""Dates: the raw texts of the page become instants with Kyiv's offset, or null."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsbot.pages.times import is_announcement, zone_of_page
from newsbot.run import archive_of
from newsbot.text.dates import (
    DEFAULT_LANGUAGES,
    PRINTED,
    day_first,
    decide,
    knows,
    may_be_another_day,
    parse_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.sites.site import Site

logger = logging.getLogger(__name__)

_EXAMPLES = 5
"""How many unreadable dates a run writes to its log; all of them are counted."""


class DatesPipeline:
    """Reads the times of an article. It is never dropped for them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site = archive_of(crawler).site
        self._unread = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        for trouble in read_dates(item, self._site):
            self._report(item, trouble)
        return item

    def _report(self, item: Article, trouble: Trouble) -> None:
        self._crawler.stats.inc_value(f"dates/{trouble.problem}/{trouble.field}")
        self._unread += 1
        if self._unread <= _EXAMPLES:
            said = "Unreadable" if trouble.problem == "unread" else "Not yet come is the"
            logger.warning("%s %s %.80r of %s", said, trouble.field, trouble.text, item.url)


class Trouble(NamedTuple):
    """A time of which the page says something, and nothing that can be used."""

    field: str
    problem: str
    """`unread`, or `ahead`: after the moment of the fetch."""
    text: str


def read_dates(item: Article, site: Site) -> list[Trouble]:
    """Sets the times of `item` from its evidence; tells of those that stay null all the same."""
    fetched_at = datetime.fromisoformat(item.fetched_at or "")
    evidence = item.evidence
    zone, told_by = zone_of_page(site, item.url, item.language)
    evidence.sources["zone"] = told_by
    languages = DEFAULT_LANGUAGES
    if item.language and item.language not in languages and knows(item.language):
        languages = (*languages, item.language)
    moment = partial(parse_date, reference=fetched_at, languages=languages)
    said = _read_in_one_way(evidence.published, item.language, told_by, moment)
    changed = _read_in_one_way(evidence.modified, item.language, told_by, moment)
    is_sure = told_by == "site"
    read = partial(
        decide, fetched_at=fetched_at, zone=zone, zone_is_sure=is_sure, languages=languages
    )
    announces = is_announcement(site, item.section, item.section_name)
    published = read(said, announces=announces)
    modified = read(changed, false_zones=published.false_zones)
    if modified.false_zones != published.false_zones:
        published = read(said, announces=announces, false_zones=modified.false_zones)
    if evidence.published and not said:
        published.raw, published.problem = evidence.published[0][1], "unread"
    item.published_at = _text(published.moment)
    printed = {day_first(text): text for _, text in evidence.published}
    item.published_raw = printed.get(published.raw or "", published.raw)
    item.event_at = _text(published.event)
    item.modified_at = _text(modified.moment)
    troubles = []
    for name, decision in (("published_at", published), ("modified_at", modified)):
        if decision.source is not None:
            evidence.sources[name] = decision.source
        if decision.is_about:
            evidence.about.append(name)
        if decision.disagree:
            evidence.disagreements.append(name)
        if decision.problem is not None:
            troubles.append(Trouble(name, decision.problem, decision.raw or ""))
            if decision.problem == "ahead":
                evidence.ahead.append(name)
    return troubles


def _read_in_one_way(
    stated: list[tuple[str, str]],
    language: str | None,
    told_by: str,
    moment: Callable[[str], datetime | None],
) -> list[tuple[str, str]]:
    """The statements whose day cannot be another: between two readings nothing decides.

    How they are printed is known of a site that is described, or whose country is known. Of others
    the day is put before the month where only the month can stand first. Servers write the month
    first in any country: what they say so counts where nothing else tells of another day. `moment`
    reads a statement.
    """
    if told_by == "site":
        return stated
    sure = [
        (source, text)
        for source, text in stated
        if source == PRINTED or not may_be_another_day(text, None)
    ]
    if sure and len(sure) < len(stated):
        days = {found.date() for _, text in sure if (found := moment(text)) is not None}
        stated = [
            each
            for each in stated
            if each in sure or ((found := moment(each[1])) is not None and found.date() in days)
        ]
    if told_by == "unknown" or language not in {None, "en"}:
        stated = [each for each in stated if not may_be_another_day(each[1], language)]
    return [(source, day_first(text)) for source, text in stated]


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None

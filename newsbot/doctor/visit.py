"""What the doctor asks a site for: about ten pages of an edition, each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from newsbot.doctor import collected
from newsbot.doctor.collected import Answer
from newsbot.pages.listing import Entry, ListingPage
from newsbot.pages.rss import read_rss
from newsbot.sites.site import Edition, Site
from newsbot.sites.urls import Addresses

Ask: TypeAlias = Callable[[str, str, str, Mapping[str, str]], Awaitable[Answer | None]]
"""(role, edition, address, headers) -> the answer, None once the visit has to end."""

_ARTICLES = 3
_VIDEO = "video"
"""A section that many sites have, with pages unlike those of news."""
_FAR = 9_999
"""The number of a page that no list has."""


async def visit(site: Site, edition: Edition, ask: Ask) -> list[Answer]:
    """The answers of one edition, as far as the site let us ask."""
    found: list[Answer] = []
    with suppress(_Over):
        await _ask_all(site, edition, ask, found)
    return found


class _Over(Exception):  # noqa: N818 - not an error
    """Nothing more may be asked."""


async def _ask_all(site: Site, edition: Edition, ask: Ask, found: list[Answer]) -> None:
    addresses, code = Addresses(site), edition.code

    async def asked(role: str, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        answer = await ask(role, code, url, headers or {})
        if answer is None:
            raise _Over
        found.append(answer)
        return answer

    def page_of_list(number: int) -> str:
        today = datetime.now(ZoneInfo(site.zone or "UTC")).date()
        return addresses.list_page(code, site.paths.latest, number, today)

    start = edition.base + site.paths.latest
    first = await asked(collected.LIST, start)
    if site.paths.paging is not None:
        linked = listing(first, site).next_page if first.is_page else None
        await asked(collected.SECOND_PAGE, linked or page_of_list(2))
    for path in site.paths.rss[:1]:
        await asked(collected.FEED, edition.base + path)
    entries = [entry for answer in found for entry in entries_of(answer, site)]
    pages = [await asked(collected.ARTICLE, entry.address.url) for entry in _samples(entries, site)]
    tag = next((url for page in (*pages, first) for url in _tags(page, addresses)), None)
    if tag is not None:
        await asked(collected.TAG, tag)
    if site.paths.paging is not None:
        await asked(collected.PAST_THE_END, page_of_list(_FAR))
    if first.validators:
        await asked(collected.UNCHANGED, start, first.validators)


def listing(answer: Answer, site: Site) -> ListingPage:
    return ListingPage(answer.selector, site, answer.url)


def entries_of(answer: Answer, site: Site) -> list[Entry]:
    """The articles of a list (its own rows, where it has such) or feed; [] of anything else."""
    if not answer.is_page:
        return []
    if answer.role == collected.FEED:
        return read_rss(answer.body, site, answer.url)
    page = listing(answer, site)
    return page.rows or page.entries


def _samples(entries: list[Entry], site: Site) -> list[Entry]:
    """One article of news, one announcement, one video; others where there is none of those."""
    kinds: dict[str, Entry] = {}
    for entry in entries:
        section = entry.address.section
        is_news = section not in site.announcements and section != _VIDEO
        kinds.setdefault("" if is_news else section, entry)
    chosen = [entry for _, entry in sorted(kinds.items())][:_ARTICLES]
    ids = {entry.address.id for entry in chosen}
    for entry in entries:
        if len(chosen) >= _ARTICLES:
            break
        if entry.address.id not in ids:
            ids.add(entry.address.id)
            chosen.append(entry)
    return chosen


def _tags(page: Answer, addresses: Addresses) -> Iterator[str]:
    """The lists of tags that a page links to."""
    if not page.is_page:
        return
    for href in page.selector.css("a::attr(href)").getall():
        if addresses.is_tag(href, page.edition):
            url = addresses.canonical(href, page.url)
            if url is not None:
                yield url

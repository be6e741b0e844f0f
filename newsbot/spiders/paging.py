"""How far a list is paged: to what is known, now and then further back, and never in a circle."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from newsbot.ledger.memory import ListPage
from newsbot.pages.times import read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.ledger.memory import Memory
    from newsbot.pages.listing import Entry, ListingPage
    from newsbot.run import Arguments
    from newsbot.sites.site import Site
    from newsbot.sites.urls import Addresses

START = 10**13
"""Priority of feeds and lists: above every article, whose priority is its number."""
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?\s*")
_GRACE = timedelta(minutes=10)
"""How far the clock of a site may go before ours; what lies further ahead is an event's time."""
_AFTER_A_FAILURE = 3600
"""Seconds after which a list is looked back over again where a page of it could not be had."""
_PAGES_AT_ONCE = 10
"""Pages that are read before their articles are: some two hundred requests wait in memory."""


@dataclass(slots=True)
class Reading:
    """One list as it is read from page to page; the requests for its pages share it."""

    gap: int | None = None
    """The gap that the next page belongs to."""
    is_top: bool = False
    """Whether there is nothing on the pages before the next one."""
    looks_back: str | None = None
    """Where the list is read past what is known: the name of the fact that notes it."""
    newest: int | None = None
    """The highest number on its pages."""
    listed: set[str] = field(default_factory=set)
    """The ids on its pages."""
    new: set[str] = field(default_factory=set)
    """Those of them that were not known."""
    pages: int = 0
    """How many of them were read."""
    has_new: bool = False
    """Whether articles are to be fetched before the next page."""
    is_again: bool = False
    """Whether the next page is one that was read before its articles."""


class Step(NamedTuple):
    """The page of a list to read next, and its place in the queue."""

    url: str
    priority: int = START


class Lists:
    """The lists of a run.

    `started_at` (aware) tells today, and what is long ago; `every` is the number of seconds after
    which lists are looked back over, 0 for never.
    """

    def __init__(
        self,
        site: Site,
        addresses: Addresses,
        arguments: Arguments,
        memory: Memory,
        started_at: datetime,
        every: int,
    ) -> None:
        self._site = site
        self._addresses = addresses
        self._memory = memory
        self._since = arguments.since
        self._is_remembered = not (arguments.has_window or arguments.refetch)
        self._is_plain = self._is_remembered and not arguments.urls
        self._has_sections = bool(arguments.sections)
        self._editions = arguments.editions
        self._started_at = started_at
        self._today = started_at.astimezone(ZoneInfo(site.zone or "UTC")).date()
        self._every = every

    def page(self, edition: str, path: str, number: int = 1) -> str:
        """The address of a page of the list whose name, or first page's path, is `path`."""
        return self._addresses.list_page(edition, path, number, self._today)

    def number(self, url: str) -> int:
        """The number of a list's page, 1 for the first."""
        return self._addresses.page_number(url, self._today)

    @property
    def is_by_day(self) -> bool:
        """Whether the first page of a list has nothing early in the day."""
        paging = self._site.paths.paging
        return paging is not None and not paging.is_linked

    # As it was

    def noted_as(self, url: str) -> str | None:
        """The name under which validators of a first page are noted; None in a run for a part.

        One address may serve several editions, which do not read it at the same time.
        """
        return f"{self._addresses.edition_of(url)} {url}" if self._is_plain else None

    def validators(self, noted_as: str | None) -> dict[str, str]:
        """The headers that ask for a list only if it has changed."""
        etag, modified = self._memory.validators(noted_as) if noted_as else (None, None)
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        return {name: value for name, value in known.items() if value}

    # Looking back

    def start(self, url: str) -> Reading:
        """The reading of a list from its first page on."""
        edition, name = self._addresses.edition_of(url), self._addresses.list_name(url)
        if self._is_plain and not self._has_sections:
            self._memory.note_fact(f"read: {edition}", str(int(self._started_at.timestamp())))
        fact = f"looked back: {edition} {name}"
        is_due = name is not None and self._is_plain and self._is_look_back_due(fact)
        return Reading(looks_back=fact if is_due else None)

    def wants(self, edition: str) -> bool:
        """Whether an article of an edition is for this run, or for the archive that it adds to.

        The archive is of the editions whose lists earlier runs have read.
        """
        return edition in self._editions or self._memory.fact(f"read: {edition}") is not None

    def _is_look_back_due(self, fact: str) -> bool:
        if not (self._every and self._site.late_by):
            return False
        last = int(self._memory.fact(fact) or 0)
        now = int(self._started_at.timestamp())
        return not now - self._every < last <= now  # a time ahead is one of a wrong clock

    def ended(self, reading: Reading) -> None:
        """The list ended before the page that was asked for."""
        self._looked_back(reading)
        if reading.gap is not None:
            self._memory.list_ended(reading.gap)

    def failed(self, reading: Reading) -> None:
        """A page could not be had: not every run tries again to look back beyond it."""
        self._looked_back(reading, self._every - _AFTER_A_FAILURE)

    def _looked_back(self, reading: Reading, ago: int = 0) -> None:
        if reading.looks_back is not None:
            now = int(self._started_at.timestamp())
            self._memory.note_fact(reading.looks_back, str(now - max(0, ago)))
            reading.looks_back = None

    def _is_past_the_late(self, rows: Sequence[Entry], reading: Reading, times: _Times) -> bool:
        """Whether what appears late in a list no longer appears on a page, nor on later ones."""
        if times.dated:
            return max(times.dated) < self._started_at - self._site.late_by
        if not self._site.numbers_a_day or reading.newest is None:
            return True  # how far back it is cannot be told
        late = self._site.numbers_a_day * (self._site.late_by / timedelta(days=1))
        return max(map(self._order, rows)) < reading.newest - late

    # From page to page

    def following(
        self, page: ListingPage, reading: Reading, *, fetched_at: datetime, new: set[str]
    ) -> Step | None:
        """The next page of a list, while there is something new to expect of it.

        Call it when the articles of the page are queued: the ledger takes both or neither.
        `new`: the ids of those that are to be fetched.
        """
        rows = page.rows or page.entries
        ids = {entry.address.id for entry in page.entries}
        ends = (ids <= reading.listed and not reading.is_again) or page.next_page is None
        reading.listed |= ids
        reading.new |= new
        reading.has_new |= bool(new)
        if reading.newest is None:
            reading.newest = max(map(self._order, rows))
        times = _Times(rows, fetched_at)
        goes_on = self._note(page, rows, reading, ends=ends)
        if reading.looks_back is not None:
            if ends or self._is_past_the_late(rows, reading, times):
                self._looked_back(reading)
            else:
                goes_on = True
        if not goes_on or page.next_page is None or times.are_before(self._since):
            return None
        return self._step(page, rows, reading)

    def _step(self, page: ListingPage, rows: Sequence[Entry], reading: Reading) -> Step:
        """The next page, at once; or the same one when its articles are fetched.

        An article that is withdrawn between two pages moves another one from the second up to the
        first, where only who reads that again sees it.
        """
        was_again, reading.is_again = reading.is_again, False
        reading.pages += not was_again
        if was_again or not reading.has_new or reading.pages % _PAGES_AT_ONCE != 1:
            assert page.next_page is not None
            return Step(page.next_page)
        reading.has_new, reading.is_again = False, True
        return Step(page.url, min(map(self._order, rows)))

    def _note(
        self, page: ListingPage, rows: Sequence[Entry], reading: Reading, *, ends: bool
    ) -> bool:
        """Whether to page on to what is not known; the gap of the next page is in `reading`."""
        name, number = self._addresses.list_name(page.url), self.number(page.url)
        is_top = reading.is_top or (number == 1 and "?" not in page.url)
        reading.is_top = False
        if name is None or not (is_top or reading.gap is not None):
            return not ends and reading.looks_back is None
        if not self._is_remembered:
            return not ends
        by_number = sorted(rows, key=self._order)
        timed = [row.time for row in by_number if row.time is not None]
        goes_on, reading.gap = self._memory.read_list(
            ListPage(
                edition=page.edition,
                path=name,
                page=number,
                ids=[entry.address.id for entry in rows],
                newest=timed[-1] if timed else None,
                oldest=timed[0] if timed else None,
                ends=ends,
                new=sum(row.address.id in reading.new for row in rows),
                gap=reading.gap,
            )
        )
        return goes_on

    def _order(self, entry: Entry) -> int:
        return self._site.order(entry.address.id)


def time_of(entry: Entry, fetched_at: datetime) -> datetime | None:
    """When an article was published, as a list tells; None for what it tells of an event."""
    time = read_time(entry.time, fetched_at)
    return None if time is None or time > fetched_at + _GRACE else time


class _Times:
    """The times that the rows of a page print, those of events left out."""

    def __init__(self, rows: Sequence[Entry], fetched_at: datetime) -> None:
        known = [(row, time) for row in rows if (time := time_of(row, fetched_at)) is not None]
        self.known = [time for _, time in known]
        self.dated = [time for row, time in known if not _CLOCK.fullmatch(row.time or "")]
        """A mere «12:34» is of the last day, as it seems, on each page of a list."""

    def are_before(self, since: datetime | None) -> bool:
        return since is not None and bool(self.known) and max(self.known) < since

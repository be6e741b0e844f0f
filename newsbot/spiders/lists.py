"""How far a list is paged: to what is known, to the end of the window, and never in a circle."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from newsbot.ledger.memory import ListPage
from newsbot.pages.times import read_time

if TYPE_CHECKING:
    from newsbot.ledger.memory import Memory
    from newsbot.pages.listing import Entry, ListingPage
    from newsbot.run import Arguments
    from newsbot.sites.site import Site
    from newsbot.sites.urls import Addresses


class Step(NamedTuple):
    """The page of a list to read next: its address, its place in the queue, its gap."""

    url: str
    priority: int
    gap: int | None


class Lists:
    """The lists of a run. `started_at` (aware) is the day of those that are numbered by days."""

    def __init__(
        self, site: Site, addresses: Addresses, arguments: Arguments, started_at: datetime
    ) -> None:
        self._site = site
        self._addresses = addresses
        self._arguments = arguments
        self._today = started_at.astimezone(ZoneInfo(site.zone or "UTC")).date()
        self._listed: dict[str, set[str]] = {}

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

    def following(
        self,
        page: ListingPage,
        entries: list[Entry],
        memory: Memory,
        *,
        gap: int | None,
        is_top: bool,
        fetched_at: datetime,
    ) -> Step | None:
        """The next page of a list, while there is something new to expect of it.

        `is_top`: there is nothing on the pages before it. Call it when the articles of the page are
        queued: the ledger takes both or neither.
        """
        ids = {entry.address.id for entry in entries}
        name = self._addresses.list_name(page.url)
        listed = self._listed.setdefault(f"{page.edition} {name or page.url}", set())
        ends = ids <= listed or page.next_page is None
        listed |= ids
        rows = sorted(page.rows or entries, key=self._order)
        goes_on = not ends
        is_top = is_top or (self.number(page.url) == 1 and "?" not in page.url)
        if name is not None and (is_top or gap is not None) and self._is_remembered:
            timed = [row.time for row in rows if row.time is not None]
            goes_on, gap = memory.read_list(
                ListPage(
                    edition=page.edition,
                    path=name,
                    page=self.number(page.url),
                    ids=[entry.address.id for entry in page.rows or entries],
                    newest=timed[-1] if timed else None,
                    oldest=timed[0] if timed else None,
                    ends=ends,
                    gap=gap,
                )
            )
        if not goes_on or page.next_page is None or self._is_past_window(page, fetched_at):
            return None
        return Step(page.next_page, self._order(rows[0]), gap)

    def _order(self, entry: Entry) -> int:
        return self._site.order(entry.address.id)

    @property
    def _is_remembered(self) -> bool:
        """Whether lists are read from their start to what is known: not in a window or refetch."""
        return not (self._arguments.has_window or self._arguments.refetch)

    def _is_past_window(self, page: ListingPage, fetched_at: datetime) -> bool:
        """Whether everything that a page of a list tells the time of came before `since`."""
        if self._arguments.since is None:
            return False
        times = [read_time(row.time, fetched_at) for row in page.rows]
        known = [time for time in times if time is not None]
        return bool(known) and max(known) < self._arguments.since

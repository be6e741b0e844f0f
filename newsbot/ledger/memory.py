"""What a spider may ask of earlier runs, and what it tells them. The ledger answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsbot.run import Place


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, as read."""

    edition: str
    path: str
    """Of the list's first page."""
    page: int
    ids: Sequence[str]
    """Of its articles."""
    newest: str | None
    oldest: str | None
    """The times of its newest and oldest article, as printed."""
    ends: bool
    """Whether there is no further page to expect."""
    new: int = 0
    """How many of its articles were not known when the list was begun."""
    gap: int | None = None
    """The gap that it belongs to; None for the first page of a list."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Pages of a list that are still to be read."""

    id: int
    edition: str
    path: str
    page: int
    since: str | None
    until: str | None
    is_initial: bool
    """Whether nothing older is known: the first reading of a list, which goes on to its end."""
    opened_at: int

    def __str__(self) -> str:
        place = f"{self.path} ({self.edition})"
        if self.is_initial:
            return f"{place}: read back to {self.until or 'its start'}, the next run goes on"
        return f"{place}: articles from {self.since or '?'} to {self.until or '?'} may be missing"


class Memory(Protocol):
    """The ledger, as seen by a spider. An article is named by its id."""

    def is_known(self, key: str, editions: Collection[str]) -> bool:
        """Whether a run that asks for `editions` need not fetch an article now."""

    async def foresee(self, keys: Collection[str]) -> None:
        """`is_known` will be asked for each of these: the ledger is asked once."""

    async def answers(self) -> None:
        """Returns when the ledger answers: what is asked now does not keep the run waiting."""

    def due(self, editions: Collection[str], sections: Collection[str]) -> Iterator[Place]:
        """The articles that earlier runs left to do, newest first: new, failed or for a recheck."""

    def announced(self, key: str, feed_time: str) -> None:
        """An RSS feed says when an article was published. Call it after it has been queued."""

    def feed_time(self, key: str) -> str | None:
        """When an article was published, as an RSS feed said; None where none did."""

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        """Notes a page of a list: (whether to page on, the gap to which the next page belongs)."""

    def list_ended(self, gap: int) -> None:
        """A list ended before the page that was asked for."""

    def open_gaps(self, editions: Collection[str]) -> list[Gap]:
        """The gaps to close first."""

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """(ETag, Last-Modified) of a list or feed when all that it named was last noted."""

    def remember(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """A list or feed was read, and all that it names is noted."""

    def fact(self, name: str) -> str | None:
        """What an earlier run, or this one, found out about the site."""

    def note_fact(self, name: str, value: str) -> None:
        """Tells later runs something about the site."""


class NoMemory:
    """The memory of a run without a ledger: it ends with the run."""

    def __init__(self) -> None:
        self._feed_times: dict[str, str] = {}
        self._facts: dict[str, str] = {}

    def is_known(self, key: str, editions: Collection[str]) -> bool:  # noqa: ARG002
        return False

    async def foresee(self, keys: Collection[str]) -> None:
        """Nothing to ask."""

    async def answers(self) -> None:
        """Nothing to wait for."""

    def due(self, editions: Collection[str], sections: Collection[str]) -> Iterator[Place]:  # noqa: ARG002
        return iter(())

    def announced(self, key: str, feed_time: str) -> None:
        self._feed_times.setdefault(key, feed_time)

    def feed_time(self, key: str) -> str | None:
        return self._feed_times.get(key)

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        return not page.ends, None

    def list_ended(self, gap: int) -> None:
        """Nothing to note."""

    def open_gaps(self, editions: Collection[str]) -> list[Gap]:  # noqa: ARG002
        return []

    def validators(self, url: str) -> tuple[str | None, str | None]:  # noqa: ARG002
        return None, None

    def remember(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Nothing to note."""

    def fact(self, name: str) -> str | None:
        return self._facts.get(name)

    def note_fact(self, name: str, value: str) -> None:
        self._facts[name] = value

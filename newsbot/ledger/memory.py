"""What a spider may ask of earlier runs, and what it tells them. The ledger answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Due(NamedTuple):
    """An article that is to be fetched: new, failed before, or due for a recheck."""

    id: str
    edition: str
    """Where it was found."""
    section: str
    state: str


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
    is_initial: int
    """1 where nothing older is known: the first reading of a list, which goes on to its end."""

    def __str__(self) -> str:
        place = f"{self.path} ({self.edition})"
        if self.is_initial:
            return f"{place}: read back to {self.until or 'its start'}, the next run goes on"
        return f"{place}: articles from {self.since or '?'} to {self.until or '?'} may be missing"


class Memory(Protocol):
    """The ledger, as seen by a spider."""

    def is_known(self, key: str) -> bool:
        """Whether an article need not be fetched now."""

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        """Notes a page of a list: (whether to page on, the gap to which the next page belongs)."""

    def list_ended(self, gap: int) -> None:
        """A list ended before the page that was asked for."""

    def open_gaps(self, editions: Sequence[str]) -> list[Gap]:
        """The gaps to close first."""

    def due(self, editions: Sequence[str], sections: Sequence[str]) -> Iterator[Due]:
        """The articles that earlier runs left to do, newest first."""


class NoMemory:
    """The memory of a run without a ledger."""

    def is_known(self, key: str) -> bool:  # noqa: ARG002
        return False

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        return not page.ends, None

    def list_ended(self, gap: int) -> None:
        """Nothing to note."""

    def open_gaps(self, editions: Sequence[str]) -> list[Gap]:  # noqa: ARG002
        return []

    def due(self, editions: Sequence[str], sections: Sequence[str]) -> Iterator[Due]:  # noqa: ARG002
        return iter(())

"""The ledger as a spider sees it (`newsbot.ledger.memory.Memory`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lists import Lists
from newsbot.ledger.memory import Due, Gap, ListPage


class LedgerMemory:
    """Answers from the ledger and notes what a list showed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lists = Lists(ledger)

    def is_known(self, key: str) -> bool:
        """Whether an article need not be fetched now."""
        return self._ledger.is_known(key)

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        """Notes a page of a list: (whether to page on, the gap to which the next page belongs)."""
        gap = self._lists.read(page)
        return gap is not None, gap

    def list_ended(self, gap: int) -> None:
        """A list ended before the page that was asked for."""
        self._lists.ended(gap)

    def open_gaps(self, editions: Sequence[str], *, due_only: bool = True) -> list[Gap]:
        return self._lists.open_gaps(editions, due_only=due_only)

    def due(self, editions: Sequence[str], sections: Sequence[str] = ()) -> Iterator[Due]:
        """The articles that earlier runs left to do, newest first."""
        return self._ledger.due(editions, sections)

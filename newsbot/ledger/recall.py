"""The ledger as a spider sees it (`newsbot.ledger.memory.Memory`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lists_read import Lists
from newsbot.ledger.memory import Gap, ListPage, Memory, NoMemory
from newsbot.ledger.opening import open_ledger
from newsbot.ledger.rows import ARTICLES, FACTS, URLS, VALIDATORS, Fact, Validators
from newsbot.run import Place, one_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def memory_of(crawler: Crawler) -> Memory:
    """What earlier runs know: `one_of(crawler, memory_of)`."""
    ledger = one_of(crawler, open_ledger)
    return LedgerMemory(ledger) if ledger is not None else NoMemory()


class LedgerMemory:
    """Answers from the ledger and notes what the spider tells."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lists = Lists(ledger.store)
        self.is_known = ledger.is_known
        self.announced = ledger.announced
        self.feed_time = ledger.feed_time
        self.answers = ledger.store.answers

    async def foresee(self, keys: Collection[str]) -> None:
        await self._ledger.store.foresee_behind(URLS, keys, ARTICLES)

    def due(self, editions: Collection[str], sections: Collection[str] = ()) -> Iterator[Place]:
        return self._ledger.due(editions, sections)

    def read_list(self, page: ListPage) -> tuple[bool, int | None]:
        gap = self._lists.read(page, self._ledger.now())
        return gap is not None, gap

    def list_ended(self, gap: int) -> None:
        self._lists.ended(gap, self._ledger.now())

    def open_gaps(self, editions: Collection[str]) -> list[Gap]:
        return self._lists.open_gaps(editions, due_at=self._ledger.now())

    def validators(self, url: str) -> tuple[str | None, str | None]:
        known = self._ledger.store.get(VALIDATORS, url)
        return (known.etag, known.last_modified) if known is not None else (None, None)

    def remember(self, url: str, etag: str | None, last_modified: str | None) -> None:
        self._ledger.store.put(VALIDATORS, Validators(url, etag, last_modified))

    def fact(self, name: str) -> str | None:
        known = self._ledger.store.get(FACTS, name)
        return known.value if known is not None else None

    def note_fact(self, name: str, value: str) -> None:
        self._ledger.store.put(FACTS, Fact(name, value))

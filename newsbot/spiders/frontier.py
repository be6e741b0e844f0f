"""The queue of requests: highest priority first, and among equals the one that came first."""

from __future__ import annotations

import heapq
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request


class NewestFirstQueue:
    """A `SCHEDULER_PRIORITY_QUEUE` for priorities that are nearly all different.

    An article's priority is its number, so that the newest is fetched first. Scrapy's own priority
    queue keeps a queue for every priority and looks through all of them at each step; this is one
    heap. In memory only: the ledger remembers what is queued.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler, **options: Any) -> Self:  # noqa: ARG003
        return cls()

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Request]] = []
        self._arrival = count()

    def push(self, request: Request) -> None:
        heapq.heappush(self._heap, (-request.priority, next(self._arrival), request))

    def pop(self) -> Request | None:
        return heapq.heappop(self._heap)[2] if self._heap else None

    def peek(self) -> Request | None:
        return self._heap[0][2] if self._heap else None

    def close(self) -> list[int]:
        """The priorities still queued, as Scrapy expects."""
        return [priority for priority, _, _ in self._heap]

    def __len__(self) -> int:
        return len(self._heap)

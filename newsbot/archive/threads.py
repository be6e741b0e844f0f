"""Threads of a topic: articles that «ЩЕ ЗА ТЕМОЮ» holds together, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable

from newsbot.archive.links import Link


class Threads:
    """The connected parts of the `related` links, whichever way they point.

    Holds some 200 bytes for each article that has such a link. An article is named by site and id;
    a thread by the lowest id in it.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        self._above: dict[tuple[str, str], tuple[str, str]] = {}
        for link in links:
            if link.block == "related":
                self._join((link.site, link.source), (link.site, link.target))

    def of(self, site: str, key: str) -> str | None:
        """The thread of an article; None for one that no such link leads to or from."""
        node = (site, key)
        return self._top(node)[1] if node in self._above else None

    def _join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        first, second = sorted((self._top(one), self._top(other)), key=_order)
        self._above[second] = first

    def _top(self, node: tuple[str, str]) -> tuple[str, str]:
        top = node
        while (above := self._above.setdefault(top, top)) != top:
            top = above
        while node != top:  # the next one who asks has one step to go
            self._above[node], node = top, self._above[node]
        return top


def _order(node: tuple[str, str]) -> tuple[int, str]:
    """Numbers by their value, other ids behind them."""
    return len(node[1]) if node[1].isdecimal() else 1 << 30, node[1]

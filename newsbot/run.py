"""What a run is for, and what it has one of: how its parts find both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, runtime_checkable
from weakref import WeakKeyDictionary

from scrapy.exceptions import NotConfigured

from newsbot.sites.site import Site, mirrored

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

T = TypeVar("T")

BLOCKS = ("latest", "related")
"""The titled blocks of links that an article may have."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What `-a NAME=VALUE` asked for; the defaults are those of README.md."""

    urls: tuple[str, ...] = ()
    editions: tuple[str, ...] = ("uk",)
    sections: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    follow: frozenset[str] = frozenset(BLOCKS)
    max_articles: int | None = None
    refetch: bool = False
    origins: tuple[str, ...] = ()
    """`scheme://host[:port]` of the mirrors, one for each edition or one for all."""

    @property
    def has_window(self) -> bool:
        return self.since is not None or self.until is not None

    def excludes(self, time: datetime | None) -> bool:
        """Whether `time` is known and lies outside of the window."""
        if time is None:
            return False
        since, until = self.since, self.until
        return (since is not None and time < since) or (until is not None and time > until)

    def at_mirror(self, site: Site) -> Site:
        """`site` as `base_url` serves it."""
        if not self.origins:
            return site
        origins = self.origins * len(self.editions) if len(self.origins) == 1 else self.origins
        return mirrored(site, dict(zip(self.editions, origins, strict=True)))


class Place(NamedTuple):
    """Where an article was found. Its id is its key within the site."""

    id: str
    edition: str
    section: str
    path: str
    """Of its address, as found there."""


@runtime_checkable
class Archiving(Protocol):
    """A spider that archives a site, as the other parts of a run see it."""

    site: Site
    arguments: Arguments
    started_at: datetime

    def clock(self) -> float:
        """The time, in seconds since 1970; that of the pages where kept ones are read."""

    def locate(self, url: str) -> Place | None:
        """Where an article is, by its address; None where that is of something else."""


def archiving(crawler: Crawler) -> Archiving | None:
    """The spider of a run that archives a site; None where `scrapy shell` only looks at pages."""
    return crawler.spider if isinstance(crawler.spider, Archiving) else None


def archive_of(crawler: Crawler) -> Archiving:
    """The spider of a run that archives a site. Raises NotConfigured where none does."""
    spider = archiving(crawler)
    if spider is None:
        raise NotConfigured
    return spider


_made: WeakKeyDictionary[Crawler, dict[Callable[[Crawler], Any], Any]] = WeakKeyDictionary()


def one_of(crawler: Crawler, make: Callable[[Crawler], T]) -> T:
    """What a run has one of: what `make` gives for its crawler, made when the first part asks.

    >>> one_of(crawler, Brake).pull("refused", "the site does not want to be crawled now")
    """
    made = _made.setdefault(crawler, {})
    if make not in made:
        made[make] = make(crawler)
    thing: T = made[make]
    return thing


def forget(crawler: Crawler) -> None:
    """The run is over: lets go of what it had one of."""
    _made.pop(crawler, None)

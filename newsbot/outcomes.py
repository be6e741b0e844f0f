"""What became of a page that was asked for: told once, as one of a few types.

Whoever finds it out tells: the spider, the pipelines, the middleware beside the spider.
`newsbot.report.accounts` reads, for the ledger, the statistics, the report, the alarm and the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    DropItem,
)
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot import errors
from newsbot.errors import reason_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

    from newsbot.items import Article

_MISSING = frozenset({404, 410})
_TOO_MANY_REQUESTS = 429


class Page(NamedTuple):
    """What was asked for."""

    id: str | None
    """Of the article; None for a list, a feed and the like."""
    url: str
    """Before any redirect."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """An article, on its way to the feeds; the ledger notes it when its line is on the disk."""

    article: Article


@dataclass(frozen=True, slots=True)
class Unchanged:
    """As the archive has it."""

    article: Article | None = None
    """As read; None where the site said so (304)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A page came that is not surely the article, whole. Many of them are a changed layout."""

    problem: str
    has_raised: bool = False
    """Code failed at it, ours or somebody's: the page may be an article like any."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A known article, of which a recheck lacks most: the same has to be read again later."""

    problem: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The site says that there is no such article."""

    problem: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The address leads to another article, which has an outcome of its own."""

    to: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not given by the site, forbidden by robots.txt, turned away by a guard, or cut short."""

    problem: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The connection's or the server's fault: the next run tries once more without a pause."""

    problem: str


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not asked for, or not to be noted now: it stays queued, and nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class NotWanted:
    """Left out though nothing is wrong with it."""

    kind: str
    """`outside` of the window, after the `last` of `max_articles`, `noindex`, or `behind` the last
    page of a list."""
    article: Article | None = None
    """Where it was read to its end."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Read, and in the language of an edition that this run does not ask for: its runs take it."""

    edition: str


Outcome: TypeAlias = (
    Delivered
    | Unchanged
    | Unread
    | Doubtful
    | Missing
    | Moved
    | Refused
    | Unreachable
    | Postponed
    | NotWanted
    | Elsewhere
)


class Outcomes:
    """Where outcomes are told: `one_of(crawler, Outcomes)`. `readers` are told in their order."""

    def __init__(self, crawler: Crawler | None = None) -> None:  # noqa: ARG002 - as `one_of` asks
        self.readers: list[Callable[[Page, Outcome], object]] = []

    def tell(self, page: Page, outcome: Outcome) -> None:
        for reader in self.readers:
            reader(page, outcome)


def page_of(request: Request) -> Page:
    """What a request was for in the beginning."""
    address = request.meta.get("article")
    url = request.meta.get("redirect_urls", (request.url,))[0]
    return Page(address.id if address is not None else None, url)


def page_asked(response: Response) -> Page:
    """What the request of a response was for."""
    assert response.request is not None, "a response of the engine has its request"
    return page_of(response.request)


def of_error(error: BaseException | None) -> Outcome:
    """The outcome of a request that ended in an error, or in a status that is no page's."""
    match error:
        case HttpError():
            return _of_status(error.response.status)
        case errors.NotModified():
            return Unchanged()
        case errors.Postponed():
            return Postponed()
        case errors.Unreadable():
            return Unread(str(error))
        case (
            CannotResolveHostError()
            | DownloadConnectionRefusedError()
            | DownloadFailedError()
            | DownloadTimeoutError()
        ):
            return Unreachable(reason_of(error))
    return Refused(reason_of(error))


def _of_status(status: int) -> Outcome:
    problem = f"status {status}"
    if status in _MISSING:
        return Missing(problem)
    if 500 <= status < 600 or status == _TOO_MANY_REQUESTS:
        return Unreachable(problem)
    return Refused(problem)


def of_drop(article: Article, error: DropItem) -> Outcome:
    """The outcome of an article that a pipeline has dropped."""
    match error:
        case errors.SameAsKnown():
            return Unchanged(article)
        case errors.Doubted():
            assert article.content_hash is not None
            return Doubtful(str(error), article.content_hash)
        case errors.NotWanted():
            # Only from the hash on it is what would have been exported.
            return NotWanted(error.kind, article if article.content_hash is not None else None)
    return Unread(str(error))

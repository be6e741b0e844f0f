"""The rows of the ledger: `schema.sql` has the same columns behind the site, and explains them."""

from __future__ import annotations

import re
from typing import Generic, NamedTuple, TypeVar

from newsbot.run import Place

_SECRETS = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*://)(?:[^/?]*@)?([^?]*).*", re.DOTALL)

Row = TypeVar("Row", bound=tuple[object, ...])


class Url(NamedTuple):
    """An article, read or not: what is to be done with it."""

    id: str
    number: int
    state: str
    edition: str | None
    attempts: int
    next_at: int | None
    discovered_at: int
    outcome: str | None = None
    problem: str | None = None
    feed_time: str | None = None
    doubted_hash: str | None = None


class Known(NamedTuple):
    """An article that is in the feed."""

    id: str
    number: int
    revision: int
    content_hash: str
    hash_version: int
    url: str | None
    gist: str | None
    language: str | None
    section: str
    published_at: str | None
    modified_at: str | None
    fetched_at: int
    checked_at: int
    etag: str | None
    last_modified: str | None


class Revision(NamedTuple):
    id: str
    revision: int
    content_hash: str
    fetched_at: int
    changed_fields: str | None
    reread: int


class LinkSeen(NamedTuple):
    source: str
    target: str
    block: str
    position: int
    first_seen: int


class Listing(NamedTuple):
    edition: str
    list: str
    top: str
    newest: str | None
    read_at: int


class GapRow(NamedTuple):
    id: int
    edition: str
    list: str
    page: int
    target: str
    since: str | None
    until: str | None
    attempts: int
    next_at: int
    opened_at: int


class Validators(NamedTuple):
    """With what a page is asked for again."""

    url: str
    etag: str | None
    last_modified: str | None


class Fact(NamedTuple):
    name: str
    value: str


def without_secrets(feed: str) -> str:
    """The address of a feed without name, password and query, where a token may stand."""
    return _SECRETS.sub(r"\1\2", feed)


class Feed(NamedTuple):
    path: str
    size: int
    is_open: int


class Owed(NamedTuple):
    feed: str
    id: str
    record: str


class Recorded(NamedTuple):
    """A record in a ledger that several machines share."""

    id: str
    revision: int
    feed: str
    """The file in which its line belongs: `interfax/2026-11-26.jsonl`."""
    record: str


class Table(Generic[Row]):
    """How rows of one kind are read and written. The first `key` columns are their key.

    With `keeps_first` a row that is there already stays as it is.
    """

    def __init__(self, name: str, row: type[Row], key: int, *, keeps_first: bool = False) -> None:
        columns: tuple[str, ...] = row._fields  # type: ignore[attr-defined]
        self.name = name
        self.row = row
        self.key = key
        self.keeps_first = keeps_first
        keys = ("site", *columns[:key])
        matching = " AND ".join(f"{column} = ?" for column in keys)
        self.select_all = (
            f"SELECT {', '.join(columns)} FROM {name} WHERE site = ? "  # noqa: S608
            f"ORDER BY {', '.join(columns[:key])}"
        )
        self.select = f"SELECT {', '.join(columns)} FROM {name} WHERE {matching}"  # noqa: S608
        self.select_by_first = (  # the condition is its own in each database
            f"SELECT {', '.join(columns)} FROM {name} WHERE site = ? AND {columns[0]}"  # noqa: S608
        )
        self.delete = f"DELETE FROM {name} WHERE {matching}"  # noqa: S608
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns[key:])
        self.write = (
            f"INSERT INTO {name} (site, {', '.join(columns)}) "  # noqa: S608
            f"VALUES (?{', ?' * len(columns)}) ON CONFLICT ({', '.join(keys)}) "
            + ("DO NOTHING" if keeps_first else f"DO UPDATE SET {changes}")
        )


URLS = Table("urls", Url, 1)
PLACES = Table("places", Place, 2, keeps_first=True)
ARTICLES = Table("articles", Known, 1)
REVISIONS = Table("revisions", Revision, 2, keeps_first=True)
LINKS = Table("links", LinkSeen, 3, keeps_first=True)
LISTINGS = Table("listings", Listing, 2)
GAPS = Table("gaps", GapRow, 1)
VALIDATORS = Table("validators", Validators, 1)
FACTS = Table("facts", Fact, 1)
FEEDS = Table("feeds", Feed, 1)
BACKLOG = Table("backlog", Owed, 2)

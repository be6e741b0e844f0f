"""The output record: what one line of the feed holds.

The order of the fields of `Article` is the order of the keys in the feed.
`schema.json` beside this file says the same as a JSON Schema, docs/data-format.md in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


class Paragraph(NamedTuple):
    """One paragraph of an article as the page has it."""

    text: str
    linked: bool = False
    """Whether all of its text stands inside links."""


@dataclass(slots=True)
class Link:
    title: str
    url: str


@dataclass(slots=True)
class Image:
    url: str
    caption: str | None = None
    credit: str | None = None
    """Who took it, as printed behind «Фото:»."""


@dataclass(slots=True)
class Evidence:
    """What the page said and the pipelines still have to read. Never exported."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    """(source, text) of each statement of the publication time, most trusted first.

    `visible` is what readers see; `feed` the pubDate of the item that led here.
    """
    modified: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    """Field -> which part of the page served it (`visible`, `json-ld`, `meta`, ...)."""
    disagreements: list[str] = field(default_factory=list)
    """Fields on which two parts of the page differ."""
    about: list[str] = field(default_factory=list)
    """Fields that tell a time by the moment of the fetch: «5 хвилин тому»."""
    ahead: list[str] = field(default_factory=list)
    """Fields whose time had not come at the moment of the fetch."""
    stripped: dict[str, int] = field(default_factory=dict)
    """Kind of advertising -> how many pieces of it the page reader left out."""
    blocks: dict[str, bool] = field(default_factory=dict)
    """Titled block -> whether the page has it, be it empty."""
    described: bool = True
    """Whether a description of the site stood behind the reading, not only general words."""
    etag: str | None = None
    last_modified: str | None = None
    """The validators of the response, as it sent them."""
    known: bool = False
    """Whether the ledger knows this revision already (`refetch`)."""
    archived: dict[str, Any] | None = None
    """The line that the archive has of this very page, where a kept one is read again."""
    place: int = 0
    """Where the page stands among the kept ones that are read again."""
    changed: list[str] = field(default_factory=list)
    """The fields in which it differs from that line."""
    repeated: bool = False
    """Whether the default feed has it, and another one is to get it."""


@dataclass(slots=True)
class Article:
    """One revision of one article. docs/data-format.md says what each field holds."""

    id: str
    url: str
    site: str
    language: str | None = None
    section: str | None = None
    section_name: str | None = None
    title: str | None = None
    published_at: str | None = None
    published_raw: str | None = None
    event_at: str | None = None
    modified_at: str | None = None
    reading_minutes: int | None = None
    lead: str | None = None
    body: str | None = None
    source_url: str | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    latest: list[Link] = field(default_factory=list)
    fetched_at: str | None = None
    revision: int = 1
    content_hash: str | None = None
    edition: str = ""
    """Not exported: where the article was found."""
    evidence: Evidence = field(default_factory=Evidence)
    """Not exported."""


HASH_VERSION = 2
"""Of the rules by which `content_hash` is made. A higher number says that articles nobody has
changed may have another hash now, be it because of `content_hash` or of the text that is read."""

RECORD_FIELDS: tuple[str, ...] = tuple(
    item_field.name
    for item_field in fields(Article)
    if item_field.name not in {"edition", "evidence"}
)
"""The keys of a line of the feed, in order."""

OF_THE_LINE = frozenset({"revision", "content_hash", "fetched_at"})
"""Fields that say nothing of what the page says."""
OF_THE_MOMENT = frozenset({"latest"})
"""«ОСТАННЄ» is another list at every fetch, whether or not the article has changed."""


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], without: Iterable[str] = ()
) -> list[str]:
    """The fields that two records differ in, in the order of the feed; never `OF_THE_LINE`."""
    left_out = OF_THE_LINE.union(without)
    return [
        name
        for name in RECORD_FIELDS
        if name not in left_out and before.get(name) != after.get(name)
    ]

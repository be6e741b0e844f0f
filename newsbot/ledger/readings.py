"""What the ledger is told of an article that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsbot.items import HASH_VERSION


@dataclass(frozen=True, slots=True)
class Delivery:
    """An article whose line is in the feed."""

    id: str
    edition: str
    """The one that it belongs to."""
    section: str
    url: str
    revision: int
    content_hash: str
    published_at: str | None
    fetched_at: int
    modified_at: str | None = None
    hash_version: int = HASH_VERSION
    gist: str | None = None
    """Of its text (`newsbot.text.gist`)."""
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    changed_fields: str | None = None
    """The names of those in which it differs from the revision before, with commas."""


class Reading(NamedTuple):
    """What the page of an article that has not changed gave."""

    content_hash: str
    hash_version: int
    url: str
    gist: str
    language: str | None
    etag: str | None
    last_modified: str | None

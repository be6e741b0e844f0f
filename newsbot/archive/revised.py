"""Two revisions of an article that follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from newsbot.archive.archive import Archive
from newsbot.archive.choice import choice_of
from newsbot.errors import OptionError
from newsbot.feeds.records import record_of


class Revised(NamedTuple):
    before: dict[str, Any]
    after: dict[str, Any]


def revisions_of(archive: Archive, key: str, since: datetime | None = None) -> Iterator[Revised]:
    """Of one article, those that were fetched since then.

    Raises OptionError where there is none.
    """
    try:
        found = [record_of(article) for article in archive.revisions(key)]
    except ValueError as error:
        raise OptionError(str(error)) from error
    if not found:
        raise OptionError(f"the archive has no article {key!r}")
    for before, after in pairwise(found):
        if _is_since(after, since):
            yield Revised(before, after)


def revised(archive: Archive, since: datetime) -> Iterator[Revised]:
    """Of all articles, in the order in which they were written; the memory of one."""
    for entry in archive.entries(choice_of(None, None, None, None), "all"):
        after = entry.record
        if after["revision"] == 1 or not _is_since(after, since):
            continue
        earlier = [
            article
            for article in archive.revisions(after["id"], site=after["site"])
            if article.revision < after["revision"]
        ]
        if earlier:
            yield Revised(record_of(earlier[-1]), after)


def _is_since(record: dict[str, Any], since: datetime | None) -> bool:
    return since is None or datetime.fromisoformat(record["fetched_at"]) >= since

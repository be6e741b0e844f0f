"""Two revisions of an article that follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from newsbot.archive.archive import Archive
from newsbot.errors import OptionError
from newsbot.feeds.records import record_of
from newsbot.items import Article


class Revised(NamedTuple):
    before: dict[str, Any]
    after: dict[str, Any]


def revisions_of(archive: Archive, key: str, since: datetime | None = None) -> Iterator[Revised]:
    """Of one article, those that were fetched since then.

    Raises OptionError where there is none.
    """
    try:
        found = archive.revisions(key)
    except ValueError as error:
        raise OptionError(str(error)) from error
    if not found:
        raise OptionError(f"the archive has no article {key!r}")
    for before, after in pairwise(found):
        if _is_since(after, since):
            yield Revised(record_of(before), record_of(after))


def revised(archive: Archive, since: datetime) -> Iterator[Revised]:
    """Of all articles, in the order in which they were written; the memory of one."""
    for article in archive.select(revisions="all"):
        if article.revision == 1 or not _is_since(article, since):
            continue
        earlier = [
            each for each in archive.revisions_of(article) if each.revision < article.revision
        ]
        if earlier:
            yield Revised(record_of(earlier[-1]), record_of(article))


def _is_since(article: Article, since: datetime | None) -> bool:
    assert article.fetched_at is not None
    return since is None or datetime.fromisoformat(article.fetched_at) >= since

"""What changed between two records of an article, by field and by word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from newsbot.archive.wording import Piece, word_changes
from newsbot.items import RECORD_FIELDS

OF_THE_LINE = frozenset({"revision", "content_hash", "fetched_at"})
"""Fields that say nothing of what the page says."""
OF_THE_MOMENT = frozenset({"latest"})
"""«ОСТАННЄ» is another list at every fetch, whether or not the article has changed."""


class Change(NamedTuple):
    field: str
    pieces: list[Piece]


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], without: Iterable[str] = ()
) -> list[str]:
    """The fields that two records differ in, in the order of the feed."""
    left_out = OF_THE_LINE.union(without)
    return [
        name
        for name in RECORD_FIELDS
        if name not in left_out and before.get(name) != after.get(name)
    ]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What an article says otherwise, as people read it."""
    for name in changed_fields(before, after, OF_THE_MOMENT):
        yield Change(name, word_changes(as_text(before.get(name)), as_text(after.get(name))))


def as_text(value: Any) -> str:
    """A value of a record: a list with an element a line, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(map(as_text, value))
    if isinstance(value, dict):
        return " · ".join(str(part) for part in value.values() if part is not None)
    return json.dumps(value, ensure_ascii=False)

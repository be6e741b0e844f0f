"""What changed between two records of an article, by field and by word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsbot.archive.wording import Piece, word_changes
from newsbot.items import OF_THE_MOMENT, changed_fields


class Change(NamedTuple):
    field: str
    pieces: list[Piece]


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

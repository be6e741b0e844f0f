"""Lines that are records, and lines that are none: every field of its kind, or no record."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from newsbot.items import RECORD_FIELDS

_REQUIRED = ("id", "url", "site", "fetched_at")
_INSTANTS = ("published_at", "event_at", "modified_at", "fetched_at")
_NUMBERS = {"reading_minutes": 0, "revision": 1}
"""Name -> the least that it may be."""
_MOST = (1 << 31) - 1
_TEXT_LISTS = ("authors", "tags")
_STRUCTS = {
    "images": ("url", "caption", "credit"),
    "related": ("title", "url"),
    "latest": ("title", "url"),
}
_LISTS = (*_TEXT_LISTS, *_STRUCTS)
_TEXTS = tuple(name for name in RECORD_FIELDS if name not in {*_NUMBERS, *_LISTS})
_HEAD = re.compile(rb'\{"id": "([0-9a-z]+)", "url": "[^"\\]*", "site": "([^"\\]+)", ')
_FOOT = re.compile(
    rb'"fetched_at": "[^"\\]*", "revision": ([1-9][0-9]{0,8}), "content_hash": "[0-9a-f]*"\}\n'
)
_TEXT_OR_NULL = frozenset({str, type(None)})
_BOM = b"\xef\xbb\xbf"
"""What some editors put before the first line of a file."""
_NO_ARTICLE = "no article of newsbot"


class Foreign(ValueError):  # noqa: N818 - what a line is, and no mistake of the caller
    """A line is no record; the message says why in a few words."""


def key_in(line: bytes) -> tuple[str, str, int]:
    """(id, site, revision) of a line. Raises Foreign.

    What newsbot writes is read at its two ends: whether all between them is whole as well is seen
    when the record is.
    """
    head = _HEAD.match(line)
    foot = head and _FOOT.fullmatch(line, line.rfind(b'"fetched_at": '))
    if not head or not foot:
        record = record_in(line)
        return record["id"], record["site"], record["revision"]
    try:
        return head[1].decode(), head[2].decode(), int(foot[1])
    except UnicodeDecodeError:
        raise Foreign("no UTF-8") from None


def record_in(line: bytes) -> dict[str, Any]:
    """The record of a line: every field, in the order of the feed; others are left out.

    A field that an older newsbot did not write is null or empty. Raises Foreign.
    """
    try:
        # Of bytes, json would guess the encoding.
        found = json.loads(line.removeprefix(_BOM).decode())
    except UnicodeDecodeError:
        raise Foreign("no UTF-8") from None
    except (ValueError, RecursionError):
        whole = line.endswith(b"\n")
        raise Foreign("no JSON" if whole else "torn: the file ends within it") from None
    if not isinstance(found, dict):
        raise Foreign(_NO_ARTICLE)
    record = {name: found.get(name) for name in RECORD_FIELDS}
    for name in _LISTS:
        record[name] = record[name] or []
    if record["revision"] is None:
        record["revision"] = 1
    _check(record)
    if b"\\u" in line:  # only an escape hides what no storage takes
        text = json.dumps(record, ensure_ascii=False)
        if "\\u0000" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise Foreign("a character that no text may hold")
    return record


def _check(record: dict[str, Any]) -> None:
    if not all(record[name] for name in _REQUIRED):
        raise Foreign(_NO_ARTICLE)
    for name in _TEXTS:
        if not isinstance(record[name], str | None):
            raise Foreign(f"{name} is no text")
    for name in _INSTANTS:
        if record[name] is not None and not _is_instant(record[name]):
            raise Foreign(f"{name} is no moment")
    for name, least in _NUMBERS.items():
        value = record[name]
        if value is not None and (type(value) is not int or not least <= value <= _MOST):
            raise Foreign(f"{name} is no number, or no possible one")
    for name in _LISTS:
        record[name] = _list(name, record[name])


def _list(name: str, found: object) -> list[Any]:
    if not isinstance(found, list):
        raise Foreign(f"{name} is no list")
    if name in _STRUCTS:
        return [_struct(name, _STRUCTS[name], each) for each in found]
    if not all(isinstance(each, str) for each in found):
        raise Foreign(f"{name} holds something else than texts")
    return found


def _struct(name: str, parts: tuple[str, ...], found: object) -> dict[str, str | None]:
    if not isinstance(found, dict):
        raise Foreign(f"{name} holds something else than objects")
    struct = found if tuple(found) == parts else {part: found.get(part) for part in parts}
    if struct["url"] is None or not _TEXT_OR_NULL.issuperset(map(type, struct.values())):
        raise Foreign(f"{name} holds something else than addresses and texts")
    return struct


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False

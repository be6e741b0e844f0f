"""The JSON Schema of the output record, as the package ships it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("newsbot").joinpath("schema.json").read_text("utf-8"))
    return loaded


def _pattern(_: Any, pattern: str, value: object, __: Any) -> Iterator[ValidationError]:
    """As ECMA-262 has it, which JSON Schema names: `$` is the end and not before a line break."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError(f"{value!r:.80} does not match {pattern!r}")


_formats = FormatChecker(formats=())


def _date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


_formats.checks("date-time", raises=ValueError)(_date_time)


@cache
def validator() -> Any:
    checked = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return checked(schema(), format_checker=_formats)


@cache
def check_line(line: str) -> None:
    """As `check`, of a line of a feed: the same line is checked once, and so is the same link."""
    record = json.loads(line)
    for block in ("related", "latest"):
        record[block] = [link for link in record[block] if _is_new(json.dumps(link))]
    check(record)


_links: set[str] = set()


def _is_new(link: str) -> bool:
    is_new = link not in _links
    _links.add(link)
    return is_new


def check(record: dict[str, Any]) -> None:
    """Raises ValidationError where a record is not as the schema has it."""
    validator().validate(record)

"""What the tests of `scrapy export` share beside their fixtures (tests/archive/conftest.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

ARTICLES = 500
"""In the archive that is made for the quick tests."""
Records = list[dict[str, Any]]
Export = Callable[..., int]
"""Called with the words behind `scrapy export`; its exit code."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def by_key(records: Records) -> Records:
    return sorted(records, key=lambda record: (record["site"], record["id"], record["revision"]))

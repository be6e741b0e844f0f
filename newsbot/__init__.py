"""A complete, exact and clean archive of a news site.

`newsbot.read` reads one page; `newsbot.Archive` the articles that were written.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.archive.archive import Archive
    from newsbot.reading import read

__all__ = ["Archive", "read"]

__version__ = "0.2.0"
"""Stated here alone: a zipped egg and a bare folder have no metadata to ask."""

_HOMES = {"Archive": "newsbot.archive.archive", "read": "newsbot.reading"}
"""Public name -> its module, imported when it is first used: `import newsbot` costs nothing."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found

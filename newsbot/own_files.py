"""The files that newsbot keeps: nothing that a command writes may take the place of one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import OptionError
from newsbot.ledger.opening import data_dir, ledger_place

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_LEDGER, _PAGES = "ledger.sqlite", "pages"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl.*")


def check_output(
    target: str | os.PathLike[str], settings: BaseSettings, source: str | None = None
) -> None:
    """Raises OptionError where `target` is one of them, would be one, or is a folder with some.

    Those of the data folder and of `source`, an archive that is read, be it a data folder, one of a
    site in it, or a file of that. A link is what it leads to.
    """
    data = _real(data_dir(settings))
    folders, sites = [data], list(_folders_in(data))
    if source is not None and "://" not in source:
        place = _real(Path(source).expanduser())
        folders += [place, *place.parents[:2]]
        sites += [*_folders_in(place), place if place.is_dir() else place.parent]
    ledgers = [folder / _LEDGER for folder in folders]
    if isinstance(named := ledger_place(settings), Path):
        ledgers += _meant(named)
    for path in _meant(Path(target).expanduser()):
        what = _ledger(path, ledgers) or _kept(path, data, sites)
        if what is not None:
            raise OptionError(
                f"{target} is not written: {path} is {what} of newsbot; name another place"
            )


def _ledger(path: Path, ledgers: list[Path]) -> str | None:
    for ledger in ledgers:
        # With what SQLite has beside it, its copies, and damaged ones that were moved away.
        if path.name.startswith(ledger.name) and ledger.parent in {path.parent, _above(path)}:
            return "a ledger"
        if path.parent == ledger.parent and path.suffix == ".lock" and path.is_file():
            return "the lock"
    return None


def _above(path: Path) -> Path | None:
    return path.parent.parent if path.parent.name == "damaged" else None


def _kept(path: Path, data: Path, sites: list[Path]) -> str | None:
    """What a path is among the files of sites."""
    is_of_site = path.parent in sites or path.parent.parent == data
    if is_of_site and (_DAY.fullmatch(path.name) or _is_line_beside_days(path)):
        return "a part of the archive"
    pages = [_real(site / _PAGES) for site in sites]
    if path.parent in pages and ".warc" in path.name:
        return "a file of kept pages"
    if path.is_dir() and any(place.is_relative_to(path) for place in pages if place.is_dir()):
        return "a folder with kept pages"
    if path.is_dir() and any(place.is_relative_to(path) for place in sites if _has_days(place)):
        return "a folder with the archive"
    return None


def _is_line_beside_days(path: Path) -> bool:
    return ".jsonl" in path.name and _has_days(path.parent)


def _has_days(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(_DAY.fullmatch(entry.name) for entry in entries)
    except OSError:
        return False


def _folders_in(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            yield from [_real(Path(entry.path)) for entry in entries if entry.is_dir()]
    except OSError:
        return


def _meant(path: Path) -> list[Path]:
    """A path without links, and the place of the last one, which would be replaced."""
    return [_real(path), _real(path.parent) / path.name]


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # `Path.resolve` raises for links in a circle

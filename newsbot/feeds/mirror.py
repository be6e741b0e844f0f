"""The records of a shared ledger as files: those that runs with a ledger of their own would write.

The folder remembers how far it has come: for each site the position of its last record, and for
each file its size. Lines are on the disk before that is noted; what stands behind the noted size is
of an export that was killed, is cut off, and comes again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.disk import sync
from newsbot.errors import RunError
from newsbot.feeds.lines import append
from newsbot.ledger.lock import Lock
from newsbot.ledger.shared_records import Stored, last_position, records_from, sites_with_records

if TYPE_CHECKING:
    from newsbot.ledger.beside import Reader

STATE = ".newsbot-export.json"
_BATCH = 1000
"""Records between two notes of how far it has come: some megabytes."""


@dataclass(slots=True)
class _State:
    positions: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


def mirror(ledger: Reader, folder: Path) -> int:
    """Adds to the files in `folder` what the ledger has got since the last time, and counts it.

    Raises RunError, BusyError where another export writes there, and OSError.
    """
    lock = Lock(folder, "export")
    try:
        return _mirror(ledger, folder)
    finally:
        lock.release()


def _mirror(ledger: Reader, folder: Path) -> int:
    state = _read(folder)
    _repair(folder, state)
    count = 0
    for site in sites_with_records(ledger):
        done = state.positions.get(site, 0)
        if done > last_position(ledger, site):
            raise RunError(
                f"{folder} has more of {site} than the ledger: it was exported from another "
                "database, or this one is an older backup. Export into another folder"
            )
        records = records_from(ledger, site, done)
        while part := list(islice(records, _BATCH)):
            _add(folder, state, site, part)
            count += len(part)
    return count


def _add(folder: Path, state: _State, site: str, part: list[Stored]) -> None:
    feeds = dict.fromkeys(stored.feed for stored in part)
    if feeds.keys() - state.sizes.keys():
        # Before a file is there: one that nobody knows of is not touched.
        state.sizes = {**dict.fromkeys(feeds, 0), **state.sizes}
        _note(folder, state)
    for feed in feeds:
        path = folder / feed
        append(path, (f"{stored.line}\n".encode() for stored in part if stored.feed == feed))
        state.sizes[feed] = path.stat().st_size
    state.positions[site] = part[-1].position
    _note(folder, state)


def _read(folder: Path) -> _State:
    path = folder / STATE
    try:
        return _State(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        pass
    except (ValueError, TypeError) as error:
        raise RunError(f"{path} is damaged ({error}): export into another folder") from error
    _refuse_others(folder, folder.glob("*/*.jsonl"))
    return _State()


def _refuse_others(folder: Path, files: Iterable[Path]) -> None:
    for path in files:
        raise RunError(
            f"{path} was not written by an export from a shared ledger; export into another folder "
            f"than {folder}"
        )


def _repair(folder: Path, state: _State) -> None:
    for feed, size in state.sizes.items():
        path = folder / feed
        found = path.stat().st_size if path.exists() else 0
        if found < size:
            raise RunError(
                f"{path} is shorter than what was exported ({found} bytes instead of {size}): "
                "restore it, or export into another folder"
            )
        if found > size:
            with path.open("r+b") as file:
                file.truncate(size)
                os.fsync(file.fileno())


def _note(folder: Path, state: _State) -> None:
    """In one step: a killed export leaves the note as it was, or as it is to be."""
    path = folder / STATE
    part = path.with_name(f"{STATE}.part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync(folder)

"""An archive goes from a folder into a shared ledger, or back: ledger and records together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import ConfigurationError, RunError
from newsbot.feeds.lines import lines_from
from newsbot.feeds.mirror import STATE, mirror
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.copying import Line, into_database, into_file, sites_of
from newsbot.ledger.lock import Lock
from newsbot.ledger.stores import need_psycopg
from newsbot.ledger.unconfirmed import unconfirmed

if TYPE_CHECKING:
    from newsbot.ledger.beside import Reader


def move(source: Path | str, target: Path | str, folder: Path) -> None:
    """Copies the ledger at `source`, and the records, to `target`; `folder` is that of the feeds.

    The source stays as it is. All or nothing: one that was killed is begun anew. Raises RunError.
    """
    with ExitStack() as stack, closing(read_ledger(source)) as ledger:
        places = {folder, *(place.parent for place in (source, target) if isinstance(place, Path))}
        for place in places:
            for site in sites_of(ledger):
                stack.callback(Lock(place, site).release)
        if isinstance(source, Path) and isinstance(target, str):
            need_psycopg()
            _check_confirmed(ledger, folder)
            into_database(ledger, target, _lines(folder))
        elif isinstance(source, str) and isinstance(target, Path):
            _into_folder(ledger, target, folder)
        else:
            raise ConfigurationError(
                "a ledger is moved from a file into PostgreSQL, or from there into a file; "
                "a file is copied with cp, a database with pg_dump"
            )


def _check_confirmed(ledger: Reader, folder: Path) -> None:
    for path in sorted(folder.glob("*/*.jsonl")):
        if (why := unconfirmed(ledger, path)) is not None:
            raise RunError(f"{path}: {why}; let one run come to its end, and move then")


def _lines(folder: Path) -> Iterator[Line]:
    """The records of all day files, in their order."""
    for path in sorted(folder.glob("*/*.jsonl"), key=lambda path: (path.name, path.parent)):
        feed = path.relative_to(folder).as_posix()
        for line in lines_from(path, 0):
            record = line.record
            text = line.text.decode().rstrip("\n")
            yield Line(record["site"], record["id"], record["revision"], feed, text)


def _into_folder(ledger: Reader, path: Path, folder: Path) -> None:
    state = folder / STATE
    if path.exists():
        if not state.exists():
            raise ConfigurationError(f"the ledger {path} is there already; name another file")
        state.unlink()  # all was done but this
        return
    mirror(ledger, folder)
    feeds = [
        (site, file, file.stat().st_size)
        for file in sorted(folder.glob("*/*.jsonl"))
        for site in {line.record["site"] for line in lines_from(file, 0)}
    ]
    into_file(ledger, path, feeds)
    state.unlink()  # from now on runs add to these files

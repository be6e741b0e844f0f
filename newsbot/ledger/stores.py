"""Which store a ledger lies in: by its place."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import ConfigurationError
from newsbot.ledger.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from newsbot.ledger.leases import Terms
    from newsbot.ledger.store import Store
    from newsbot.stopwatch import Stopwatch


_SCHEMES = ("postgresql://", "postgres://")


def is_address(place: str) -> bool:
    """Whether a place is a database, and not a path."""
    return place.startswith(_SCHEMES)


def need_psycopg() -> None:
    """Raises ConfigurationError where the package that talks with PostgreSQL is missing."""
    if find_spec("psycopg") is None:
        raise ConfigurationError(
            "a ledger in PostgreSQL needs the package psycopg, which is not installed: "
            "pip install 'newsbot[postgres]'"
        )


def need_procrastinate(who: str) -> None:
    """Raises ConfigurationError where the package is missing that workers take their jobs with."""
    if find_spec("procrastinate") is None or find_spec("psycopg") is None:
        raise ConfigurationError(
            f"{who} needs the package procrastinate, which is not installed: "
            "pip install 'newsbot[cluster]'"
        )


def open_store(
    place: Path | str, site: str, watch: Stopwatch | None = None, terms: Terms | None = None
) -> Store:
    """The store in a file, or at the address of a database of PostgreSQL. Raises RunError.

    With `terms` a shared one takes the lease of the site; a file has a lock (`opening.py`).
    """
    if isinstance(place, Path):
        return SqliteStore(place, site, watch)
    need_psycopg()
    # Only now: an archive in a file needs no psycopg.
    from newsbot.ledger.postgres_store import PostgresStore

    return PostgresStore(place, site, watch, terms)

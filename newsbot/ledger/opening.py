"""The ledger of a run: where it lies, opened and closed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from newsbot.errors import ConfigurationError
from newsbot.ledger.leases import LONGEST, Terms, worker_name
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lock import FeedLock, Lock
from newsbot.ledger.pauses import read_pauses
from newsbot.ledger.sqlite_store import SqliteStore
from newsbot.ledger.stores import is_address
from newsbot.run import archive_of, archiving, one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from newsbot.ledger.postgres_store import PostgresStore


_LARGEST_MARGIN = 0.6
"""Of a lease: it is renewed every fifth of it, and one renewal may fail."""


class SharedLedger(NamedTuple):
    ledger: Ledger
    store: PostgresStore


def data_dir(settings: BaseSettings) -> Path:
    """The data folder: the setting `NEWSBOT_DATA_DIR`, absolute."""
    return Path(settings.get("NEWSBOT_DATA_DIR") or "data").expanduser().absolute()


def ledger_place(settings: BaseSettings) -> Path | str | None:
    """The ledger's file, or the address of its database; None for a run without memory."""
    place = settings.get("NEWSBOT_LEDGER")
    if not place or is_address(str(place)):
        return str(place) if place else None
    folder = data_dir(settings)
    return Path(str(place).replace("{NEWSBOT_DATA_DIR}", str(folder))).expanduser().absolute()


def ledger_path(settings: BaseSettings, who: str) -> Path | None:
    """The ledger's file, for what works with a file only.

    Raises ConfigurationError, which names `who`.
    """
    place = ledger_place(settings)
    if isinstance(place, str):
        raise ConfigurationError(
            f"{who} works with a ledger in a file; name one with -s NEWSBOT_LEDGER=PATH"
        )
    return place


def lease_terms(settings: BaseSettings) -> Terms:
    """For how long a run gets its site in a shared ledger. Raises ConfigurationError."""
    lease = settings.getfloat("NEWSBOT_LEASE")
    margin = settings.getfloat("NEWSBOT_LEASE_MARGIN")
    timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
    if not 0 < lease <= LONGEST:
        raise ConfigurationError(
            f"setting NEWSBOT_LEASE: {lease:g} is no number of seconds up to {LONGEST}; a "
            "worker that is killed keeps its site for so long"
        )
    if margin < timeout:
        raise ConfigurationError(
            f"setting NEWSBOT_LEASE_MARGIN: {margin:g} is less than DOWNLOAD_TIMEOUT "
            f"({timeout:g}): a request could be under way when another worker begins"
        )
    if margin > lease * _LARGEST_MARGIN:
        raise ConfigurationError(
            f"setting NEWSBOT_LEASE: {lease:g} is too short for a margin of {margin:g} seconds; "
            f"it takes {margin / _LARGEST_MARGIN:g} or more (NEWSBOT_LEASE_MARGIN)"
        )
    return Terms(str(settings.get("NEWSBOT_WORKER") or worker_name()), lease, margin)


def open_ledger(crawler: Crawler) -> Ledger | None:
    """The ledger of a run, None for a run without memory: `one_of(crawler, open_ledger)`.

    Takes the lock on the site in the data folder and opens the file; or takes the lease of the site
    in a database. Raises BusyError where another run has it, ConfigurationError or RunError where
    the ledger is of no use.
    """
    settings = crawler.settings
    place, spider = ledger_place(settings), archiving(crawler)
    if place is None or spider is None:
        return None
    rechecks = read_pauses("NEWSBOT_RECHECKS", settings.get("NEWSBOT_RECHECKS"))
    retries = read_pauses("NEWSBOT_RETRIES", settings.get("NEWSBOT_RETRIES"))
    if isinstance(place, Path):
        for folder in dict.fromkeys((data_dir(settings), place.parent)):
            lock_folder(crawler, folder)
    ledger = Ledger(
        place,
        site=spider.site.name,
        rechecks=rechecks,
        retries=retries,
        clock=spider.clock,
        watch=one_of(crawler, Stopwatch),
        terms=lease_terms(settings) if isinstance(place, str) else None,
    )
    if isinstance(ledger.store, SqliteStore):
        ledger.store.locks = [lock for lock in one_of(crawler, _locks) if isinstance(lock, Lock)]
    return ledger


def open_shared(crawler: Crawler) -> SharedLedger | None:
    """The ledger of a run and its store, where several machines share it; None where none do."""
    ledger = one_of(crawler, open_ledger)
    if ledger is None or isinstance(ledger.store, SqliteStore):
        return None
    return SharedLedger(ledger, cast("PostgresStore", ledger.store))


def open_own_ledger(crawler: Crawler) -> Ledger | None:
    """The ledger of a run where it is this machine's own, in a file."""
    return one_of(crawler, open_ledger) if one_of(crawler, open_shared) is None else None


def close_ledger(crawler: Crawler) -> None:
    """Closes the ledger and gives the locks back; what was not committed is left out."""
    ledger = one_of(crawler, open_ledger)
    if ledger is not None:
        ledger.close()
    for lock in one_of(crawler, _locks):
        lock.release()


def lock_folder(crawler: Crawler, folder: Path) -> None:
    """Keeps other runs of the site out of `folder` until this one ends."""
    one_of(crawler, _locks).append(Lock(folder, archive_of(crawler).site.name))


def lock_without_ledger(crawler: Crawler, local: Iterable[Path], appended: Iterable[Path]) -> None:
    """Keeps other runs out of the feeds that this one writes, though it has no ledger."""
    folder = data_dir(crawler.settings)
    inside = {folder for path in local if path.is_relative_to(folder)}
    beside = {path.parent for path in appended if not path.is_relative_to(folder)}
    for name in sorted(inside | beside):
        lock_folder(crawler, name)


def lock_feed(crawler: Crawler, path: Path) -> None:
    """Keeps other runs, be they of other sites, away from a local feed until this one ends."""
    one_of(crawler, _locks).append(FeedLock(path))


def _locks(crawler: Crawler) -> list[Lock | FeedLock]:  # noqa: ARG001 - as `one_of` asks
    return []

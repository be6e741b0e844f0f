"""The ledger of a run: where it lies, opened and closed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lock import FeedLock, Lock
from newsbot.ledger.pauses import read_pauses
from newsbot.run import archive_of, archiving, one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


def data_dir(settings: BaseSettings) -> Path:
    """The data folder: the setting `NEWSBOT_DATA_DIR`, absolute."""
    return Path(settings.get("NEWSBOT_DATA_DIR") or "data").expanduser().absolute()


def ledger_path(settings: BaseSettings) -> Path | None:
    """The ledger's file, None for a run without memory."""
    path = settings.get("NEWSBOT_LEDGER")
    if not path:
        return None
    folder = data_dir(settings)
    return Path(str(path).replace("{NEWSBOT_DATA_DIR}", str(folder))).expanduser().absolute()


def open_ledger(crawler: Crawler) -> Ledger | None:
    """The ledger of a run, None for a run without memory: `one_of(crawler, open_ledger)`.

    Takes the lock on the site in the data folder and opens the file. Raises BusyError where another
    run holds the lock, ConfigurationError or RunError where the file is of no use.
    """
    settings = crawler.settings
    path, spider = ledger_path(settings), archiving(crawler)
    if path is None or spider is None:
        return None
    rechecks = read_pauses("NEWSBOT_RECHECKS", settings.get("NEWSBOT_RECHECKS"))
    retries = read_pauses("NEWSBOT_RETRIES", settings.get("NEWSBOT_RETRIES"))
    for folder in dict.fromkeys((data_dir(settings), path.parent)):
        lock_folder(crawler, folder)
    return Ledger(
        path,
        site=spider.site.name,
        rechecks=rechecks,
        retries=retries,
        clock=spider.clock,
        watch=one_of(crawler, Stopwatch),
    )


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

"""The ledger of a crawl: opened at its first use, shared by all parts of the crawl."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lock import Lock
from newsbot.ledger.pauses import read_pauses

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

_opened: WeakKeyDictionary[Crawler, Ledger | None] = WeakKeyDictionary()
_locks: WeakKeyDictionary[Crawler, list[Lock]] = WeakKeyDictionary()


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


def is_archiving(crawler: Crawler) -> bool:
    """Whether a spider of ours crawls: `scrapy shell` and `scrapy fetch` only look at pages."""
    return hasattr(crawler.spider, "memory")


def ledger_of(crawler: Crawler) -> Ledger | None:
    """The crawl's ledger, None for a run without memory.

    At its first call it takes the lock on the data folder and opens the file. Raises BusyError
    where another run holds the lock, ConfigurationError or RunError where the file is of no use.
    """
    if crawler not in _opened:
        _opened[crawler] = _open(crawler)
    return _opened[crawler]


def close_ledger(crawler: Crawler) -> None:
    """Closes the ledger and gives the lock back; what was not committed is left out."""
    ledger = _opened.pop(crawler, None)
    if ledger is not None:
        ledger.close()
    for lock in _locks.pop(crawler, []):
        lock.release()


def lock_folder(crawler: Crawler, folder: Path) -> None:
    """Keeps other runs out of `folder` until this one ends; for runs without a ledger."""
    _locks.setdefault(crawler, []).append(Lock(folder))


def _open(crawler: Crawler) -> Ledger | None:
    settings = crawler.settings
    path = ledger_path(settings)
    if path is None or not is_archiving(crawler):
        return None
    rechecks = read_pauses("NEWSBOT_RECHECKS", settings.get("NEWSBOT_RECHECKS"))
    retries = read_pauses("NEWSBOT_RETRIES", settings.get("NEWSBOT_RETRIES"))
    folders = dict.fromkeys((data_dir(settings), path.parent))
    _locks[crawler] = [Lock(folder) for folder in folders]
    site = crawler.spider.site.name  # type: ignore[union-attr]
    return Ledger(path, site=site, rechecks=rechecks, retries=retries, clock=time.time)

"""The kept pages of a run: whether there are any, and where they lie."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsbot.errors import ConfigurationError
from newsbot.ledger.opening import data_dir, lock_feed, open_ledger
from newsbot.run import archiving, one_of

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from newsbot.pagestore.writer import PageWriter

SETTING = "NEWSBOT_PAGES"
WARC = "warc"


def keeps_pages(settings: BaseSettings) -> bool:
    """Whether pages are to be kept. Raises ConfigurationError."""
    value = settings.get(SETTING) or ""
    if value not in {"", WARC}:
        raise ConfigurationError(
            f"setting {SETTING}: {value!r} is not understood; it takes {WARC}, or nothing"
        )
    if value:
        need_warcio(f"{SETTING}={WARC}")
    return bool(value)


def need_warcio(who: str) -> None:
    """Raises ConfigurationError where the package that reads and writes WARC is missing."""
    if find_spec("warcio") is None:
        raise ConfigurationError(
            f"{who} needs the package warcio, which is not installed: pip install 'newsbot[warc]'"
        )


def pages_folder(settings: BaseSettings, name: str) -> Path:
    """Where the pages of the spider `name` are kept: beside its feed."""
    return data_dir(settings) / name / "pages"


def open_pages(crawler: Crawler) -> PageWriter | None:
    """The kept pages of a run, None where none are: `one_of(crawler, open_pages)`.

    Raises ConfigurationError, BusyError where another run writes to them, and PagesError.
    """
    spider = archiving(crawler)
    if not keeps_pages(crawler.settings) or spider is None:
        return None
    # Only now: a crawl that keeps no pages needs no warcio.
    from newsbot.pagestore.writer import PageWriter

    one_of(crawler, open_ledger)  # with it the lock on the folder
    assert crawler.spider is not None
    folder = pages_folder(crawler.settings, crawler.spider.name)
    return PageWriter(folder, lock=partial(lock_feed, crawler))

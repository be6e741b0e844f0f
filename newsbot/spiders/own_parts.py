"""Without its own parts a run would write what is neither whole nor once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot import settings as own

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_KINDS = (
    "ITEM_PIPELINES",
    "EXTENSIONS",
    "DOWNLOADER_MIDDLEWARES",
    "SPIDER_MIDDLEWARES",
    "FEED_EXPORTERS",
    "DOWNLOAD_HANDLERS",
)


def add_own_parts(settings: BaseSettings) -> None:
    """Puts newsbot's parts beside those that somebody has set, who may name one to take it out.

    In Scrapy a setting takes the place of all that `newsbot.settings` has under its name. The
    settings of a project that does not begin with those stay as they are.
    """
    if settings["ITEM_PROCESSOR"] != own.ITEM_PROCESSOR:
        return
    for kind in _KINDS:
        parts = {**getattr(own, kind), **settings.getdict(kind)}
        # Above what was set: a process gives its settings to its crawler once more.
        settings.set(kind, parts, (settings.getpriority(kind) or 0) + 1)

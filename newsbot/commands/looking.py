"""`scrapy parse`, `shell`, `fetch` and `view` look at pages: they leave the archive alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_OFF = {
    "NEWSBOT_LEDGER": "",
    "NEWSBOT_PAGES": "",
    "NEWSBOT_REPORT_COMMAND": "",
    "NEWSBOT_REPORT_WEBHOOK": "",
    "NEWSBOT_PROMETHEUS": "",
    "NEWSBOT_QUIET": True,  # the line of progress would hide the prompt
}


def look_only(settings: BaseSettings) -> None:
    """Turns off what a crawl remembers, writes and tells.

    Call it before the options of the command line are read: a feed named there is written.
    """
    settings.set("FEEDS", {}, priority="project")
    for name, value in _OFF.items():
        settings.set(name, value, priority="cmdline")

"""What the commands are that crawl nothing."""

from __future__ import annotations

from typing import Any, ClassVar


class WithoutCrawl:
    """Comes before `ScrapyCommand` in the bases of such a command: it has no engine and no log.

    No `ScrapyCommand` itself: Scrapy takes each of those in this package for a command.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

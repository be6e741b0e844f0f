"""What the commands are that crawl nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from newsbot.commands.known_options import check_options

if TYPE_CHECKING:
    import argparse


class WithoutCrawl:
    """Comes before `ScrapyCommand` in the bases of such a command: it has no engine and no log.

    No `ScrapyCommand` itself: Scrapy takes each of those in this package for a command.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        check_options(args)
        super().process_options(args, opts)  # type: ignore[misc]  # that of `ScrapyCommand`

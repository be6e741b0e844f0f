"""`scrapy view`, which leaves the archive alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands import view

from newsbot.commands.looking import look_only

if TYPE_CHECKING:
    import argparse


class Command(view.Command):
    """Scrapy's own, without ledger, feed, report and progress."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        look_only(self.settings)
        super().process_options(args, opts)

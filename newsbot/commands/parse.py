"""`scrapy parse`, which leaves the archive alone."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy.commands import parse

from newsbot.commands.looking import look_only
from newsbot.items import Article

if TYPE_CHECKING:
    import argparse


class Command(parse.Command):
    """Scrapy's own, without ledger, feed, report and progress; paragraphs are printed as well."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        look_only(self.settings)
        super().process_options(args, opts)

    def print_items(self, lvl: int | None = None, colour: bool = True) -> None:
        self.items: dict[int, list[Any]] = {  # type: ignore[misc]
            level: [_plain(item) if isinstance(item, Article) else item for item in items]
            for level, items in self.items.items()
        }
        super().print_items(lvl, colour)


def _plain(item: Article) -> dict[str, Any]:
    """An article in types that Scrapy prints: it can do nothing with a `NamedTuple`."""
    plain = asdict(item)
    plain["evidence"]["paragraphs"] = [each._asdict() for each in item.evidence.paragraphs]
    return plain

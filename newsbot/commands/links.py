"""`scrapy links`: the graph of «ЩЕ ЗА ТЕМОЮ» and «ОСТАННЄ»."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import problems_told, writing
from newsbot.commands.of_archive import add_source, archive_of, check_apart, tell_skipped
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.row_target import add_target, target_in
from newsbot.commands.without_crawl import WithoutCrawl

if TYPE_CHECKING:
    import argparse

    from newsbot.archive.archive import Archive

_ENDINGS = (".jsonl", ".csv", ".graphml")
_COLUMNS = ("site", "from", "to", "block", "position", "first_seen", "thread")


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the archive, also while a run adds to it."""

    def syntax(self) -> str:
        return "--to FILE [options]"

    def short_desc(self) -> str:
        return "Write which article links to which, as JSON Lines, CSV or GraphML"

    def long_desc(self) -> str:
        return (
            "Write the links of the blocks «ЩЕ ЗА ТЕМОЮ» (related) and «ОСТАННЄ» (latest): from, "
            "to, block, position, when first seen, and the thread, which is all that the links of "
            "`related` hold together. The ending of FILE decides: .jsonl, .csv, .graphml. Exit "
            "codes: 0 good; 1 it could not be read or written; 2 wrong arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_source(parser)
        add_target(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not opts.to:
            raise UsageError("name the file: scrapy links --to links.csv")
        assert self.settings is not None
        with problems_told(self):
            target = target_in(opts, _ENDINGS)
            archive = archive_of(opts, self.settings)
            check_apart(opts.to, archive, self.settings)
            with writing(target):
                count = _write(archive, target, overwrite=opts.overwrite)
            tell_skipped(archive)
            with while_somebody_reads():
                print(f"{count} links written to {target.absolute()}")


def _write(archive: Archive, target: Path, *, overwrite: bool) -> int:
    # Only now: Scrapy imports the modules of all commands, whichever is run.
    from newsbot.archive.graphml import write_graph
    from newsbot.archive.links import Links
    from newsbot.archive.rows_file import placed, rows_in
    from newsbot.archive.threads import Threads

    links = Links(archive)
    with placed(target, overwrite=overwrite) as file:
        threads = Threads(links)
        if target.suffix == ".graphml":
            return write_graph(file, links, threads)
        rows = rows_in(file, target, _COLUMNS)
        count = 0
        for count, link in enumerate(links, 1):  # noqa: B007 - how many there were
            thread = threads.of(link.site, link.source) if link.block == "related" else None
            rows.write(dict(zip(_COLUMNS, (*link, thread), strict=True)))
    return count

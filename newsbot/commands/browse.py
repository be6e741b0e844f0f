"""`scrapy browse`: the archive as a folder of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import problems_told, writing
from newsbot.commands.of_archive import (
    add_choice,
    add_source,
    archive_of,
    choice_in,
    tell_skipped,
)
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.progress_line import ProgressLine
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.errors import RunError
from newsbot.own_files import check_output

if TYPE_CHECKING:
    import argparse


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the feeds, also while a run writes them."""

    def syntax(self) -> str:
        return "--to FOLDER [options]"

    def short_desc(self) -> str:
        return "Write the archive as a folder of pages, with a search"

    def long_desc(self) -> str:
        return (
            "Write a folder of pages about the archive: by day, by section, each article with its "
            "revisions and links, and a search. Open its index.html; it needs no server and no "
            "network. A folder that this command wrote is replaced when the new one is whole."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--to", metavar="FOLDER", help="where the pages go")
        add_source(parser)
        add_choice(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args or not opts.to:
            raise UsageError("name the folder for the pages: scrapy browse --to FOLDER")
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.browse.folder import write_folder

        with problems_told(self):
            choice, archive = choice_in(opts), archive_of(opts, self.settings)
            check_output(opts.to, self.settings, archive.path)
            with writing(opts.to), ProgressLine(self.settings) as progress:
                count = write_folder(archive, choice, Path(opts.to).absolute(), progress)
            tell_skipped(archive)
            if not count:
                raise RunError(
                    f"nothing was written: of the {len(archive)} articles in {archive.path} none "
                    "is of this time, section and language"
                )
            with while_somebody_reads():
                print(f"{count} articles written to {Path(opts.to).absolute() / 'index.html'}")

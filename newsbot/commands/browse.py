"""`scrapy browse`: the archive as a folder of pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.browse.folder import write_folder
from newsbot.commands.choosing import add_options, archive_of, choice_in
from newsbot.commands.complaints import complain
from newsbot.commands.progress_line import ProgressLine
from newsbot.errors import EXIT_FAILED, RunError

if TYPE_CHECKING:
    import argparse


class Command(ScrapyCommand):
    """Reads the feeds, also while a run writes them."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

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
        add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args or not opts.to:
            raise UsageError("name the folder for the pages: scrapy browse --to FOLDER")
        choice = choice_in(opts)
        try:
            archive = archive_of(opts, self.settings)
            with ProgressLine("articles") as progress:
                count = write_folder(archive, choice, Path(opts.to).absolute(), progress)
        except RunError as error:
            self.exitcode = complain(str(error), error.exit_code, self.settings)
            return
        except OSError as error:
            why = f"{opts.to} cannot be written ({error.strerror})"
            self.exitcode = complain(why, EXIT_FAILED, self.settings)
            return
        for line in archive.skipped:
            print(f"left out: {line.file}, line {line.line}: {line.why}", file=sys.stderr)
        if not count:
            self.exitcode = complain("no article is chosen", EXIT_FAILED, self.settings)
            return
        print(f"{count} articles written to {Path(opts.to).absolute() / 'index.html'}")

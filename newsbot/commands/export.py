"""`scrapy export`: the archive, or what is chosen of it, in another form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import problems_told
from newsbot.commands.of_archive import (
    add_choice,
    add_source,
    archive_of,
    check_apart,
    choice_in,
    names_in,
    tell_skipped,
)
from newsbot.commands.of_ledger import reading_ledger
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.progress_line import ProgressLine
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.errors import OptionError, RunError
from newsbot.items import RECORD_FIELDS
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.opening import ledger_place
from newsbot.ledger.rows import without_secrets
from newsbot.own_files import check_output

if TYPE_CHECKING:
    import argparse

    from newsbot.archive.archive import Archive
    from newsbot.archive.shared import SharedArchive
    from newsbot.ledger.beside import Reader


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the archive, also while a run adds to it."""

    def syntax(self) -> str:
        return "--to PATH [options]"

    def short_desc(self) -> str:
        return "Write the archive in another form: CSV, SQLite, Parquet, PostgreSQL, ..."

    def long_desc(self) -> str:
        return (
            "Write the articles of the archive, not of the site, in the form that the ending of "
            "PATH names: x.jsonl (also .jsonl.gz, .jsonl.zst), x.csv, x.sqlite, x.parquet, "
            "x.parquet/ (a folder of months), x/ (a folder of day files), or into "
            "postgresql://USER@HOST/DATABASE. A file is put in its place when it is whole; tables "
            "are gone on with, and nothing is in them twice. Exit codes: 0 good; 1 it could not "
            "be done, or nothing was found to be written; 2 wrong options, or a target that is "
            "there already; 75 another export writes there."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--to", metavar="PATH", help="where to, and by its ending in which form")
        add_source(parser)
        add_choice(parser)
        add(
            "--revisions",
            choices=("newest", "all"),
            default="newest",
            help="of each article (newest)",
        )
        add("--fields", metavar="NAMES", help="only these fields, separated by commas")
        add("--overwrite", action="store_true", help="replace what an export has written there")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not opts.to:
            raise UsageError("say where to: scrapy export --to PATH")
        assert self.settings is not None
        place = ledger_place(self.settings)
        with problems_told(self):
            if isinstance(place, Path) or place is None or opts.source is not None:
                archive = archive_of(opts, self.settings)
                if "://" not in opts.to:
                    check_apart(opts.to, archive, self.settings)
                self._export(archive, opts)
                return
            # Only now: Scrapy imports the modules of all commands, whichever is run.
            from newsbot.archive.shared import SharedArchive

            with reading_ledger(self.settings), closing(read_ledger(place)) as ledger:
                if _is_mirror(opts):
                    self._mirror(ledger, opts)
                else:
                    if "://" not in opts.to:
                        check_output(opts.to, self.settings)
                    self._export(SharedArchive(ledger, without_secrets(place)), opts)

    def _mirror(self, ledger: Reader, opts: argparse.Namespace) -> None:
        """What a shared ledger has got since the last time, into the files of a folder."""
        from newsbot.feeds.mirror import mirror

        folder = Path(opts.to).expanduser()
        try:
            count = mirror(ledger, folder)
        except OSError as error:
            raise _unwritten(opts.to, error.strerror or error) from error
        with while_somebody_reads():
            print(f"{count} revisions added to {folder}")

    def _export(self, archive: Archive | SharedArchive, opts: argparse.Namespace) -> None:
        from newsbot.archive.export import export
        from newsbot.archive.targets import target_of

        assert self.settings is not None
        choice, fields = choice_in(opts), _fields(opts.fields)
        name = without_secrets(opts.to)
        try:
            target = target_of(opts.to, fields, overwrite=opts.overwrite)
            with ProgressLine(self.settings) as progress:
                progress.begin("looking through the archive")
                count = export(archive, target, choice, opts.revisions, tell=progress)
        except OSError as error:
            raise _unwritten(name, error.strerror or error) from error
        except sqlite3.Error as error:
            raise _unwritten(name, error) from error
        tell_skipped(archive)
        if not count:
            raise RunError(
                f"nothing was written: of the {archive.count(opts.revisions)} articles in "
                f"{archive.path} none is of this time, section and language"
            )
        what = "articles" if opts.revisions == "newest" else "revisions"
        with while_somebody_reads():
            print(f"{count} {what} written to {name}")


def _is_mirror(opts: argparse.Namespace) -> bool:
    """Whether all is wanted as a folder of day files, which is gone on with each time."""
    chosen = (opts.since, opts.until, opts.section, opts.language, opts.fields, opts.overwrite)
    is_folder = opts.to.endswith("/") or not Path(opts.to).suffix
    return is_folder and "://" not in opts.to and ".parquet" not in opts.to and not any(chosen)


def _fields(text: str | None) -> tuple[str, ...] | None:
    names = names_in(text)
    if names is None:
        return None
    for name in names:
        if name not in RECORD_FIELDS:
            raise OptionError(
                f"--fields: there is no field {name!r}; known are {', '.join(RECORD_FIELDS)}"
            )
    return tuple(dict.fromkeys(names))


def _unwritten(name: str, why: object) -> RunError:
    return RunError(
        f"the export {name} cannot be written ({why}); nothing was left behind: free the disk or "
        "change the folder, and call it again"
    )

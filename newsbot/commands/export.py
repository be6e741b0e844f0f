"""`scrapy export`: the archive, or what is chosen of it, in another form."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import complain
from newsbot.errors import OptionError, RunError
from newsbot.items import RECORD_FIELDS
from newsbot.ledger.beside import read_errors, read_ledger
from newsbot.ledger.opening import data_dir, ledger_place
from newsbot.ledger.rows import without_secrets
from newsbot.report.foot_line import EVERY, FootLine, has_terminal
from newsbot.report.summary import duration
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    import argparse

    from newsbot.archive.archive import Archive
    from newsbot.archive.choice import Choice

_NAMED = 5
"""Lines without an article that are named; the others are counted."""


class Command(ScrapyCommand):
    """Reads the archive, also while a run adds to it."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

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
        add(
            "--from",
            dest="source",
            metavar="PATH",
            help="a feed, or a folder of them (the data folder)",
        )
        add("--since", metavar="DATE", help="published on this day or later, as of Kyiv")
        add("--until", metavar="DATE", help="published on this day or earlier")
        add("--section", metavar="NAMES", help="of these sections, separated by commas")
        add("--language", metavar="CODES", help="in these languages: uk,ru,en")
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
        try:
            if isinstance(place, str) and opts.source is None:
                self._mirror(place, opts)
            else:
                self._export(opts)
        except RunError as error:
            self.exitcode = complain(str(error), error.exit_code, self.settings)

    def _mirror(self, address: str, opts: argparse.Namespace) -> None:
        """What a shared ledger has got since the last time, into the files of a folder."""
        from newsbot.feeds.mirror import mirror

        chosen = (opts.since, opts.until, opts.section, opts.language, opts.fields, opts.overwrite)
        folder = Path(opts.to).expanduser()
        if any(chosen) or "://" in opts.to or (folder.suffix and not opts.to.endswith("/")):
            raise OptionError(
                "the archive is in the ledger's database: export it into a folder first "
                "(--to FOLDER/, without other options), then from there (--from FOLDER)"
            )
        try:
            with closing(read_ledger(address)) as ledger:
                count = mirror(ledger, folder)
        except OSError as error:
            raise _unwritten(opts.to, error.strerror or error) from error
        except read_errors() as error:
            said = " ".join(str(error).split())
            raise RunError(f"the ledger could not be read ({said}); try again") from error
        print(f"{count} revisions added to {folder}")

    def _export(self, opts: argparse.Namespace) -> None:
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.archive.archive import Archive
        from newsbot.archive.export import export
        from newsbot.archive.targets import target_of

        assert self.settings is not None
        choice, fields = _choice(opts), _fields(opts.fields)
        archive = Archive(opts.source or data_dir(self.settings))
        _check_apart(opts.to, archive)
        foot = FootLine()
        tell = _progress(foot, archive, opts.revisions) if has_terminal(self.settings) else _quiet
        name = without_secrets(opts.to)
        try:
            target = target_of(opts.to, fields, overwrite=opts.overwrite)
            count = export(archive, target, choice, opts.revisions, tell=tell)
        except OSError as error:
            raise _unwritten(name, error.strerror or error) from error
        except sqlite3.Error as error:
            raise _unwritten(name, error) from error
        finally:
            foot.clear()
        _tell_skipped(archive)
        if not count:
            raise RunError(
                f"nothing was written: of the {archive.count(opts.revisions)} articles in "
                f"{archive.path} none is of this time, section and language"
            )
        what = "articles" if opts.revisions == "newest" else "revisions"
        print(f"{count} {what} written to {name}")


def _choice(opts: argparse.Namespace) -> Choice:
    from newsbot.archive.choice import choice_of
    from newsbot.spiders.arguments import read_window

    since, until = read_window(opts.since, opts.until, datetime.now(KYIV))
    return choice_of(since, until, _names(opts.section), _names(opts.language))


def _names(text: str | None) -> list[str] | None:
    return None if text is None else [name.strip() for name in text.split(",")]


def _fields(text: str | None) -> tuple[str, ...] | None:
    names = _names(text)
    if names is None:
        return None
    for name in names:
        if name not in RECORD_FIELDS:
            raise OptionError(
                f"--fields: there is no field {name!r}; known are {', '.join(RECORD_FIELDS)}"
            )
    return tuple(dict.fromkeys(names))


def _check_apart(to: str, archive: Archive) -> None:
    """The archive is neither to be replaced by an export of it, nor to get it as a part."""
    target, source = Path(to).expanduser().resolve(), Path(archive.path).expanduser()
    files = [Path(name).resolve() for name in archive.file_names()]
    folders = {file.parent for file in files} if source.is_dir() else set()
    if target in files or target.parent in folders or any(target in file.parents for file in files):
        raise OptionError(
            f"{to} lies in the archive that is read, {archive.path}; name another place"
        )


def _unwritten(name: str, why: object) -> RunError:
    return RunError(
        f"the export {name} cannot be written ({why}); nothing was left behind: free the disk or "
        "change the folder, and call it again"
    )


def _tell_skipped(archive: Archive) -> None:
    if not archive.skipped_count:
        return
    print(
        f"newsbot: {archive.skipped_count} lines hold no article and were left out:",
        file=sys.stderr,
    )
    for skipped in archive.skipped[:_NAMED]:
        print(f"  {skipped.file}, line {skipped.line}: {skipped.why}", file=sys.stderr)


def _quiet(looked_at: int, written: int) -> None:
    """For a reader who is not there."""


def _progress(foot: FootLine, archive: Archive, revisions: Any) -> Callable[[int, int], None]:
    foot.show("looking through the archive")
    begun = last = monotonic()
    whole = archive.count(revisions)

    def tell(looked_at: int, written: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last < EVERY:
            return
        last = now
        share = looked_at / whole
        left = (now - begun) * (1 / share - 1)
        parts = [duration(now - begun), f"{written} articles", f"{share:.0%}"]
        foot.show(" | ".join([*parts, f"about {duration(left)} left"]))

    return tell

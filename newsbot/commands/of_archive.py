"""What commands share that read an archive: where it is, what is wanted of it, what is left out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import OptionError
from newsbot.guards.log import printable
from newsbot.ledger.opening import data_dir, ledger_place
from newsbot.own_files import check_output
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import BaseSettings

    from newsbot.archive.archive import Archive
    from newsbot.archive.choice import Choice
    from newsbot.archive.shared import SharedArchive

_NAMED = 5
"""Lines without an article that are named."""
_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst")

# What these import is imported only when they are called: Scrapy imports the modules of all
# commands, whichever is run.


def add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="source",
        metavar="PATH",
        help="a file of JSON Lines, or a folder of them (the data folder)",
    )


def add_choice(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--since", metavar="DATE", help="published on this day or later, as of Kyiv")
    add("--until", metavar="DATE", help="published on this day or earlier")
    add("--section", metavar="NAMES", help="of these sections, separated by commas")
    add("--language", metavar="CODES", help="in these languages: uk,ru,en")


def archive_of(opts: argparse.Namespace, settings: BaseSettings) -> Archive:
    """Raises ArchiveError; OptionError where there is none, or where it is in no files yet."""
    from newsbot.archive.archive import Archive

    if not opts.source and isinstance(ledger_place(settings), str):
        raise OptionError(
            "the archive is in the ledger's database: export it into a folder first "
            "(scrapy export --to FOLDER/), then read it from there (--from FOLDER)"
        )
    folder = data_dir(settings)
    if not opts.source and not folder.is_dir():
        raise OptionError(
            f"there is no archive at {folder.absolute()}: no run has worked there yet. "
            "Name another with --from PATH or -s NEWSBOT_DATA_DIR=..."
        )
    return Archive(opts.source or folder)


def check_apart(to: str, archive: Archive, settings: BaseSettings) -> None:
    """What is made of an archive neither replaces it, nor becomes a part of it.

    Raises OptionError.
    """
    target, source = Path(to).expanduser().resolve(), Path(archive.path).expanduser().resolve()
    files = [Path(name).resolve() for name in archive.file_names()]
    folders = {file.parent for file in files} if source.is_dir() else set()
    if target.name.endswith(_LINES):
        is_part = target.parent in folders
    else:  # a folder of day files beside those of the sites is read with them
        is_part = not target.suffix and target.parent in {*folders, source}
    if is_part or target in files or any(target in file.parents for file in files):
        raise OptionError(
            f"{to} lies in the archive that is read, {archive.path}; name another place"
        )
    check_output(to, settings, archive.path)


def choice_in(opts: argparse.Namespace) -> Choice:
    """Raises RunError for what is no date."""
    from newsbot.archive.choice import choice_of
    from newsbot.spiders.arguments import read_window

    since, until = read_window(opts.since, opts.until, datetime.now(KYIV))
    return choice_of(since, until, names_in(opts.section), names_in(opts.language))


def names_in(text: str | None) -> list[str] | None:
    """Those between the commas."""
    return None if text is None else [name.strip() for name in text.split(",")]


def moment_of(option: str, text: str | None) -> datetime | None:
    """The moment that an option names, in any form that the site prints. Raises OptionError."""
    from newsbot.pages.times import read_time

    if text is None:
        return None
    moment = read_time(text, datetime.now(UTC))
    if moment is None:
        raise OptionError(
            f"{option}: {printable(text)!r} is not understood; it takes a date, such as "
            "2026-04-26, '26.04.2026 04:25' or 'вчора'"
        )
    return moment


def tell_skipped(archive: Archive | SharedArchive) -> None:
    """Counts the lines that hold no article, and names the first of them."""
    if archive.skipped_count:
        count = archive.skipped_count
        print(f"newsbot: {count} lines hold no article and were left out:", file=sys.stderr)
    for skipped in archive.skipped[:_NAMED]:
        text = f"  {skipped.file}, line {skipped.line}: {skipped.why}"
        print(printable(text), file=sys.stderr)

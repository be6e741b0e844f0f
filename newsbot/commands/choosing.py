"""What commands share that read an archive: where it is, and which of its articles are wanted."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.archive.archive import Archive
from newsbot.archive.choice import Choice, choice_of
from newsbot.errors import OptionError
from newsbot.ledger.opening import data_dir, ledger_place

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="source",
        metavar="PATH",
        help="a file of JSON Lines, or a folder of them (the data folder)",
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    add_source(parser)
    for name, words in (("--since", "published on this day or later"), ("--until", "or earlier")):
        parser.add_argument(name, type=_day, metavar="YYYY-MM-DD", help=f"{words}, in Kyiv")
    for name in ("section", "language"):
        parser.add_argument(
            f"--{name}", type=_names, metavar="NAME,NAME", help=f"only of this {name}, or of these"
        )


def archive_of(opts: argparse.Namespace, settings: BaseSettings) -> Archive:
    """Raises ArchiveError; OptionError where the archive is in no files yet."""
    if not opts.source and isinstance(ledger_place(settings), str):
        raise OptionError(
            "the archive is in the ledger's database: export it into a folder first "
            "(scrapy export --to FOLDER/), then read it from there (--from FOLDER)"
        )
    return Archive(opts.source or data_dir(settings))


def choice_in(opts: argparse.Namespace) -> Choice:
    """Raises UsageError."""
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"--since {opts.since} is after --until {opts.until}")
    return choice_of(opts.since, opts.until, opts.section, opts.language)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-11-26") from None


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("it names nothing")
    return names

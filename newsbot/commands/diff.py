"""`scrapy diff`: what the site has changed in its articles, by field and by word."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import problems_told, writing
from newsbot.commands.of_archive import (
    add_source,
    archive_of,
    check_apart,
    moment_of,
    tell_skipped,
)
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.report.in_one_step import write_in_one_step

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime

    from newsbot.archive.archive import Archive
    from newsbot.archive.revised import Revised


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the archive, also while a run adds to it."""

    def syntax(self) -> str:
        return "[options] [ID] [--since DATE]"

    def short_desc(self) -> str:
        return "Show what the site has changed in an article, word by word"

    def long_desc(self) -> str:
        return (
            "Show what changed between the revisions of an article (ID), or of all articles whose "
            "revisions were fetched since a date: by field, and by word. In colour on a terminal; "
            "else what is gone is in [-...-], what is new in {+...+}. Exit codes: 0 good, also "
            "where nothing has changed; 1 it could not be read or written; 2 wrong arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_source(parser)
        parser.add_argument("--since", metavar="DATE", help="revisions fetched since then")
        parser.add_argument("--html", metavar="FILE", help="write a page instead; - for stdout")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if len(args) > 1 or not (args or opts.since):
            raise UsageError(
                "name one article, or a date: scrapy diff ID, scrapy diff --since DATE"
            )
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.archive.diff_page import page_of
        from newsbot.archive.diff_text import lines_of, takes_colour

        with problems_told(self), while_somebody_reads():
            since = moment_of("--since", opts.since)
            archive = archive_of(opts, self.settings)
            if opts.html not in {None, "-"}:
                check_apart(opts.html, archive, self.settings)
            found = _found(archive, args[0] if args else None, since)
            if opts.html is None:
                colour = takes_colour(sys.stdout)
                count = 0
                for count, each in enumerate(found, 1):  # noqa: B007 - how many there were
                    print(*lines_of(each, colour=colour), sep="\n", end="\n\n")
                if not count:
                    print(_NOTHING)
            elif opts.html == "-":
                sys.stdout.write(page_of(found))
            else:
                _write(Path(opts.html), page_of(found))
            tell_skipped(archive)


_NOTHING = "Nothing has changed."


def _found(archive: Archive, key: str | None, since: datetime | None) -> Iterator[Revised]:
    from newsbot.archive.revised import revised, revisions_of

    if key is not None:
        return revisions_of(archive, key, since)
    assert since is not None
    return revised(archive, since)


def _write(path: Path, page: str) -> None:
    with writing(path):
        write_in_one_step(path, page)
    print(f"Written to {path.absolute()}")

"""`scrapy report`: the archive on one page."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.of_ledger import ledger_of
from newsbot.errors import RunError
from newsbot.ledger.beside import read_database
from newsbot.ledger.runs import last_runs
from newsbot.report.holdings import read_archive
from newsbot.report.in_one_step import write_in_one_step
from newsbot.report.page import render
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    import argparse

OUTPUT = "report.html"
_LISTED = 100
_READ = 10_000
"""Runs whose reports make up the charts: two months, one every ten minutes."""


class Command(ScrapyCommand):
    """Writes one HTML page out of the ledger, also while a run works on it."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[-o FILE]"

    def short_desc(self) -> str:
        return f"Write a page about the archive and its runs ({OUTPUT})"

    def long_desc(self) -> str:
        return (
            "Write one HTML page about the archive: articles by day and section, coverage of the "
            "fields, latency, failures, gaps, runs. It needs no network to be looked at."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", default=OUTPUT, metavar="FILE", help=f"{OUTPUT}; - for stdout"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy report takes no arguments")
        with ledger_of(self) as path:
            page = _page(path)
            if opts.output == "-":
                sys.stdout.write(page)
                return
            try:
                write_in_one_step(Path(opts.output), page)
            except OSError as error:
                raise RunError(f"{opts.output} cannot be written ({error.strerror})") from error
            print(f"Written to {Path(opts.output).absolute()}")


def _page(path: Path) -> str:
    with closing(read_database(path)) as ledger:
        runs = last_runs(ledger, path.parent, _READ)
        reports = [(run.started_at, run.report) for run in runs if run.report is not None]
        archive = read_archive(ledger, reports)
    return render(archive, runs[:_LISTED], datetime.now(KYIV))

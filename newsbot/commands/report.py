"""`scrapy report`: the archive on one page."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import complain
from newsbot.errors import EXIT_FAILED, EXIT_USAGE, ConfigurationError
from newsbot.ledger.opening import ledger_path
from newsbot.ledger.reading import read_database
from newsbot.ledger.runs import last_runs
from newsbot.report.archive import read_archive
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
        assert self.settings is not None
        path = ledger_path(self.settings)
        if path is None:
            text = "NEWSBOT_LEDGER is empty: such runs are not remembered"
            self.exitcode = complain(text, EXIT_USAGE, self.settings)
            return
        try:
            page = _page(path)
            if opts.output == "-":
                sys.stdout.write(page)
            else:
                _write(Path(opts.output), page)
                print(f"Written to {Path(opts.output).absolute()}")
        except ConfigurationError as error:
            self.exitcode = complain(str(error), error.exit_code, self.settings)
        except sqlite3.Error as error:
            text = f"the ledger could not be read ({error}); try again"
            self.exitcode = complain(text, EXIT_FAILED, self.settings)
        except OSError as error:
            text = f"{opts.output} cannot be written ({error.strerror})"
            self.exitcode = complain(text, EXIT_FAILED, self.settings)


def _page(path: Path) -> str:
    with closing(read_database(path)) as ledger:
        ledger.execute("BEGIN")  # all of it as it was at one moment
        runs = last_runs(ledger, path.parent, _READ)
        reports = [(run.started_at, run.report) for run in runs if run.report is not None]
        archive = read_archive(ledger, reports)
    return render(archive, runs[:_LISTED], datetime.now(KYIV))


def _write(path: Path, page: str) -> None:
    """In one step: whoever serves the page never sees half of it."""
    descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(page)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""`scrapy report`: the archive on one page."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import writing
from newsbot.commands.of_ledger import ledger_of, ledger_problems_told
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.runs import last_runs, reports_between
from newsbot.own_files import check_output
from newsbot.report.holdings import DAYS, period_of, read_archive
from newsbot.report.in_one_step import write_in_one_step
from newsbot.report.page import render
from newsbot.sites.known import SITES
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from newsbot.ledger.overview import Failure

OUTPUT = "report.html"
_LISTED = 100


class Command(WithoutCrawl, ScrapyCommand):
    """Writes one HTML page out of the ledger, also while a run works on it."""

    def syntax(self) -> str:
        return "[-o FILE] [--since DAY] [--until DAY]"

    def short_desc(self) -> str:
        return f"Write a page about the archive and its runs ({OUTPUT})"

    def long_desc(self) -> str:
        return (
            "Write one HTML page about the archive: articles by day and section, coverage of the "
            "fields, latency, failures, gaps, runs. It needs no network to be looked at. Without "
            f"--since and --until it shows the last {DAYS} days that the archive knows."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", default=OUTPUT, metavar="FILE", help=f"{OUTPUT}; - for stdout"
        )
        for name, words in (("--since", "the first day shown"), ("--until", "the last")):
            parser.add_argument(name, type=_day, metavar="YYYY-MM-DD", help=f"{words}, in Kyiv")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy report takes no arguments")
        if opts.since and opts.until and opts.since > opts.until:
            raise UsageError(f"--since {opts.since} is after --until {opts.until}")
        assert self.settings is not None
        with ledger_problems_told(self):
            if opts.output != "-":
                check_output(opts.output, self.settings)
            page = _page(ledger_of(self), opts.since, opts.until)
            if opts.output != "-":
                with writing(opts.output):
                    write_in_one_step(Path(opts.output), page)
                page = f"Written to {Path(opts.output).absolute()}\n"
            with while_somebody_reads():
                sys.stdout.write(page)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-11-26") from None


def _page(place: Path | str, since: date | None, until: date | None) -> str:
    now = datetime.now(KYIV)
    with closing(read_ledger(place)) as ledger:
        period = period_of(ledger, since, until, now.date())
        runs = last_runs(ledger, _LISTED)
        reports = reports_between(ledger, *map(_midnight, (period.since, period.after)))
        archive = read_archive(ledger, reports, period)
    return render(archive, runs, now, _address)


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time.min, KYIV).timestamp())


def _address(failure: Failure) -> str | None:
    """Of an article on its site; None where that is not known."""
    site = next((each for each in SITES if each.name == failure.site), None)
    edition = site and site.editions.get(failure.edition)
    return edition.base + failure.path if edition and failure.path else None

"""`scrapy runs`: the last runs; `scrapy runs ID`: one of them."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.of_ledger import ledger_of, ledger_problems_told
from newsbot.commands.pipes import print_json, while_somebody_reads
from newsbot.commands.table import rows_wanted, table
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.errors import OptionError
from newsbot.guards.log import printable
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.runs import Run, acknowledge, last_runs, run_of
from newsbot.report.summary import duration, lines_of
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

_COLUMNS = ("run", "started (Kyiv)", "took", "new", "changed", "same", "failed", "exit", "ended")
_WORDS = frozenset({"started (Kyiv)", "ended", "site"})
"""Columns that are not numbers."""


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the ledger, also while a run works on it."""

    def syntax(self) -> str:
        return "[options] [ID]"

    def short_desc(self) -> str:
        return "List the last runs of the crawl, or show one"

    def long_desc(self) -> str:
        return (
            "List the last runs out of the ledger, or show the whole report of one. With "
            "--acknowledge an alarm is taken as read: the layout is to be as that run found it."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-n", type=rows_wanted, default=20, metavar="N", help="how many (20)")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--acknowledge", action="store_true", help="the alarm of run ID is to be no alarm"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("name one run, or none for a list")
        if opts.acknowledge and not args:
            raise UsageError("name the run whose alarm is to be acknowledged")
        with ledger_problems_told(self), while_somebody_reads():
            place = ledger_of(self)
            if args:
                _one(place, args[0], opts)
                return
            with closing(read_ledger(place)) as ledger:
                _list(last_runs(ledger, opts.n), as_json=opts.json)


def _one(place: Path | str, word: str, opts: argparse.Namespace) -> None:
    with closing(read_ledger(place)) as ledger:
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 16 else 0
        run = run_of(ledger, number)
        known = last_runs(ledger, 1)
    if run is None:
        last = f"the last is {known[0].id}" if known else "there is none yet"
        raise OptionError(f"no run is called {word!r}; {last} (scrapy runs lists them)")
    if opts.acknowledge:
        if not run.has_alarm:
            raise OptionError(f"run {run.id} raised no alarm")
        acknowledge(place, run.id)
        print(f"The alarm of run {run.id} is acknowledged: the next run compares with it.")
    elif opts.json:
        print_json(run.report, indent=2)
    else:
        _show(run)


def _list(runs: list[Run], *, as_json: bool) -> None:
    if as_json:
        for run in runs:
            print_json(_row_as_json(run))
        return
    if not runs:
        print("No run yet.")
        return
    columns: tuple[str, ...] = _COLUMNS
    rows = [_row(run) for run in runs]
    if len({run.site for run in runs}) > 1:
        columns = (*columns, "site")
        rows = [(*row, printable(run.site)) for row, run in zip(rows, runs, strict=True)]
    for line in table(columns, rows, _WORDS):
        print(line)


def _row(run: Run) -> tuple[str, ...]:
    articles = run.report["articles"] if run.report else {}
    counts = [str(articles.get(name, "-")) for name in ("new", "changed", "unchanged", "failed")]
    exit_code = "-" if run.exit_code is None else str(run.exit_code)
    ended = run.state
    if run.has_alarm:
        assert run.report is not None
        ended += ", alarm acknowledged" if run.report["alarm"]["acknowledged"] else ", ALARM"
    return (str(run.id), _clock(run.started_at), _took(run), *counts, exit_code, printable(ended))


def _row_as_json(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "site": run.site,
        "started_at": datetime.fromtimestamp(run.started_at, KYIV).isoformat(),
        "state": run.state,
        "exit_code": run.exit_code,
        "report": run.report,
    }


def _show(run: Run) -> None:
    began = f"began {_clock(run.started_at)} (Kyiv)"
    print(f"Run {run.id} of {printable(run.site)}, process {run.pid}, {began}: {run.state}")
    told = {name: value for name, value in run.arguments.items() if value}
    print(printable("arguments  " + json.dumps(told, ensure_ascii=False)))
    if run.report is None:
        if run.state == "killed":
            print("It was killed before it could report. The next run went on where it stopped.")
        return
    for line in lines_of(run.report, full=True):
        print(printable(line))


def _clock(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, KYIV):%Y-%m-%d %H:%M:%S}"


def _took(run: Run) -> str:
    return "-" if run.seconds is None else duration(run.seconds)

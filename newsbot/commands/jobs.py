"""`scrapy jobs`: what the workers of a shared ledger are at, and more for them to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.cluster.orders import export, name_of
from newsbot.commands.complaints import problems_told
from newsbot.commands.of_ledger import shared_ledger_of
from newsbot.commands.ordering import add_arguments, arguments_in, crawl_of, replays_of
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.table import rows_wanted, table
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.errors import OptionError
from newsbot.guards.log import printable
from newsbot.ledger.stores import need_procrastinate
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from newsbot.cluster.orders import Order
    from newsbot.ledger.job_tables import Job

_DIGITS = 16
"""More has no number in the database."""
_COLUMNS = ("job", "state", "since (Kyiv)", "tries", "what")
_WORDS = frozenset({"state", "since (Kyiv)", "what"})
_STATES = {
    "doing": "running",
    "todo": "waiting",
    "succeeded": "done",
    "failed": "failed",
    "aborted": "left to the next",
    "cancelled": "cancelled",
}
"""As Procrastinate calls them, and as people do. One is left to the next where the same waits."""


class Command(WithoutCrawl, ScrapyCommand):
    """Reads and fills the queue; `scrapy worker` works on it."""

    def syntax(self) -> str:
        return "[--crawl SPIDER | --replay FILE... | --export FOLDER | --cancel ID...]"

    def short_desc(self) -> str:
        return "List the jobs of the workers, or put one there"

    def long_desc(self) -> str:
        return (
            "List the jobs that the workers of a shared ledger (scrapy worker) are at, wait for "
            "them or have ended; or put jobs there: one crawl, kept pages that are to be read "
            "again into the archive (a job a file), or an export of the day files; or take back "
            "such as wait. Files and folders are those of the worker that gets the job: name what "
            "all machines see. Exit codes: 0 good; 1 the database fails; 2 wrong arguments or "
            "configuration."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--crawl", metavar="SPIDER", help="one crawl, besides the periodic ones")
        add("--replay", action="store_true", help="read FILE... of kept pages into the archive")
        add("--export", metavar="FOLDER", help="bring the day files in a folder up to date")
        add("--cancel", action="store_true", help="the jobs ID... that wait are not wanted")
        add("--spider", default="interfax", help="of --replay: whose pages (interfax)")
        add_arguments(parser)
        add("-n", type=rows_wanted, default=20, metavar="N", help="list so many (20)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        orders = [bool(opts.crawl), opts.replay, bool(opts.export)]
        if sum(orders) + opts.cancel > 1 or bool(args) != (opts.replay or opts.cancel):
            raise UsageError(
                "say one of --crawl SPIDER, --replay FILE..., --export FOLDER and --cancel ID..."
            )
        arguments = arguments_in(opts)
        with problems_told(self), while_somebody_reads():
            address = shared_ledger_of(self, "scrapy jobs")
            need_procrastinate("scrapy jobs")
            if any(orders):
                _put(address, self._orders(args, opts, arguments))
            elif opts.cancel:
                _cancel(address, args)
            else:
                _list(address, opts.n)

    def _orders(
        self, files: list[str], opts: argparse.Namespace, arguments: dict[str, str]
    ) -> list[Order]:
        assert self.settings is not None
        if opts.crawl:
            return [crawl_of(self.settings, opts.crawl, arguments)]
        if opts.replay:
            return replays_of(self.settings, opts.spider, arguments, files)
        return [export(Path(opts.export).expanduser().absolute())]


def _put(address: str, orders: list[Order]) -> None:
    from newsbot.cluster.queue import put
    from newsbot.ledger.job_tables import prepare_jobs

    prepare_jobs(address)
    for order, number in zip(orders, put(address, orders), strict=True):
        print(printable(f"{f'job {number}' if number else 'waits already'}: {order.name}"))


def _cancel(address: str, words: list[str]) -> None:
    from newsbot.cluster.queue import cancel
    from newsbot.ledger.job_tables import prepare_jobs

    for word in words:
        if not (word.isascii() and word.isdigit() and len(word) < _DIGITS):
            raise OptionError(f"--cancel: {word!r} is no number of a job (scrapy jobs lists them)")
    prepare_jobs(address)
    numbers = list(dict.fromkeys(map(int, words)))
    cancelled = cancel(address, numbers)
    for number in cancelled:
        print(f"job {number} is cancelled")
    if others := [str(number) for number in numbers if number not in cancelled]:
        raise OptionError(f"no job waits that is called {', '.join(others)}")


def _list(address: str, most: int) -> None:
    from newsbot.cluster.queue import QUEUE
    from newsbot.ledger.job_tables import last_jobs

    jobs, counts = last_jobs(address, QUEUE, most)
    if not jobs:
        print("No job yet.")
        return
    for line in table(_COLUMNS, [_row(job) for job in jobs], _WORDS):
        print(line)
    states = [f"{counts[name]:,} {state}" for name, state in _STATES.items() if counts[name]]
    print(f"In all {', '.join(states)}")


def _row(job: Job) -> Sequence[str]:
    state = _STATES.get(job.state, job.state)
    since = _clock(job.since) if job.since else "-"
    what = printable(name_of(job.kind, job.args))
    return (str(job.id), state, since, str(job.attempts + (job.state == "doing")), what)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(KYIV):%Y-%m-%d %H:%M:%S}"

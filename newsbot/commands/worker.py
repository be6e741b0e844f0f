"""`scrapy worker`: works on the jobs of a shared ledger, on one of several machines."""

from __future__ import annotations

import argparse
import asyncio
import json

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newsbot.cluster.ticks import cron_of, seconds_of
from newsbot.commands.complaints import problems_told
from newsbot.commands.of_ledger import shared_ledger_of
from newsbot.commands.ordering import add_arguments, arguments_in, crawl_of
from newsbot.commands.parallel import how_many
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.guards.log import printable
from newsbot.ledger.opening import lease_terms
from newsbot.ledger.stores import need_procrastinate


class Command(WithoutCrawl, ScrapyCommand):
    """Runs until it is stopped; each job is a process of its own."""

    def syntax(self) -> str:
        return "[options] [SPIDER...]"

    def short_desc(self) -> str:
        return "Work on the jobs of a ledger that several machines share"

    def long_desc(self) -> str:
        return (
            "Work on the jobs that `scrapy jobs` has put into the database that NEWSBOT_LEDGER "
            "names, and crawl each SPIDER periodically: of all workers that are started alike one "
            "does it at a time. What a worker was at that is killed, another one takes up. "
            "SIGTERM and Ctrl-C end it in order: what it is at is handed back. Settings given "
            "here (-s) hold for its jobs as well. Exit codes: 0 it was stopped; 1 the database "
            "fails; 2 wrong arguments or configuration."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--every", type=_seconds, default=600, metavar="TIME", help="crawl so often (10m)"
        )
        add_arguments(parser)
        parser.add_argument(
            "--jobs", type=how_many, default=1, metavar="N", help="so many at a time (1)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        arguments = arguments_in(opts)
        with problems_told(self):
            address = shared_ledger_of(self, "scrapy worker")
            need_procrastinate("scrapy worker")
            # Only now: an archive of one machine needs no Procrastinate.
            from newsbot.cluster.working import work
            from newsbot.ledger.job_tables import prepare_jobs

            terms = lease_terms(self.settings)
            orders = [crawl_of(self.settings, name, arguments) for name in dict.fromkeys(args)]
            prepare_jobs(address)
            asyncio.run(
                work(
                    address,
                    terms,
                    jobs=opts.jobs,
                    periodic=[(cron_of(opts.every, order.lock), order) for order in orders],
                    settings=given_again(self.settings),
                    tell=lambda line: print(printable(line), flush=True),
                )
            )


def given_again(settings: BaseSettings) -> list[str]:
    """What was set on the command line, as words for another one."""
    words = []
    for name in settings:
        priority = settings.getpriority(name)
        if priority == SETTINGS_PRIORITIES["cmdline"] and name != "NEWSBOT_LEDGER":
            value = settings[name]
            if isinstance(value, BaseSettings):  # as Scrapy has those of a name for each part
                value = json.dumps(value.copy_to_dict())
            words += ["-s", f"{name}={value}"]
    return words


def _seconds(text: str) -> int:
    try:
        return seconds_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None

"""`scrapy ledger`: makes the tables of a shared ledger, and says what is in one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.of_ledger import ledger_of, ledger_problems_told
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.errors import ConfigurationError, RunError
from newsbot.guards.log import printable
from newsbot.ledger import overview
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.database import damaged
from newsbot.ledger.opening import data_dir
from newsbot.ledger.rows import without_secrets
from newsbot.ledger.stores import is_address, need_psycopg

if TYPE_CHECKING:
    import argparse


class Command(WithoutCrawl, ScrapyCommand):
    """Works on the ledger that NEWSBOT_LEDGER names."""

    def syntax(self) -> str:
        return "--create | --check | --move TO"

    def short_desc(self) -> str:
        return "Make the tables of a shared ledger, look whether a ledger is whole, or move it"

    def long_desc(self) -> str:
        return (
            "With --create the tables are made in the database that NEWSBOT_LEDGER names "
            "(postgresql://...), all or none; where they are there already, nothing is changed. "
            "With --check the ledger is read: whether it is whole, how many articles it knows, "
            "and, of a shared one, which worker has which site now. With --move it is copied, with "
            "the records, from a file into an empty database or back: all of it, or nothing."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--create", action="store_true", help="make the tables")
        parser.add_argument("--check", action="store_true", help="look whether all is well")

        parser.add_argument(
            "--move", metavar="TO", help="copy it, with the records, to postgresql://... or a file"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or [opts.create, opts.check, bool(opts.move)].count(True) != 1:
            raise UsageError("say one of --create, --check and --move TO")
        with ledger_problems_told(self), while_somebody_reads():
            place = ledger_of(self)
            if opts.create:
                _create(place)
            elif opts.check:
                _check(place)
            else:
                self._move(place, opts.move)

    def _move(self, place: Path | str, to: str) -> None:
        from newsbot.feeds.moving import move

        assert self.settings is not None
        target = to if is_address(to) else Path(to).expanduser().absolute()
        try:
            move(place, target, data_dir(self.settings))
        except OSError as error:
            text = f"the ledger cannot be moved ({error}); free the disk or change the folder"
            raise RunError(text) from error
        print(f"Moved to {without_secrets(to)}: name it with NEWSBOT_LEDGER from now on")


def _create(place: Path | str) -> None:
    if not isinstance(place, str):
        raise ConfigurationError(
            f"the ledger {place} is a file, which the first run makes; "
            "name a database with NEWSBOT_LEDGER=postgresql://..."
        )
    need_psycopg()
    from newsbot.ledger.postgres import create_tables, name_of

    made = create_tables(place)
    print(f"{'Made' if made else 'There were already'} the tables of newsbot in {name_of(place)}")


def _check(place: Path | str) -> None:
    with closing(read_ledger(place)) as ledger:
        if problems := overview.damage(ledger):
            if isinstance(place, Path):
                raise RunError(damaged(place, problems[0].splitlines()[-1]))
            raise RunError(f"the ledger is not whole: {problems[0]}; restore it from a backup")
        articles, waiting = overview.articles(ledger), overview.waiting(ledger)
        print(f"The ledger is whole: {articles:,} articles, {waiting:,} waiting to be fetched")
        for site, holder, seconds in overview.leases(ledger):
            print(printable(f"{site} is being crawled by {holder}, for {seconds} s at least"))

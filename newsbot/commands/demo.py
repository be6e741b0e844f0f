"""`scrapy demo`: the whole thing on a made-up site on this machine, without internet."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import threading
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.commands import crawl
from newsbot.commands.complaints import problems_told
from newsbot.commands.doctor import tell, visited
from newsbot.commands.looking import look_only
from newsbot.commands.named_spider import spider_named
from newsbot.commands.pipes import while_somebody_reads
from newsbot.doctor.examination import examine
from newsbot.errors import EXIT_FAILED

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTPUT = "demo.jsonl"
EDITIONS = ("uk", "ru", "en")
_FIRST_PORT = 8931


class Command(crawl.Command):
    """Serves the made-up site on 127.0.0.1 and crawls it with the unchanged spider."""

    spider_arguments = ("edition", "section", "since", "until", "follow", "max_articles")

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return f"Crawl a made-up news site on this machine and write {OUTPUT}"

    def long_desc(self) -> str:
        return (
            f"Serve a small made-up news site on 127.0.0.1, crawl it and write {OUTPUT}. Nothing "
            "leaves this machine. With --serve the site stays up for a browser and for "
            "'scrapy crawl interfax -a base_url=...', until Ctrl-C."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        for names in (("-o", "--output"), ("-O", "--overwrite-output")):  # it has its own place
            parser.add_argument(*names, action="append", help=argparse.SUPPRESS)
        parser.add_argument("--serve", action="store_true", help="serve the site, do not crawl it")
        parser.add_argument(
            "--doctor", action="store_true", help="look at the site with 'scrapy doctor' instead"
        )
        parser.add_argument(
            "--port",
            type=int,
            default=None,
            help=f"of the first edition, the others follow; with --serve {_FIRST_PORT}, else any",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        settings = {
            "FEEDS": {OUTPUT: {"format": "jsonlines", "overwrite": True}},
            "NEWSBOT_LEDGER": "",  # a demonstration leaves nothing behind but its output
            "DOWNLOAD_DELAY": 0,  # it asks only itself
            "AUTOTHROTTLE_ENABLED": False,
            "USER_AGENT": "newsbot-demo",
        }
        if not opts.loglevel and not opts.logfile:
            settings["LOG_LEVEL"] = "ERROR"
        self.settings.setdict(settings, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy demo takes no arguments")
        if opts.output or opts.overwrite_output:
            raise UsageError(f"scrapy demo writes {OUTPUT}; -o and -O are for scrapy crawl")
        if opts.spargs and (opts.serve or opts.doctor):
            raise UsageError("-a is for the crawl; --serve and --doctor take all of the site")
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.demo.server import served
        from newsbot.demo.site import DemoSite

        with problems_told(self), while_somebody_reads(), ExitStack() as stack:
            try:
                ports = _ports(opts.port, serve=opts.serve)
                addresses = stack.enter_context(served(DemoSite(), ports))
            except (OSError, OverflowError) as error:
                print(f"newsbot: cannot listen on 127.0.0.1 ({error}); try --port", file=sys.stderr)
                self.exitcode = EXIT_FAILED
                return
            if opts.serve:
                _serve(addresses)
            elif opts.doctor:
                self.exitcode = self._look(addresses)
            else:
                self.exitcode = self._demonstrate(addresses, dict(opts.spargs))

    def _demonstrate(self, addresses: Mapping[str, str], arguments: dict[str, str]) -> int:
        print("Crawling a made-up Interfax-Ukraine on this machine ...", flush=True)
        editions = arguments.setdefault("edition", ",".join(EDITIONS)).split(",")
        bases = [addresses[edition] for edition in editions if edition in EDITIONS]
        arguments["base_url"] = ",".join(bases)
        code = self.crawl("interfax", arguments)
        if code == 0:
            _tell(Path(OUTPUT), self._stripped())
        return code

    def _look(self, addresses: Mapping[str, str]) -> int:
        assert self.settings is not None
        look_only(self.settings)
        self.settings.set("FEEDS", {}, priority="cmdline")
        spider_class = spider_named(self.settings, "interfax")
        bases = ",".join(addresses.values())
        asked = {"edition": ",".join(addresses), "base_url": bases}
        arguments = spider_class.check_arguments(asked)
        found = visited(self.settings, spider_class.site, arguments)
        return tell(examine(found, arguments.at_mirror(spider_class.site), "newsbot"))

    def _stripped(self) -> int:
        stats = self.stats or {}
        return sum(count for name, count in stats.items() if name.startswith("ads/"))


def _ports(first: int | None, *, serve: bool) -> dict[str, int]:
    if first is None and serve:
        first = _FIRST_PORT
    return {edition: first + n for n, edition in enumerate(EDITIONS)} if first else {}


def _serve(addresses: Mapping[str, str]) -> None:
    print("A made-up Interfax-Ukraine, in three editions:")
    for edition, address in addresses.items():
        print(f"  {edition}  {address}")
    print("\nCrawl it from another terminal, for instance:")
    print(f"  {_scrapy()} crawl interfax -a base_url={addresses['uk']} -O news.jsonl")
    print("\nCtrl-C ends it.", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print()


def _tell(path: Path, stripped: int) -> None:
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    dates = sorted(record["published_at"] for record in records if record["published_at"])
    languages = Counter(record["language"] for record in records)
    sections = Counter(record["section"] for record in records)
    print(f"\n  {len(records)} articles: " + _list(languages))
    if dates:
        oldest, newest = (date[:16].replace("T", " ") for date in (dates[0], dates[-1]))
        print(f"  published from {oldest} to {newest}, Kyiv time")
    print("  sections: " + _list(sections))
    print(f"  stripped: {stripped} pieces of advertising")
    print(f"  written to {path.resolve()}, one article a line")
    print("\nNext:")
    print("  head -n 1 demo.jsonl | python3 -m json.tool --no-ensure-ascii   look at one article")
    for words, what in (
        ("demo --serve", "look at the site in a browser"),
        ("crawl interfax -O news.jsonl", "the real site (first set USER_AGENT)"),
    ):
        print(f"  {_scrapy()} {words:<29} {what}")


def _scrapy() -> str:
    """What to type for `scrapy`, where the shell does not find the one that runs."""
    typed = Path(sys.argv[0])
    if typed.name not in {"scrapy", "newsbot"}:
        return "scrapy"
    found = shutil.which(typed.name)
    is_found = found is not None and Path(found).samefile(typed)
    return typed.name if is_found else sys.argv[0]


def _list(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())

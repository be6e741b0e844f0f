"""`scrapy replay`: reads kept pages again, without network."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from newsbot.commands import crawl
from newsbot.errors import EXIT_FAILED, BusyError, RunError, UnknownArgumentError
from newsbot.ledger.lock import Lock
from newsbot.pagestore.opening import need_warcio

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider

ARGUMENTS = ("edition", "since", "until", "base_url")
"""Those of a crawl that have a meaning for pages that are there."""
_LINES = frozenset({".jsonl", ".jsonlines", ".jl"})
_STATE = "replay.json"
"""In the folder beside the output: of what it is."""
_FEED = "feed.jsonl"


class Command(crawl.Command):
    """Writes what is read to a file, which is put in its place when it is whole."""

    def syntax(self) -> str:
        return "[options] WARC..."

    def short_desc(self) -> str:
        return "Read kept pages again, without network"

    def long_desc(self) -> str:
        return (
            "Read the pages of WARC files as a crawl reads them, in the order in which they came, "
            "and write the articles to a file of JSON Lines (-O). Ended before its end, it goes on "
            "from there when it is called again. Exit codes: 0 good; 1 it could not be done; 2 "
            "wrong arguments or files; 75 another replay writes the same file."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--spider", default="interfax", help="whose pages (interfax)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        targets = opts.overwrite_output or []
        if not args or opts.output or len(targets) != 1:
            raise UsageError("name the files, and one to write: scrapy replay WARC... -O FILE")
        target = Path(targets[0])
        if target.suffix not in _LINES:
            raise UsageError(f"{target}: a replay writes JSON Lines; name it {target.stem}.jsonl")
        assert self.settings is not None
        try:
            need_warcio("scrapy replay")
            self._check_arguments(opts.spargs)
            self.exitcode = self._write(list(map(Path, args)), target.absolute(), opts)
        except RunError as error:
            self.exitcode = self._complain(str(error), error.exit_code)

    def _check_arguments(self, arguments: dict[str, Any]) -> None:
        for name in arguments:
            if name not in ARGUMENTS:
                raise UnknownArgumentError(name, ARGUMENTS)
        arguments["follow"] = "none"  # what it would lead to is not asked for

    def _write(self, files: list[Path], target: Path, opts: argparse.Namespace) -> int:
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.pagestore.reader import check_warc

        state = {
            "files": [[str(path.absolute()), check_warc(path)] for path in files],
            "spider": opts.spider,
            "arguments": opts.spargs,
        }
        work = target.with_name(f".{target.name}.replay")
        try:
            lock = Lock(work, "replay")
        except BusyError as error:
            raise BusyError(f"another replay writes {target}; wait for it to end") from error
        _prepare(work, state)
        self._set_up(work)
        code = self._replay(files, opts)
        stats = self.stats or {}
        if code == 0 and not stats.get("replay/finished"):
            code = self._complain(
                "the replay was stopped; the same command goes on from there", EXIT_FAILED
            )
        if code == 0:
            _put_in_place(work / _FEED, target)
            shutil.rmtree(work)
            _tell(target, stats)
        lock.release()
        return code

    def _set_up(self, work: Path) -> None:
        assert self.settings is not None
        settings = {
            "NEWSBOT_DATA_DIR": str(work),
            "NEWSBOT_LEDGER": "{NEWSBOT_DATA_DIR}/ledger.sqlite",
            "FEEDS": {
                str(work / _FEED): {
                    "format": "jsonlines",
                    "item_filter": "newsbot.feeds.filters.EachRevisionOnce",
                }
            },
            "USER_AGENT": "newsbot-replay",  # nobody is asked
            "NEWSBOT_PAGES": "",
            # It is no run of the archive, of which anybody were to be told.
            "NEWSBOT_REPORT_COMMAND": "",
            "NEWSBOT_REPORT_WEBHOOK": "",
            "NEWSBOT_PROMETHEUS": "",
        }
        self.settings.setdict(settings, priority="cmdline")

    def _replay(self, files: list[Path], opts: argparse.Namespace) -> int:
        process = self.crawler_process
        assert process is not None
        try:
            spider_class = process.spider_loader.load(opts.spider)
        except KeyError:
            return self.crawl(opts.spider, {})  # which says so
        return self.run_spider(replaying(spider_class, files), opts.spargs)


def replaying(spider_class: type[Any], files: list[Path]) -> type[Spider]:
    """A spider that reads `files` in place of asking for anything."""
    from newsbot.pagestore.replay import Replay

    class Replaying(spider_class):  # type: ignore[misc]  # a class that is found by its name
        _replay: Replay | None = None

        def clock(self) -> float:
            replay = self._replay
            return float(super().clock() if replay is None else replay.now)

        async def start(self) -> AsyncIterator[Any]:
            self._replay = Replay(self.crawler, self, files)
            await self._replay.run()
            return
            yield  # an async generator, as every `start`

    return Replaying


def _prepare(work: Path, state: dict[str, Any]) -> None:
    """Leaves in the folder only what the same replay has left there."""
    note = work / _STATE
    text = json.dumps(state)
    if note.exists() and note.read_text("utf-8") == text:
        return
    for path in work.iterdir():
        if path.name != "replay.lock":
            path.unlink()
    note.write_text(text, "utf-8")


def _put_in_place(feed: Path, target: Path) -> None:
    feed.touch()
    with feed.open("rb") as file:
        os.fsync(file.fileno())
    feed.replace(target)


def _tell(target: Path, stats: dict[str, Any]) -> None:
    skipped = {
        name.rpartition("/")[2]: count
        for name, count in stats.items()
        if name.startswith("replay/skipped/")
    }
    print(
        f"{stats.get('replay/pages', 0)} pages read, {stats.get('item_scraped_count', 0)} articles "
        f"written to {target}"
    )
    if skipped:
        print(
            "not read: " + ", ".join(f"{count} {name}" for name, count in sorted(skipped.items()))
        )

"""`scrapy replay`: reads kept pages again, without network."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, suppress
from importlib.resources import files as files_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

import newsbot
from newsbot import settings as own_settings
from newsbot.commands import crawl
from newsbot.commands.complaints import problems_told, writing
from newsbot.commands.differences import differences
from newsbot.commands.named_spider import spider_named
from newsbot.commands.ordering import REPLAYS_TAKE
from newsbot.commands.parallel import how_many, in_parallel, put_together
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.unfinished import COUNTS, FEED, LEDGER, code_of, prepare, take_back
from newsbot.errors import (
    EXIT_FAILED,
    BusyError,
    ConfigurationError,
    RunError,
    UnknownArgumentError,
)
from newsbot.feeds.last_lines import LastLines, LastRecords
from newsbot.interrupt import ended_as_by_ctrl_c
from newsbot.ledger.lock import Lock
from newsbot.ledger.opening import data_dir, ledger_path, ledger_place
from newsbot.own_files import check_output
from newsbot.pagestore.place import need_warcio
from newsbot.pagestore.replay_stats import ELSEWHERE, FINISHED, OLDER, PAGES, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy import Spider

    from newsbot.ledger.ledger import Ledger
    from newsbot.pagestore.replaying import Archived

_LINES = frozenset({".jsonl", ".jsonlines", ".jl"})
_ADVICE = "; pages of a mirror need -a base_url=..., those of other editions -a edition=..."
_STOPPED = 130
"""Exit code of a job that was ended before its end, as shells have it: said once for all jobs."""
_OLDER = (
    "some pages are older than those that were read before them: of an article that both have, "
    "an older reading became the later revision; name the files in the order of their pages"
)
_ASKS_NOBODY: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": dict.fromkeys(own_settings.DOWNLOAD_HANDLERS),
    "DOWNLOAD_HANDLERS_BASE": {},
    "DOWNLOADER_MIDDLEWARES": dict.fromkeys(own_settings.DOWNLOADER_MIDDLEWARES),
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "NEWSBOT_PAGES": "",
    "NEWSBOT_REPORT_COMMAND": "",
    "NEWSBOT_REPORT_WEBHOOK": "",
    "NEWSBOT_PROMETHEUS": "",
    "USER_AGENT": "newsbot-replay",
}
"""It has nothing to ask with, and is no crawl of which anybody were to be told."""


class Command(crawl.Command):
    """Into a file, which is put in its place when it is whole; into the archive; or to look."""

    spider_arguments = REPLAYS_TAKE

    def syntax(self) -> str:
        return "[options] WARC... -O FILE | --into-archive | --diff"

    def short_desc(self) -> str:
        return "Read kept pages again, without network"

    def long_desc(self) -> str:
        return (
            "Read the pages of WARC files as a crawl reads them, in the order in which they came: "
            "into a file of JSON Lines (-O); into the archive, where they are read otherwise than "
            "before or were not read at all (--into-archive); or only to print what that would "
            "change (--diff). Ended before its end, it goes on from there when it is called again. "
            "Exit codes: 0 good; 1 it could not be done; 2 wrong arguments or files; 75 the "
            "archive or the file is in use."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        # In place of Scrapy's: nothing is appended to a file, and there is one format.
        parser.add_argument("-o", "--output", action="append", help=argparse.SUPPRESS)
        parser.add_argument(
            *("-O", "--overwrite-output"),
            metavar="FILE",
            action="append",
            help="write JSON Lines to FILE, in place of what is there",
        )
        parser.add_argument("--spider", default="interfax", help="whose pages (interfax)")
        parser.add_argument(
            "--jobs", type=how_many, default=1, metavar="N", help="of -O: in so many processes (1)"
        )
        parser.add_argument(
            "--into-archive", action="store_true", help="add what is read otherwise to the archive"
        )
        parser.add_argument(
            "--diff", action="store_true", help="print what --into-archive would change"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        targets = [Path(name) for name in opts.overwrite_output or ()]
        if any("://" in name for name in opts.overwrite_output or ()):
            raise UsageError("-O takes a file of this machine")
        if not args or opts.output or len(targets) + opts.into_archive + opts.diff != 1:
            raise UsageError(
                "name the files and what to do with them: "
                "scrapy replay WARC... -O FILE | --into-archive | --diff"
            )
        for target in targets:
            if target.suffix not in _LINES:
                raise UsageError(f"{target}: name it {target.stem}.jsonl, it gets JSON Lines")
        with problems_told(self):
            need_warcio("scrapy replay")
            self._check_arguments(opts.spargs)
            files = _each_once(map(Path, args))
            self._state = self._state_of(files, opts)
            if targets:
                self.exitcode = self._write(files, targets[0].absolute(), opts)
            elif opts.into_archive:
                self.exitcode = self._into_archive(files, opts)
            else:
                self.exitcode = self._show(files, opts)
            if self.exitcode == _STOPPED:
                raise RunError("the replay was stopped; the same command goes on from there")

    def _check_arguments(self, arguments: dict[str, Any]) -> None:
        for name in arguments:
            if name not in REPLAYS_TAKE:
                raise UnknownArgumentError(name, REPLAYS_TAKE)
        arguments["follow"] = "none"  # what it would lead to is not asked for

    def _state_of(self, files: list[Path], opts: argparse.Namespace) -> str:
        """What makes a replay the same as one that was ended before its end."""
        # Only now: Scrapy imports the modules of all commands, whichever is run.
        from newsbot.pagestore.reader import check_warc

        sizes = [[str(path.absolute()), check_warc(path)] for path in files]
        return json.dumps(
            {
                "files": sizes,
                "spider": opts.spider,
                "arguments": opts.spargs,
                "jobs": opts.jobs,
                # A page that was read by another newsbot may have been read otherwise.
                "code": code_of(files_of(newsbot)),
            }
        )

    # Into a file

    def _write(self, files: list[Path], target: Path, opts: argparse.Namespace) -> int:
        if target.is_dir():
            raise RunError(f"{target} is a folder; name a file with -O")
        assert self.settings is not None
        check_output(target, self.settings)
        work = target.with_name(f".{target.name}.replay")
        try:
            lock = Lock(work, "replay")
        except BusyError as error:
            raise BusyError(f"another replay writes {target}; wait for it to end") from error
        except RunError as error:
            sentence = f"the folder {target.parent} cannot be written; name another with -O"
            raise RunError(sentence) from error
        with ExitStack() as held:
            held.callback(lock.release)
            with writing(target):
                prepare(work, self._state)
            folders = [work / str(job) for job in range(opts.jobs)]

            def one(job: int) -> int:
                folders[job].mkdir(exist_ok=True)
                with writing(target):
                    take_back(folders[job], site)
                self._work_in(folders[job])
                if job:  # one line of progress is enough
                    self._set({"NEWSBOT_QUIET": True})
                code = self._replay(files, opts, share=(job, opts.jobs))
                if code == 0:
                    code = self._note_counts(folders[job] / COUNTS)
                return code

            site = self._spider(opts.spider).site.name
            code = in_parallel(opts.jobs, one)
            if code == 0:
                with writing(target):
                    articles = put_together([folder / FEED for folder in folders], work / FEED)
                notes = [json.loads((folder / COUNTS).read_text("utf-8")) for folder in folders]
                counts: Counter[str] = sum(map(Counter, notes), Counter())
                if not articles:
                    shutil.rmtree(work)
                    with while_somebody_reads():
                        _tell_skipped(counts)
                    sentence = f"no article of {opts.spider} is in these files{_ADVICE}"
                    return self._complain(sentence, EXIT_FAILED)
                with writing(target):
                    (work / FEED).replace(target)
                shutil.rmtree(work)
                with while_somebody_reads():
                    _tell(counts, articles, f"written to {target}")
        return code

    def _note_counts(self, path: Path) -> int:
        try:
            with writing(path):
                path.write_text(json.dumps(self._counts()), "utf-8")
        except RunError as error:
            return self._complain(str(error), error.exit_code)
        return 0

    def _work_in(self, folder: Path) -> None:
        """Lets ledger and feed lie in a folder of their own."""
        [archive] = own_settings.FEEDS.values()
        feed = {**archive, "format": "placed", "store_empty": True}  # of each job there is a file
        self._set(
            {
                "NEWSBOT_DATA_DIR": str(folder),
                "NEWSBOT_LEDGER": f"{{NEWSBOT_DATA_DIR}}/{LEDGER}",
                "FEEDS": {str(folder / FEED): feed},
                "FEED_EXPORTERS": {"placed": "newsbot.feeds.jsonlines.PlacedJsonLinesExporter"},
            }
        )

    def _set(self, settings: dict[str, Any]) -> None:
        assert self.settings is not None
        self.settings.setdict(settings, priority="cmdline")

    # Into the archive

    def _into_archive(self, files: list[Path], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        if isinstance(ledger_place(self.settings), str):
            code = self._replay(files, opts, lambda ledger: LastRecords(ledger.store))
        else:
            lines = LastLines(self._archive(opts))
            code = self._replay(files, opts, lambda _: lines)
        if code == 0:
            with while_somebody_reads():
                _tell(self._counts(), self._articles, "added to the archive")
        return code

    def _show(self, files: list[Path], opts: argparse.Namespace) -> int:
        """What `--into-archive` would do is done to a copy of the ledger, and looked at."""
        archive = self._archive(opts)
        with ended_as_by_ctrl_c(), tempfile.TemporaryDirectory(prefix="newsbot-replay-") as name:
            folder = Path(name)
            self._copy_ledger(folder, opts)
            self._work_in(folder)
            lines = LastLines(archive)
            code = self._replay(files, opts, lambda _: lines)
            if code == 0:
                with while_somebody_reads():
                    _tell(self._counts(), self._articles, "would be added to the archive")
                    for line in differences(LastLines(archive), folder / FEED):
                        print(line)
        return code

    def _archive(self, opts: argparse.Namespace) -> list[Path]:
        """The files of the archive."""
        assert self.settings is not None
        if ledger_path(self.settings, "scrapy replay --diff") is None:
            raise ConfigurationError("NEWSBOT_LEDGER is empty: there is no archive to compare with")
        return sorted((data_dir(self.settings) / opts.spider).glob("*.jsonl"))

    def _copy_ledger(self, folder: Path, opts: argparse.Namespace) -> None:
        """Copies it while no run writes to it. Raises BusyError."""
        assert self.settings is not None
        path = ledger_path(self.settings, "scrapy replay --diff")
        if path is None or not path.exists():
            return
        lock = Lock(path.parent, self._spider(opts.spider).site.name)
        with ExitStack() as held:
            held.callback(lock.release)
            for file in path.parent.glob(f"{path.name}*"):
                end = file.name.removeprefix(path.name)
                if end in {"", "-wal"}:
                    shutil.copyfile(file, folder / f"{LEDGER}{end}")

    # All of them

    def _spider(self, name: str) -> Any:
        assert self.settings is not None
        return spider_named(self.settings, name)

    def _replay(
        self,
        files: list[Path],
        opts: argparse.Namespace,
        archive: Callable[[Ledger], Archived] | None = None,
        share: tuple[int, int] = (0, 1),
    ) -> int:
        self._set(_ASKS_NOBODY)
        name = hashlib.sha256(self._state.encode()).hexdigest()[:16]
        spider_class = replaying(
            self._spider(opts.spider),
            files,
            name=name,
            archive=archive,
            share=share,
            names_editions="edition" in opts.spargs,
        )
        code = self.run_spider(spider_class, opts.spargs)
        return _STOPPED if code == 0 and not (self.stats or {}).get(FINISHED) else code

    def _counts(self) -> Counter[str]:
        """What was met, by its name in the stats."""
        stats = self.stats or {}
        told = (PAGES, OLDER, SKIPPED)
        return Counter({name: stats[name] for name in stats if name.startswith(told)})

    @property
    def _articles(self) -> int:
        return int((self.stats or {}).get("item_scraped_count", 0))


def replaying(
    spider_class: type[Any],
    files: list[Path],
    *,
    name: str,
    archive: Callable[[Ledger], Archived] | None,
    share: tuple[int, int],
    names_editions: bool,
) -> type[Spider]:
    """A spider that reads `files` in place of asking for anything."""
    from newsbot.pagestore.replaying import Replay

    class Replaying(spider_class):  # type: ignore[misc]  # a class that is found by its name
        _replay: Replay | None = None

        def clock(self) -> float:
            replay = self._replay
            is_now = replay is None or archive is not None
            return float(super().clock() if replay is None or is_now else replay.now)

        async def start(self) -> AsyncIterator[Any]:
            self._replay = Replay(
                self.crawler,
                self,
                files,
                name=name,
                archive=archive,
                share=share,
                names_editions=names_editions,
            )
            await self._replay.run()
            return
            yield  # an async generator, as every `start`

    return Replaying


def _each_once(paths: Iterable[Path]) -> list[Path]:
    """The files, without those that were named before: their pages would be read as newer ones."""
    files: dict[object, Path] = {}
    for path in paths:
        with suppress(OSError):
            about = path.stat()
            files.setdefault((about.st_dev, about.st_ino), path)
            continue
        files[path] = path  # what is wrong with it is said when it is read
    return list(files.values())


def _tell(counts: Mapping[str, int], articles: int, what: str) -> None:
    print(f"{counts.get(PAGES, 0)} pages read, {articles} articles {what}")
    _tell_skipped(counts)
    if counts.get(OLDER):
        print(_OLDER)


def _tell_skipped(counts: Mapping[str, int]) -> None:
    skipped = [
        f"{count} {name.removeprefix(SKIPPED)}"
        for name, count in sorted(counts.items())
        if name.startswith(SKIPPED)
    ]
    if skipped:
        print("not read: " + ", ".join(skipped))
    if any(name.startswith(ELSEWHERE) for name in counts):
        print("-a edition=... names the editions whose articles are wanted")

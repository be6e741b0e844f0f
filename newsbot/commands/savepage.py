"""`scrapy savepage`: a page that was read wrongly becomes a test, without anybody's text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import scrapy
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Request

from newsbot.commands import saved
from newsbot.commands.complaints import complain, only_errors, problems_told, writing
from newsbot.commands.known_options import check_options
from newsbot.commands.patience import told_of_pauses
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.setting_values import check_settings
from newsbot.commands.starting import crawler_of, process_with, run_to_end
from newsbot.disk import may_write
from newsbot.errors import EXIT_FAILED, ConfigurationError, OptionError, RunError, reason_of
from newsbot.guards.log import printable
from newsbot.own_files import check_output
from newsbot.pagestore.place import need_warcio

if TYPE_CHECKING:
    import argparse

    from scrapy.http import Response
    from twisted.python.failure import Failure

FOLDER = "tests/pages/saved"
_KEPT = re.compile(r"(.+\.warc(?:\.gz)?):(.+)", re.IGNORECASE)
_NO_NAME = re.compile(r"[^\w.-]+")


class OnePage(scrapy.Spider):
    """Asks for one page, as politely as a crawl; it has no archive."""

    name = "savepage"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.response: Response | None = None
        self.problem = "it was not answered"

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.url, self.arrived, errback=self.failed, dont_filter=True)

    def arrived(self, response: Response) -> None:
        self.response = response

    def failed(self, failure: Failure) -> None:
        self.problem = reason_of(failure.value)


class Command(ScrapyCommand):
    """Writes `page.html.gz`, `url` and `record.json` to a folder of their own."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] ADDRESS|FILE|WARC:ID | --again FOLDER..."

    def short_desc(self) -> str:
        return "Save a page as a test of the project, its text replaced by made-up words"

    def long_desc(self) -> str:
        return (
            "Save a page, by its address, from a file or out of kept pages (FILE.warc.gz:1067268), "
            "as a folder with page.html.gz, url and record.json: what newsbot reads from it. "
            "Correct record.json where that is wrong, and the folder is a test. "
            "The text is replaced by made-up words as long."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", metavar="ADDRESS", help="of a FILE: where the page is from")
        parser.add_argument("--to", metavar="FOLDER", help=f"default: a new one in {FOLDER}")
        parser.add_argument(
            "--again",
            action="store_true",
            help="read saved FOLDERs again and write what is read now to their record.json",
        )
        parser.add_argument(
            "--keep-text", action="store_true", help="for private use: it is somebody's text"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        check_options(args)
        super().process_options(args, opts)
        only_errors(self, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args or (len(args) > 1 and not opts.again):
            raise UsageError("name one page: its address, a file, or WARC:ID")
        if opts.again and (opts.to or opts.url or opts.keep_text):
            raise UsageError(
                "--again reads what is in the folders: without --to, --url, --keep-text"
            )
        with problems_told(self):
            if opts.again:
                for folder in args:
                    _read_again(Path(folder))
            else:
                self._save(args[0], opts)

    def _save(self, source: str, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if opts.to:
            check_output(opts.to, self.settings)
            _check_free(Path(opts.to))
        elif not may_write(Path(FOLDER)):
            raise OptionError(f"{FOLDER} cannot be written; name another folder with --to")
        if re.match(r"https?://", source):
            page, url = self._fetch(_address(source))
            fetched_at = datetime.now(UTC).replace(microsecond=0)
        elif kept := _KEPT.fullmatch(source):
            page, url, fetched_at = _read_kept(Path(kept[1]), kept[2])
        else:
            page, fetched_at = _read_file(Path(source))
            url = _address(opts.url)
        record = saved.record_read(page, url, fetched_at)
        if not opts.keep_text:
            page, url, record = self._disguise(page, url, record, fetched_at)
        folder = Path(opts.to) if opts.to else Path(FOLDER, _name_of(url, record))
        if not opts.to:
            _check_free(folder)
        with writing(folder):
            saved.write(folder, page, url, record)
        with while_somebody_reads():
            print(f"{folder}: {record.get('title') or record.get('problem')}")

    def _fetch(self, url: str) -> tuple[bytes, str]:
        assert self.settings is not None
        check_settings(self.settings)
        process = process_with(self.settings)
        crawler = crawler_of(process.create_crawler, OnePage)
        with told_of_pauses(crawler) as show:
            show(f"{url} ...")
            run_to_end(process, crawler, url=url)
        spider: OnePage | None = crawler.spider
        response = spider.response if spider is not None else None
        if response is None:
            problem = spider.problem if spider is not None else "no request was made"
            problem = crawler.stats.get_value("newsbot/failure") or problem  # the site ended it
            raise RunError(f"{url} could not be fetched: {problem}")
        return response.body, response.url

    def _disguise(
        self, page: bytes, url: str, record: saved.Record, fetched_at: datetime
    ) -> tuple[bytes, str, saved.Record]:
        try:
            other_page, other_url = saved.disguised(page, url)
        except ValueError as error:
            raise RunError(f"the text cannot be replaced: {error}; see --keep-text") from error
        other = saved.record_read(other_page, other_url, fetched_at)
        fields = saved.read_otherwise(record, other)
        if fields:
            assert self.settings is not None
            complain(
                f"with made-up words these fields are read otherwise: {', '.join(fields)}; "
                "what is wrong with the page may be in its words (see --keep-text)",
                EXIT_FAILED,
                self.settings,
            )
        return other_page, other_url, other


def _check_free(folder: Path) -> None:
    """Nothing is asked for that could not be kept."""
    if folder.exists():
        raise ConfigurationError(f"{folder} is there already; name another with --to")
    if not may_write(folder):
        raise OptionError(f"{folder} cannot be written; name another folder with --to")


def _read_again(folder: Path) -> None:
    try:
        changed = saved.read_again(folder)
    except (OSError, ValueError, KeyError) as error:
        raise RunError(f"{folder} is no saved page ({error})") from error
    with while_somebody_reads():
        print(f"{folder}: {', '.join(changed) or 'as it was'}")


def _read_file(path: Path) -> tuple[bytes, datetime]:
    """A file, and when it was saved: that is when its page was fetched."""
    if path.is_fifo():
        raise RunError(f"{path} is a pipe; what comes out of it has to be a file")
    try:
        page = path.read_bytes()
        changed = path.stat().st_mtime
    except OSError as error:
        raise RunError(f"{path} cannot be read ({error.strerror})") from error
    return page, datetime.fromtimestamp(int(changed), UTC)


def _read_kept(path: Path, name: str) -> tuple[bytes, str, datetime]:
    """A kept page, its address, and when it was fetched."""
    need_warcio(f"{path}:{name}")
    from newsbot.pagestore.finding import find_page, unpacked

    page = find_page(path, name)
    return unpacked(page), page.url, page.fetched_at.replace(microsecond=0)


def _address(url: str | None) -> str:
    if url is None:
        raise OptionError("where a file is from has to be said: --url ADDRESS")
    try:
        parts = urlsplit(url)
        is_address = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise OptionError(f"{url} is no address of a page")
    return url


def _name_of(url: str, record: saved.Record) -> str:
    host = urlsplit(url).hostname or "page"
    ident = record.get("id") or urlsplit(url).path.strip("/").rpartition("/")[2]
    return printable(_NO_NAME.sub("-", f"{host}-{ident}"))[:80]

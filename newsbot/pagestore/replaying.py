"""Reads kept pages again: as a crawl reads them, in the order in which they came.

The spider's callbacks, the pipelines, the feed and the ledger are those of a crawl. Nothing is
asked for, so there is neither a queue nor a download: a page goes from the file to the spider.
"""

from __future__ import annotations

import asyncio
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from newsbot.errors import LedgerError, RunError
from newsbot.guest.brake import Brake
from newsbot.ledger import rereading
from newsbot.ledger.conditional import Discovery
from newsbot.ledger.opening import open_ledger
from newsbot.ledger.rows import ARTICLES, FACTS, URLS, Fact
from newsbot.outcomes import Elsewhere, Outcomes, Unread, page_of
from newsbot.pagestore.in_turn import InTurn
from newsbot.pagestore.reader import KeptPage, Record, records_from
from newsbot.pagestore.replay_stats import DONE, ELSEWHERE, FINISHED, OLDER, PAGES, SKIPPED, WHOLE
from newsbot.pagestore.responses import Responses
from newsbot.run import one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.ledger.ledger import Ledger
    from newsbot.outcomes import Outcome, Page

_READ = frozenset({"article", "feed"})
_OFFSETS = 44
"""Bits of an offset in a file, in the number that names a place."""
_MOST = 200
"""Records in memory at once: more than any crawl fetches in a second."""
_AHEAD, _AHEAD_BYTES = 16, 1 << 20
"""Records, and bytes of pages, that are prepared at once: so few that a commit, after which the
ledger has to be asked again, seldom comes between, and that their trees are nothing much."""
_TURN = 0.05
"""Seconds from one turn of the other parts to the next: their timers go by tenths."""
_FEED = re.compile(r"\.(?:rss|xml)(?:\?|$)")
REASON = "replay_failed"
"""Finish reason of a replay that could not read its files."""


class Archived(Protocol):
    """The lines of an archive (`newsbot.feeds.last_lines`)."""

    def get(self, key: str) -> dict[str, Any] | None:
        """The last line of an article."""

    def forget(self, key: str) -> None:
        """A later line was written."""


class Replay:
    """One replay of `files` by the spider of `crawler`, which is one of `newsbot.spiders`.

    `name` tells it from other replays into the same ledger. With `archive`, which finds the lines
    of the ledger's archive, its pages are read again into that one: those of last revisions, and
    those that were none. Without it each page is read as of the moment at which it was fetched.
    `share` (n, of so many): which articles are its own, where several jobs share the work.
    `names_editions`: the spider's `edition` was given; else it is, as in a crawl, also those whose
    lists were read.
    """

    def __init__(
        self,
        crawler: Crawler,
        spider: Any,
        files: Sequence[Path],
        *,
        name: str,
        archive: Callable[[Ledger], Archived] | None = None,
        share: tuple[int, int] = (0, 1),
        names_editions: bool = False,
    ) -> None:
        ledger = one_of(crawler, open_ledger)
        assert ledger is not None, "a replay remembers how far it has come"
        self._ledger: Ledger = ledger
        self._crawler = crawler
        self._stats = crawler.stats
        self._spider = spider
        self._files = files
        self._position = f"replayed {name}"
        self._met = Counter[str]()
        self._archived = archive(ledger) if archive is not None else None
        self._job, self._jobs = share
        self._learns_editions = archive is None and not names_editions
        self._sizes = [path.stat().st_size for path in files]
        self._discovery = Discovery(crawler, ledger)
        self._outcomes = one_of(crawler, Outcomes)
        self._outcomes.readers.append(self._count_elsewhere)
        self._watch = one_of(crawler, Stopwatch)
        self._brake = one_of(crawler, Brake)
        self._responses = Responses(crawler, spider.lay_out)
        self.now = 0.0
        """The moment at which the page was fetched that is read now; seconds since 1970."""

    async def run(self) -> None:
        """Reads the pages that are left, each to its end before the next."""
        stats, turn = self._stats, 0.0
        assert self._crawler.engine is not None
        self._crawler.engine.scraper.signals = InTurn(self._crawler)
        stats.set_value(WHOLE, sum(self._sizes))
        if self._archived is not None:
            rereading.begin(self._ledger)
            self._ledger.commit()
        try:
            for number, record in self._records():
                await self._read(record, number << _OFFSETS | record.end)
                if self._is_ending:
                    return  # perhaps without the line of this page: the next run reads it again
                self._note(number, record.end)
                if monotonic() >= turn:  # of signals, and the timers of the other parts
                    stats.set_value(DONE, sum(self._sizes[:number]) + record.end)
                    await asyncio.sleep(0)
                    turn = monotonic() + _TURN
                if self._is_ending:
                    return
            if self._archived is None:
                self._note(len(self._files), 0)  # others may not be so far, and then go on alone
            else:
                self._ledger.store.delete(FACTS, self._position)
        except LedgerError:
            return  # the run ends, and says why
        except (OSError, RunError) as error:
            self._brake.pull(REASON, f"the pages cannot be read any further: {error}")
            return
        finally:
            with suppress(LedgerError):
                rereading.end(self._ledger)
        stats.set_value(DONE, sum(self._sizes))
        stats.set_value(FINISHED, value=True)

    @property
    def _is_ending(self) -> bool:
        """Whether the run ends: Scrapy's extensions end one without a word to the brake."""
        assert self._crawler.engine is not None
        slot = self._crawler.engine.scraper.slot
        return self._brake.reason is not None or slot is None or slot.closing is not None

    def _note(self, number: int, end: int) -> None:
        """Notes how far it has come, and what it has met so far."""
        come = json.dumps([number, end, self._met])
        self._ledger.store.put(FACTS, Fact(self._position, come))

    def _records(self) -> Iterator[tuple[int, Record]]:
        known = self._ledger.store.get(FACTS, self._position)
        first, start, met = json.loads(known.value) if known is not None else (0, 0, {})
        if self._archived is None:  # else what this run adds is told, beside what this run read
            for name, times in met.items():
                self._count(name, times)
        for number, path in enumerate(self._files[first:], first):
            records = records_from(path, start, whose=self._whose if self._jobs > 1 else None)
            if self._archived is not None:
                records = self._last_of_second(records)
            for record in self._foreseen(records):
                yield number, record
            start = 0

    def _foreseen(self, records: Iterator[Record]) -> Iterator[Record]:
        """The same, a few at a time: one question to the ledger takes as long as many."""
        ahead: list[Record] = []
        size = 0
        for record in records:
            ahead.append(record)
            size += len(record.page.body) if record.page is not None else 0
            if len(ahead) == _AHEAD or size > _AHEAD_BYTES:
                self._prepare(ahead)
                yield from ahead
                ahead, size = [], 0
        self._prepare(ahead)
        yield from ahead

    def _prepare(self, records: Sequence[Record]) -> None:
        """What is cheaper done for some records at once."""
        found = [
            (record, record.page, key)
            for record in records
            if record.page is not None and (key := self._key_of(record.page)) is not None
        ]
        keys = [key for _, _, key in found]
        self._ledger.store.foresee(URLS, keys, ARTICLES)
        self._ledger.store.foresee(ARTICLES, keys, ARTICLES)
        own = (record for record, page, key in found if self._is_own_article(page, key))
        with self._watch("parse"):
            self._responses.prepare(own)

    def _is_own_article(self, page: KeptPage, key: str) -> bool:
        kind = self._kind(page, key)
        return kind == "article" and self._is_mine(kind, key)

    def _last_of_second(self, records: Iterator[Record]) -> Iterator[Record]:
        """The same, where of an article's pages that came within a second only the last is one.

        The ledger knows by the second of which page it has the reading: each replay would add that
        of the first, and that of the last again.
        """
        last: dict[str, int] = {}
        held: list[Record] = []
        second: int | None = None
        for record in records:
            page = record.page
            now = int(page.fetched_at.timestamp()) if page is not None else second
            if now != second or len(held) == _MOST:
                yield from held
                held, last, second = [], {}, now
            if page is not None and (key := self._key_of(page)) is not None:
                if key in last:
                    held[last[key]] = held[last[key]]._replace(page=None, skipped="superseded")
                last[key] = len(held)
            held.append(record)
        yield from held

    def _key_of(self, page: KeptPage) -> str | None:
        """The article that a page is of."""
        address = self._spider.addresses.article(page.url, "")
        return address.id if address is not None and page.status == 200 else None

    async def _read(self, record: Record, place: int) -> None:
        page = record.page
        if page is None:
            if record.is_mine or self._job == 0:
                self._skip(record.skipped)
            return
        address = self._spider.addresses.article(page.url, "")
        key = address.id if address is not None else None
        kind = self._kind(page, key)
        if kind == "list" and self._learns_editions:
            self._spider.lists.start(page.url)
        is_counted = self._is_mine(kind, key)
        if kind not in _READ:
            if is_counted:
                self._skip(kind)
            return
        if kind == "article" and not is_counted:
            return
        if self._archived is None:
            before, self.now = self.now, page.fetched_at.timestamp()
            if self.now < before:
                self._count(OLDER)
            self._ledger.started_at = self._ledger.now()  # each page may be of a run of its own
        if is_counted:
            self._count(PAGES)
        meta: dict[str, Any] = {"fetched_at": page.fetched_at}
        if address is not None:
            meta["article"] = address
            if self._archived is not None:
                # What the archive has is its own, of whatever edition.
                is_own = self._ledger.article(address.id) is not None
                self._spider.named = {address.id} if is_own else set()
        await self._hand_on(record, page.url, meta, place)

    def _is_mine(self, kind: str, key: str | None) -> bool:
        """Whether this job reads an article, or counts what each of the jobs meets."""
        if key is None or kind not in {"article", "superseded"}:
            return self._job == 0
        return self._shares(key)

    def _shares(self, key: str) -> bool:
        """Whether an article is this job's."""
        return zlib.crc32(key.encode()) % self._jobs == self._job

    def _whose(self, url: str) -> bool | None:
        """The same of a page by its address; None where it is no article's."""
        address = self._spider.addresses.article(url, "")
        return None if address is None else self._shares(address.id)

    def _kind(self, page: KeptPage, key: str | None) -> str:
        if key is None and self._spider.addresses.edition_of(page.url) is None:
            return "of another site"
        if page.status != 200:
            return "no page"
        if key is not None:
            return "superseded" if self._is_superseded(page, key) else "article"
        if urlsplit(page.url).path == "/robots.txt":
            return "robots.txt"
        if self._archived is not None or not _FEED.search(page.url):
            return "list"
        return "feed"

    def _is_superseded(self, page: KeptPage, key: str) -> bool:
        """Whether the archive has the reading of a later page."""
        if self._archived is None:
            return False
        last, at = rereading.read_at(self._ledger, key), int(page.fetched_at.timestamp())
        if last is None or at == last:
            return False
        return at < last or rereading.gave_earlier(self._ledger, key, at)

    def _skip(self, why: str) -> None:
        self._count(SKIPPED + why)

    def _count(self, name: str, times: int = 1) -> None:
        """Counts what is met: in the stats of this run, and for one that goes on with it."""
        self._met[name] += times
        self._stats.inc_value(name, times)

    def _count_elsewhere(self, _: Page, outcome: Outcome) -> None:
        if isinstance(outcome, Elsewhere):
            self._count(ELSEWHERE + outcome.edition)

    async def _hand_on(self, record: Record, url: str, meta: dict[str, Any], place: int) -> None:
        articles: list[Any] = []
        try:
            with self._watch("parse"):
                response = self._responses.of(record, meta)
                if response is None:
                    self._skip("cut short")
                    return
                spider = self._spider
                callback = spider.parse_article if "article" in meta else spider.parse_rss
                async for part in callback(response):
                    if isinstance(part, Request):
                        self._discovery.queue(part)
                    else:
                        articles.append(part)
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001 - as in a crawl, one page must not end the run
            problem = str(error) if isinstance(error, IgnoreRequest) else repr(error)
            self._outcomes.tell(page_of(Request(url, meta=meta)), Unread(problem))
            return
        for article in articles:
            article.evidence.place = place
            self._bring_back(article, response)
            await self._process(article, response)
        self._spider.seen.clear()  # of a crawl it is what the queue has had

    async def _process(self, article: Article, response: Response) -> None:
        assert self._crawler.engine is not None
        scraper = self._crawler.engine.scraper
        try:
            await scraper.start_itemproc_async(article, response=response)
        finally:
            # What waits for this article, to end the run, is told so by Scrapy in a crawl only.
            slot = scraper.slot
            if slot is not None and slot.closing and not slot.closing.called and slot.is_idle():
                slot.closing.callback(self._spider)

    def _bring_back(self, article: Article, response: Response) -> None:
        """Notes what leads on from an article, and gives it the line that the archive has of it."""
        if self._archived is None:
            return
        self._discovery.note(article, response)
        line = self._archived.get(article.id)
        if line is not None and line.get("fetched_at") == article.fetched_at:
            self._archived.forget(article.id)
            article.evidence.archived = line

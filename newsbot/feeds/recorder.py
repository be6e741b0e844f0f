"""With a ledger that several machines share, the record itself goes into it, in one transaction.

Nothing of value is left on a worker: JSON Lines are an export of what was committed, in the order
in which it was.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from newsbot.errors import LedgerError, PagesError, reason_of
from newsbot.feeds.earlier_line import is_edit, note_changes
from newsbot.feeds.exporter import COMMIT_ARTICLES, COMMIT_SECONDS
from newsbot.feeds.records import delivery_of, record_of
from newsbot.guest.brake import Brake
from newsbot.ledger import rereading
from newsbot.ledger.opening import open_shared
from newsbot.ledger.rows import Recorded
from newsbot.ledger.shared_records import record_before
from newsbot.pagestore.place import open_pages
from newsbot.run import archive_of, one_of
from newsbot.stopwatch import Stopwatch
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article

logger = logging.getLogger(__name__)


class Recorder:
    """Extension: hands the records of a run to the shared ledger, and has it commit and renew.

    The kept pages are on the disk before the articles that they gave are committed.
    """

    def __init__(self, crawler: Crawler) -> None:
        shared = one_of(crawler, open_shared)
        if shared is None:
            raise NotConfigured
        self._crawler = crawler
        self._ledger, self._store = shared
        self._pages = one_of(crawler, open_pages)
        self._watch = one_of(crawler, Stopwatch)
        self._uncommitted = 0
        started = archive_of(crawler).started_at.astimezone(KYIV)
        assert crawler.spider is not None
        self._feed = f"{crawler.spider.name}/{started.date().isoformat()}.jsonl"
        self._timer = create_looping_call(self._commit)
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        with suppress(LedgerError):
            rereading.end(self._ledger)  # of a replay that was killed
        self._timer.start(COMMIT_SECONDS, now=False)

    async def item_scraped(self, item: Article) -> None:
        if item.evidence.repeated or self._store.failure is not None:
            return
        try:
            if is_edit(item):
                before = await record_before(self._store, item.id, item.revision)
                note_changes(item, json.loads(before) if before else None)
            line = json.dumps(record_of(item), ensure_ascii=False)
            self._ledger.delivered(delivery_of(item))
            self._store.record(Recorded(item.id, item.revision, self._feed, line))
            self._uncommitted += 1
            if self._uncommitted >= COMMIT_ARTICLES:
                self._commit()
        except LedgerError:
            return  # the run ends, and says why
        except Exception as error:  # noqa: BLE001 - somebody's pipeline may put anything into it
            sentence = f"the record of {item.url} cannot be written ({reason_of(error)})"
            one_of(self._crawler, Brake).pull("feed_failed", sentence)

    def _commit(self) -> bool:
        """Whether there is more to come: False where the run ends."""
        try:
            self._sync_pages()
            self._store.commit_behind()
        except LedgerError:
            return False
        except PagesError as error:
            self._ledger.roll_back()
            one_of(self._crawler, Brake).pull("pages_failed", str(error))
            return False
        self._uncommitted = 0
        return True

    def _sync_pages(self) -> None:
        if self._uncommitted and self._pages is not None:
            with self._watch("pages"):
                self._pages.sync()

    async def spider_closed(self) -> None:
        """Nothing is fetched any more; the site is kept until all is committed."""
        while self._commit() and self._store.has_unwritten:
            await maybe_deferred_to_future(deferToThread(self._store.wait))
        if self._timer.running:
            self._timer.stop()

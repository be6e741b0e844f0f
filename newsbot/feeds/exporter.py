"""The feed exporter that confirms to the ledger what is on disk.

The order of truth (docs/ledger.md): a page is kept; its line is written and flushed to every local
JSON Lines feed; both are synced in that order, and only then the ledger commits. A feed that is
stored when it closes (S3, FTP, gzip, another format) confirms at that moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.exporters import CsvItemExporter
from scrapy.extensions.feedexport import (
    FeedExporter,
    FeedSlot,
    FileFeedStorage,
    StdoutFeedStorage,
    apply_uri_params,
)
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import ensure_awaitable

from newsbot.errors import ConfigurationError, LedgerError, PagesError, RunError, reason_of
from newsbot.feeds import checks
from newsbot.feeds.earlier_line import earlier_record, note_changes
from newsbot.feeds.filters import Absent, EachRevisionOnce
from newsbot.feeds.lines import mend_tail, sync
from newsbot.feeds.placing import PlacedFile, put_in_place
from newsbot.feeds.records import article_of, delivery_of, record_of
from newsbot.feeds.recovery import recover
from newsbot.guest.brake import Brake
from newsbot.ledger import confirmation
from newsbot.ledger.confirmation import ARCHIVE, BESIDE, CLOSED
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.opening import lock_feed, lock_without_ledger, open_ledger, open_own_ledger
from newsbot.ledger.readings import Delivery
from newsbot.ledger.rows import without_secrets
from newsbot.own_files import check_output
from newsbot.pagestore.place import open_pages
from newsbot.run import archive_of, one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.extensions.feedexport import FeedStorageProtocol

    from newsbot.items import Article

logger = logging.getLogger(__name__)

COMMIT_SECONDS = 0.5
COMMIT_ARTICLES = 100
"""At most so far apart are the commits of the ledger."""


class ConfirmingFeedExporter(FeedExporter):
    """Scrapy's feed exporter, with recovery before the first line and confirmation after each.

    Raises RunError where a local feed cannot be written, ConfigurationError where a feed's storage
    or format cannot be used.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._spider = archive_of(crawler)
        try:
            super().__init__(crawler)
        except NotConfigured:
            if crawler.settings.getdict("FEEDS") or one_of(crawler, open_own_ledger) is not None:
                raise ConfigurationError(
                    "a feed cannot be used (the line before this one says why), or none is named; "
                    "check FEEDS, -o and -O"
                ) from None
            raise
        self.feeds = dict(sorted(self.feeds.items(), key=self._is_beside_archive))
        self._ledger = one_of(crawler, open_own_ledger)
        if self._ledger is None:
            self.feeds = self._without_archive()
        self._pages = one_of(crawler, open_pages)
        self._watch = one_of(crawler, Stopwatch)
        self._unconfirmed = 0
        self._failed = False
        self._held: dict[FeedSlot, list[Delivery]] = {}
        self._owed: dict[FeedSlot, list[str]] = {}
        self._timer = create_looping_call(self._confirm)
        self._present: dict[Path, tuple[int, set[int]]] = {}
        self._appended = self._prepare_local_feeds()

    def _is_beside_archive(self, feed: tuple[str, Any]) -> bool:
        """The archive comes first: its lines are the truth for those of `-o`."""
        return not isinstance(self.filters[feed[0]], EachRevisionOnce)

    # Before the first line

    def _without_archive(self) -> dict[str, Any]:
        """Without the archive, which would get all again from a run without memory or a worker."""
        feeds = dict(filter(self._is_beside_archive, self.feeds.items()))
        if not feeds and one_of(self.crawler, open_ledger) is None:
            raise ConfigurationError(
                "NEWSBOT_LEDGER is empty, and without a ledger the archive would get every article "
                "again, so it is left alone; name another feed, such as -O news.jsonl"
            )
        return feeds

    def _prepare_local_feeds(self) -> list[Path]:
        """Checks and repairs the local feeds; those that a later run can go on with."""
        spider = self.crawler.spider
        assert spider is not None
        local: dict[Path, tuple[FileFeedStorage, dict[str, Any]]] = {}
        for template, options in self.feeds.items():
            checks.check_format(options, self.exporters[options["format"]])
            storage = self._own_storage(spider, template, options)
            if not isinstance(storage, FileFeedStorage):
                continue
            path = Path(storage.path).absolute()
            checks.check_named_once(path, local)
            if self._is_beside_archive((template, options)):
                check_output(path, self.settings)
            checks.check_writable(path)
            local[path] = storage, options
        appended = [path for path, feed in local.items() if self._appended_path(*feed) is not None]
        for path, (storage, _) in local.items():
            if path.is_file() and (path in appended or isinstance(storage, PlacedFile)):
                lock_feed(self.crawler, path)
        if self._ledger is not None:
            self._recover(self._ledger, appended)
        else:
            lock_without_ledger(self.crawler, local, appended)
            for path in filter(Path.exists, appended):
                mend_tail(path)
        for storage, options in local.values():
            if isinstance(storage, PlacedFile):
                checks.check_goes_on(storage, options, self.exporters[options["format"]])
        return appended

    def _own_storage(
        self, spider: Spider, template: str, options: dict[str, Any]
    ) -> FeedStorageProtocol:
        """Where a feed goes. With the time in its name it has a file of its own for each run."""
        while True:
            params = self._get_uri_params(spider, options["uri_params"])
            storage = self._get_storage(apply_uri_params(template, params), options)
            if not isinstance(storage, FileFeedStorage) or "%(time)" not in template:
                return storage
            if not Path(storage.path).exists():
                return storage
            time.sleep(1 - time.time() % 1)  # the run before this one began in the same second

    def _recover(self, ledger: Ledger, appended: list[Path]) -> None:
        """Of several local feeds the first is the archive: the default one, where it is there."""
        try:
            for target, end in confirmation.unplaced(ledger):
                put_in_place(target, end)
                confirmation.forget(ledger, target)
            found = recover(ledger, next(iter(appended), None), appended[1:], self._spider.locate)
        except OSError as error:
            raise RunError(
                f"a feed of an earlier run cannot be repaired ({error}); free or change its folder"
            ) from error
        self._present = found.present
        if found.damage is not None:
            self.crawler.stats.set_value("newsbot/damage", found.damage)

    def _is_lines(self, options: dict[str, Any]) -> bool:
        return checks.is_lines(options, self.exporters.get(options["format"], object))

    def _get_storage(self, uri: str, feed_options: dict[str, Any]) -> FeedStorageProtocol:
        storage = super()._get_storage(uri, feed_options)
        if type(storage) is not FileFeedStorage or self._is_lines(feed_options):
            return storage
        is_device = Path(storage.path).exists() and not Path(storage.path).is_file()
        return storage if is_device else PlacedFile(uri, feed_options=feed_options)

    def _start_new_batch(self, **batch: Any) -> FeedSlot:  # type: ignore[override]  # by name
        """Rows that are added to a file come without a line of names."""
        options = batch["feed_options"]
        storage = self._get_storage(batch["uri"], options)
        is_table = issubclass(self.exporters[options["format"]], CsvItemExporter)
        if is_table and isinstance(storage, PlacedFile) and storage.end is not None:
            kwargs = {**options["item_export_kwargs"], "include_headers_line": False}
            batch["feed_options"] = {**options, "item_export_kwargs": kwargs}
        return super()._start_new_batch(**batch)

    def open_spider(self, spider: Spider) -> None:
        super().open_spider(spider)
        # As opened: an address with the time in it is another one than a moment ago.
        self._appended = []
        for slot in self.slots:
            path = self._appended_path(slot.storage, slot.feed_options)
            if path is not None:
                self._appended.append(path)
            if path in self._present:
                slot.filter = Absent(slot.filter, self._present[path][1])
        if self._ledger is not None:
            self._timer.start(COMMIT_SECONDS, now=False)
            try:
                self._confirm_sizes(is_open=True)
                if self._appended:
                    self._note_deferred()
                self._ledger.commit(durable=True)
                self._export_backlog()
            except Exception as error:  # noqa: BLE001 - as below; of the ledger it was said before
                self._fail(self.slots, error)

    def _appended_path(self, storage: object, options: dict[str, Any]) -> Path | None:
        """The file of a local JSON Lines feed that is appended to; None for another feed."""
        if not isinstance(storage, FileFeedStorage) or storage.write_mode != "ab":
            return None
        return Path(storage.path).absolute() if self._is_lines(options) else None

    def _note_deferred(self) -> None:
        """Names the feeds that the articles of a killed run are still owed to."""
        assert self._ledger is not None
        for slot in filter(self._is_deferred, self.slots):
            confirmation.await_storing(self._ledger, slot.uri_template)

    # Every article

    @property
    def _is_over(self) -> bool:
        """Whether a feed or the ledger failed: nothing more may be written or confirmed."""
        return self._failed or (self._ledger is not None and self._ledger.store.failure is not None)

    def item_scraped(self, item: Article, spider: Spider) -> None:
        if self._is_over:
            return
        try:
            taking = [slot for slot in self.slots if slot.filter.accepts(item)]
            with self._watch("feed"):
                super().item_scraped(item, spider)
            if not item.evidence.repeated:
                self._deliver(item, taking)
        except LedgerError:
            return  # its line is taken over by the next run
        except Exception as error:  # noqa: BLE001 - exporters raise whatever they like
            self._fail(self.slots, error)

    def _deliver(self, item: Article, taking: list[FeedSlot]) -> None:
        self.crawler.stats.inc_value(f"articles/{'new' if item.revision == 1 else 'changed'}")
        if self._ledger is None:
            return
        self._note(item, taking)
        self._unconfirmed += 1
        if self._unconfirmed >= COMMIT_ARTICLES:
            self._confirm()

    def _note(self, item: Article, taking: list[FeedSlot]) -> None:
        """Notes a delivery: now, or when the feeds that hold it are stored."""
        assert self._ledger is not None
        note_changes(item, earlier_record(self._appended, self._ledger, item))
        delivery = delivery_of(item)
        deferred = [slot for slot in taking if self._is_deferred(slot)]
        if deferred and len(deferred) == len(taking):
            for slot in deferred:
                self._held.setdefault(slot, []).append(delivery)
            return
        self._ledger.delivered(delivery)
        for slot in deferred:
            key = confirmation.owe(self._ledger, slot.uri_template, record_of(item))
            self._owed.setdefault(slot, []).append(key)

    def _is_deferred(self, slot: FeedSlot) -> bool:
        """Whether a feed is complete only once it is closed."""
        if isinstance(slot.storage, StdoutFeedStorage):
            return False
        local = isinstance(slot.storage, FileFeedStorage)
        return not (local and self._is_lines(slot.feed_options))

    def _confirm(self) -> None:
        """Syncs the kept pages, then the local feeds, then commits the ledger."""
        if self._is_over or self._ledger is None:
            return
        try:
            if self._unconfirmed:
                if self._pages is not None:
                    with self._watch("pages"):
                        self._pages.sync()
                for slot in self.slots:
                    if slot.file is not None and not self._is_deferred(slot):
                        local = isinstance(slot.storage, FileFeedStorage) and slot.storage
                        with self._watch("feed"):
                            sync(slot.file, Path(local.path) if local else None)
            self._confirm_sizes(is_open=True)
            self._ledger.commit()
            self._unconfirmed = 0
        except OSError as error:
            self._fail(self.slots, error)
        except PagesError as error:
            self._end("pages_failed", str(error))
        except LedgerError:
            return  # the run ends, and the next one takes over the lines

    def _confirm_sizes(self, *, is_open: bool) -> None:
        """Notes what the local feeds have by now; of one with lines from elsewhere, its start."""
        assert self._ledger is not None
        for number, path in enumerate(self._appended):
            confirmation.check_uncut(self._ledger, path)
            state = (BESIDE if number else ARCHIVE) if is_open else CLOSED
            size = self._present[path][0] if path in self._present else None
            confirmation.confirm(self._ledger, path, state, size=size)

    def _fail(self, slots: Iterable[FeedSlot], error: Exception) -> None:
        names = ", ".join(without_secrets(slot.uri) for slot in slots)
        why = getattr(error, "strerror", None) or reason_of(error)
        self._end(
            "feed_failed",
            f"the feed {names} cannot be written ({why}); free the disk, or change the folder "
            "or what the feed is set to. The next run repairs the feed and goes on",
        )

    def _end(self, reason: str, sentence: str) -> None:
        """Ends the run: what the disk has not got must not be taken as delivered."""
        self._failed = True
        if self._ledger is not None:
            self._ledger.roll_back()
        one_of(self.crawler, Brake).pull(reason, sentence)

    # Feeds that are stored when they close

    def _export_backlog(self) -> None:
        """Gives a feed what an earlier run could not store in it."""
        assert self._ledger is not None
        for slot in self.slots:
            for key, record in confirmation.owed(self._ledger, slot.uri_template):
                self._owed.setdefault(slot, []).append(key)
                article = article_of(record)
                if slot.filter.accepts(article):
                    slot.start_exporting()
                    assert slot.exporter is not None
                    slot.exporter.export_item(article)
                    slot.itemcount += 1

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:  # noqa: ARG002
        if not slot.itemcount and not (slot.store_empty and slot.batch_id == 1):
            return
        if self._is_deferred(slot):
            self._confirm()
            if self._is_over:
                logger.error("Not stored, the next run does it: %s", without_secrets(slot.uri))
                return
        kind, name = type(slot.storage).__name__, without_secrets(slot.uri)
        try:
            if not slot.itemcount:
                slot.start_exporting()
            slot.finish_exporting()
            await ensure_awaitable(slot.storage.store(self._get_file(slot)))
            self._stored(slot)
        except Exception as error:  # noqa: BLE001 - storages raise whatever their library raises
            self.crawler.stats.inc_value(f"feedexport/failed_count/{kind}")
            logger.error(  # noqa: TRY400 - the sentence says it, and a traceback helps nobody
                "The %s feed %s with %d articles was not stored: %s",
                slot.format,
                name,
                slot.itemcount,
                error,
            )
            if slot.file is not None:
                with suppress(Exception):
                    slot.file.close()
        else:
            self.crawler.stats.inc_value(f"feedexport/success_count/{kind}")
            logger.info("Stored %s feed (%d items) in: %s", slot.format, slot.itemcount, name)
        await self.crawler.signals.send_catch_log_async(signals.feed_slot_closed, slot=slot)

    def _stored(self, slot: FeedSlot) -> None:
        """Confirms what a feed has got, and puts a file into its place: once, whatever happens."""
        placed = slot.storage if isinstance(slot.storage, PlacedFile) else None
        end = placed.end if placed is not None else None
        if self._ledger is not None and self._is_deferred(slot):
            for delivery in self._held.pop(slot, ()):
                self._ledger.delivered(delivery)
            confirmation.stored(self._ledger, slot.uri_template, self._owed.pop(slot, ()))
            if placed is not None:
                confirmation.complete(self._ledger, placed.target, end)
            self._ledger.commit(durable=True)
        if placed is not None:
            put_in_place(placed.target, end)
            if self._ledger is not None:
                confirmation.forget(self._ledger, placed.target)
                self._ledger.commit()

    async def close_spider(self, spider: Spider) -> None:
        if self._timer.running:
            self._timer.stop()
        self._confirm()
        await super().close_spider(spider)
        if self._ledger is not None and self._is_over:
            self._ledger.roll_back()  # what was noted since builds on what was left out
        elif self._ledger is not None:
            with suppress(LedgerError):
                self._confirm_sizes(is_open=False)
                confirmation.none_awaited(self._ledger)
                self._ledger.commit()

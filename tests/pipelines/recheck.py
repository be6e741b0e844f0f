"""An article that is read again and again, as the pipelines see it: a ledger, and no crawl."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.feeds.records import delivery_of
from newsbot.items import Article
from newsbot.ledger.noting import note
from newsbot.ledger.opening import close_ledger, open_ledger
from newsbot.outcomes import Outcome, Unread, of_drop
from newsbot.pipelines.revision import RevisionPipeline
from newsbot.run import one_of
from newsbot.settings import NEWSBOT_RETRIES
from newsbot.spiders.interfax import InterfaxSpider

ID = "1208142"
URL = f"https://interfax.com.ua/news/political/{ID}.html"
FIRST = datetime(2026, 9, 23, 9, 0, tzinfo=UTC)


class Rechecked:
    """`look` gives the revision that a page is delivered as, or what became of it."""

    def __init__(self, folder: Path) -> None:
        settings = {
            "NEWSBOT_DATA_DIR": str(folder),
            "NEWSBOT_LEDGER": str(folder / "ledger.sqlite"),
            "NEWSBOT_RETRIES": NEWSBOT_RETRIES,
        }
        self._at = FIRST
        self._crawler = get_crawler(InterfaxSpider, settings)
        self._crawler.spider = spider = InterfaxSpider()
        with patch.object(spider, "clock", lambda: self._at.timestamp()):
            ledger = one_of(self._crawler, open_ledger)
        assert ledger is not None
        self.ledger = ledger
        self._step = RevisionPipeline(self._crawler)

    def close(self) -> None:
        close_ledger(self._crawler)

    def look(self, html: str, *, after: timedelta = timedelta(hours=1)) -> int | Outcome:
        """Reads a page `after` so long; `{now}` in it is the moment of its fetch."""
        self._at += after
        html = html.replace("{now}", self._at.isoformat())
        self.ledger.start_run({})
        outcome: Outcome
        try:
            item: Article = newsbot.read(html, url=URL, fetched_at=self._at)
            item = self._step.process_item(item)
        except NotAnArticle as error:
            outcome = Unread(error.problem)
        except DropItem as error:
            outcome = of_drop(item, error)
        else:
            self.ledger.delivered(delivery_of(item))
            self.last = item
            return item.revision
        note(self.ledger, ID, outcome)
        return outcome

"""Told once what became of every page: ledger, statistics, report, alarm and log read it here."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from newsbot.errors import LedgerError
from newsbot.ledger.ledger import number_of
from newsbot.ledger.noting import note
from newsbot.ledger.opening import open_ledger
from newsbot.outcomes import (
    Delivered,
    Doubtful,
    Elsewhere,
    Missing,
    NotWanted,
    Outcome,
    Outcomes,
    Page,
    Refused,
    Unchanged,
    Unreachable,
    Unread,
)
from newsbot.report.collector import Collector
from newsbot.run import archiving, one_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_SOME = 20
"""The number so far below the newest article tells what is new, also where one number is wrong."""


class Accounts:
    """The accounts of a run: `one_of(crawler, Accounts)`. Nothing is noted in a failed ledger."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._ledger = one_of(crawler, open_ledger)
        newest = None
        if self._ledger is not None:
            with suppress(LedgerError):
                newest = self._ledger.newest(_SOME)
        spider = archiving(crawler)
        self._order = spider.site.order if spider is not None else number_of
        self._is_refetch = spider is not None and spider.arguments.refetch
        self.collector = Collector(newest, self._order)
        one_of(crawler, Outcomes).readers.append(self.told)

    def told(self, page: Page, outcome: Outcome) -> None:
        """One outcome."""
        _say(page, outcome)
        is_new = is_typical = True
        if self._ledger is not None and page.id is not None:
            try:
                # A page that is known to be none must not raise an alarm each time it is tried.
                is_new = not self._ledger.failures(page.id)
                # Of rechecks only those come whole that were edited: no sample of the site.
                is_typical = self._is_refetch or self._ledger.article(page.id) is None
                note(self._ledger, page.id, outcome)
            except LedgerError:
                return
        self._count(page, outcome, is_new=is_new)
        self._collect(page, outcome, is_new=is_new, is_typical=is_typical)

    def _count(self, page: Page, outcome: Outcome, *, is_new: bool) -> None:
        count = self._stats.inc_value
        match outcome:
            case Delivered(article) if article.evidence.known:
                count("articles/unchanged")
            case Unchanged() if page.id is not None:
                count("articles/unchanged")
            case Elsewhere():
                count("articles/elsewhere")
            case NotWanted(kind):
                count(f"articles/{kind}")
            case Unread() | Doubtful():
                count("pages/not_article")
                if not is_new:
                    count("pages/not_article_again")
                elif isinstance(outcome, Unread) and outcome.has_raised:
                    count("pages/raised")
            case Missing() | Refused() | Unreachable():
                count("pages/failed")
        if page.id is not None and isinstance(
            outcome, (Unread, Doubtful, Missing, Refused, Unreachable)
        ):
            count("articles/failed")

    def _collect(self, page: Page, outcome: Outcome, *, is_new: bool, is_typical: bool) -> None:
        match outcome:
            case Delivered(article):
                self.collector.read(article, is_typical=is_typical)
                self.collector.exported(article)
            case Unchanged(article) | NotWanted(_, article) if article is not None:
                self.collector.read(article, is_typical=is_typical)
            case Unread() | Doubtful() if is_new and is_typical and page.id is not None:
                self.collector.not_read(self._order(page.id), page.url)


def _say(page: Page, outcome: Outcome) -> None:
    match outcome:
        case Unread(problem) | Doubtful(problem, _):
            logger.warning("Not exported, %s: %s", problem, page.url)
        case Missing(problem) | Refused(problem) | Unreachable(problem):
            logger.warning("Not fetched (%s): %s", problem, page.url)
        case NotWanted("noindex"):
            logger.info("Not exported, the page says noindex: %s", page.url)

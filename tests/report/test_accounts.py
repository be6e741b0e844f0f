"""What is a sample of the site for the alarm: no pages that were chosen for what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from articles import finished_article
from newsbot.feeds.records import delivery_of
from newsbot.items import Article
from newsbot.ledger.opening import close_ledger, open_ledger
from newsbot.outcomes import Delivered, Doubtful, Outcomes, Page, Unchanged, Unread
from newsbot.report.accounts import Accounts
from newsbot.run import one_of
from newsbot.spiders.interfax import InterfaxSpider


def crawler_for(folder: Path, **arguments: str) -> Crawler:
    settings = {"NEWSBOT_DATA_DIR": str(folder), "NEWSBOT_LEDGER": str(folder / "ledger.sqlite")}
    crawler = get_crawler(InterfaxSpider, settings)
    crawler.spider = InterfaxSpider(**arguments)
    return crawler


@pytest.fixture
def crawler(tmp_path: Path) -> Iterator[Crawler]:
    crawler = crawler_for(tmp_path)
    yield crawler
    close_ledger(crawler)


def article(number: int, revision: int = 1) -> Article:
    url = f"https://interfax.com.ua/news/economic/{number}.html"
    return finished_article(id=str(number), url=url, revision=revision, content_hash="5f" * 32)


def deliver(crawler: Crawler, *numbers: int) -> None:
    ledger = one_of(crawler, open_ledger)
    assert ledger is not None
    for number in numbers:
        ledger.delivered(delivery_of(article(number)))


def test_edited_articles_are_no_sample(crawler: Crawler) -> None:
    """A run of rechecks with 36 edited articles among 101 raised the alarm about their length."""
    deliver(crawler, *range(1, 101))
    accounts, outcomes = one_of(crawler, Accounts), one_of(crawler, Outcomes)
    for number in range(1, 37):
        page = Page(str(number), "https://interfax.com.ua/")
        outcomes.tell(page, Delivered(article(number, revision=2)))
    for number in range(37, 101):
        outcomes.tell(Page(str(number), "https://interfax.com.ua/"), Unchanged())
    outcomes.tell(Page("99", "https://interfax.com.ua/"), Unread("a notice in its place"))
    outcomes.tell(Page("98", "https://interfax.com.ua/"), Doubtful("most is gone", "5f"))
    assert not accounts.collector.sample.looked
    outcomes.tell(Page("101", "https://interfax.com.ua/"), Delivered(article(101)))
    outcomes.tell(Page("102", "https://interfax.com.ua/"), Unread("no headline"))
    assert accounts.collector.sample.as_json()["metrics"]["article"] == [1, 2]
    assert accounts.collector.coverage.articles == 37
    stats = crawler.stats.get_stats()
    assert stats["articles/unchanged"] == 64
    assert (stats["pages/not_article"], stats["articles/failed"]) == (3, 3)


def test_what_is_fetched_again_is_a_sample(tmp_path: Path) -> None:
    crawler = crawler_for(tmp_path, refetch="1")
    deliver(crawler, 1)
    accounts = one_of(crawler, Accounts)
    page = Page("1", "https://interfax.com.ua/")
    one_of(crawler, Outcomes).tell(page, Delivered(article(1, revision=2)))
    assert accounts.collector.sample.as_json()["metrics"]["article"] == [1, 1]
    close_ledger(crawler)

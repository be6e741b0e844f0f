"""Responses that are made ahead: nothing is known of them before their turn, and all then."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import cast

import pytest
from scrapy.http import TextResponse

from newsbot.errors import Unreadable
from newsbot.pages.article import ArticlePage
from newsbot.pagestore.reader import KeptPage, Record
from newsbot.pagestore.responses import Responses
from newsbot.sites.site import Site
from newsbot.spiders.interfax import InterfaxSpider
from newsbot.spiders.raw_article import page_in
from pipelines.crawlers import crawler_for
from spiders.small import SmallSite, Story

ENDLESS = b"<html><body><p>\xd0\xa2\xd0\xb5\xd0\xba\xd1\x81\xd1\x82"


def kept(place: int, body: bytes, kind: str = "text/html; charset=utf-8", pack: str = "") -> Record:
    address = f"https://interfax.com.ua/news/general/{place}.html"
    moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    headers = [("Content-Type", kind), *([("Content-Encoding", pack)] if pack else [])]
    return Record(place, KeptPage("", address, moment, 200, headers, body, is_whole=True))


def article(number: int) -> bytes:
    return SmallSite([Story(number)]).answer("uk", Story(number).path, {}).body


def test_each_has_what_is_said_at_its_turn() -> None:
    laid_out: list[str] = []
    running = crawler_for()
    running.spider = InterfaxSpider.from_crawler(running)
    responses = Responses(running, lambda response: laid_out.append(response.url))
    records = [
        kept(1, article(1)),
        kept(2, b"\x89PNG\r\n", "image/png"),
        *(kept(number, article(number)) for number in range(3, 7)),
        kept(7, ENDLESS),
    ]
    responses.prepare(records)
    assert len(laid_out) == 6
    stats = running.stats
    assert stats.get_value("content/cut_short") is None, "who judges it has not met those before"
    with pytest.raises(Unreadable, match="image/png"):
        responses.of(records[1], {})
    assert stats.get_value("content/no_text") == 1, "once, though it was read ahead"
    for record in (records[0], *records[2:6]):
        response = responses.of(record, {"fetched_at": record.end})
        assert response is not None
        assert response.meta["fetched_at"] == record.end
    assert responses.of(records[6], {}) is None
    assert stats.get_value("content/cut_short") == 1
    assert len(laid_out) == 6
    assert responses.of(kept(8, article(8)), {}) is not None, "one that was not prepared"
    assert len(laid_out) == 6


def test_of_large_pages_fewer_are_laid_out_ahead() -> None:
    """Of some kilobytes each, packed; with the trees of sixteen it took 240 MB instead of 100."""
    laid_out: list[str] = []
    responses = Responses(crawler_for(), lambda response: laid_out.append(response.url))
    large = article(1).replace(b"<p>", b"<p>" + b"a" * 900_000, 1)
    records = [kept(number, gzip.compress(large), pack="gzip") for number in range(8)]
    responses.prepare(records)
    assert len(laid_out) == 3
    for record in records:
        response = responses.of(record, {})
        assert response is not None
        assert response.body == large
    responses.prepare([kept(9, b"\x89PNG\r\n", "image/png")])
    (error,) = responses._ahead.values()
    assert isinstance(error, Unreadable)
    assert error.__traceback__ is None, "it would hold the page"


def test_a_page_that_cannot_be_laid_out_may_be_cut_short() -> None:
    def fail(response: TextResponse) -> None:
        raise RecursionError(response.url)

    running = crawler_for()
    running.spider = InterfaxSpider.from_crawler(running)
    responses = Responses(running, fail)
    whole, cut = [kept(number, article(number)) for number in range(5)], kept(5, ENDLESS)
    responses.prepare([*whole, cut])
    assert all(responses.of(record, {}) is not None for record in whole), "read at their turn"
    assert responses.of(cut, {}) is None


def test_a_page_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    begin = ArticlePage.__init__

    def count(page: ArticlePage, response: TextResponse, site: Site) -> None:
        made.append(response.url)
        begin(page, response, site)

    monkeypatch.setattr(ArticlePage, "__init__", count)
    running = crawler_for()
    spider = cast("InterfaxSpider", running.spider)
    responses = Responses(running, spider.lay_out)
    record = kept(1066871, article(1066871))
    responses.prepare([record])
    response = cast("TextResponse", responses.of(record, {}))
    assert page_in(response, spider.site).problem is None
    assert len(made) == 1
    assert page_in(response, spider.site).problem is None, "its tree went with it"
    assert len(made) == 2

"""What somebody sets in Scrapy's lists of parts comes beside newsbot's own."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from newsbot import settings as own
from newsbot.spiders.interfax import InterfaxSpider

OURS = "newsbot.pipelines.ads.AdsPipeline"


def crawler_of(*modules: Any, **given: object) -> Crawler:
    """As a process makes one, with what was given on the command line."""
    settings = Settings()
    for module in modules:
        settings.setmodule(module)
    settings.setdict(given, priority="cmdline")
    crawler = Crawler(InterfaxSpider, settings)
    return AsyncCrawlerRunner(settings).create_crawler(crawler)


@pytest.mark.parametrize("given", ['{"mine.Steps": 950}', {"mine.Steps": 950}])
def test_what_is_set_is_added(given: object) -> None:
    found = crawler_of(own, ITEM_PIPELINES=given).settings.getdict("ITEM_PIPELINES")
    assert found == {**own.ITEM_PIPELINES, "mine.Steps": 950}


def test_one_is_taken_out_by_its_name() -> None:
    found = crawler_of(own, ITEM_PIPELINES={OURS: None}).settings.getdict("ITEM_PIPELINES")
    assert found == {**own.ITEM_PIPELINES, OURS: None}


def test_another_project_has_its_own() -> None:
    assert crawler_of(ITEM_PIPELINES={"mine.Steps": 950}).settings.getdict("ITEM_PIPELINES") == {
        "mine.Steps": 950
    }

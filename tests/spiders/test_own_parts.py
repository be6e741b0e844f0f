"""What somebody sets in Scrapy's lists of parts comes beside newsbot's own."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from newsbot import settings as own
from newsbot.spiders.interfax import InterfaxSpider

OURS = "newsbot.pipelines.ads.AdsPipeline"


def pipelines_of(*modules: Any, **given: object) -> dict[str, Any]:
    """As a process makes a crawler, with what was given on the command line."""
    settings = Settings()
    for module in modules:
        settings.setmodule(module)
    settings.setdict(given, priority="cmdline")
    crawler = Crawler(InterfaxSpider, settings)
    crawler = AsyncCrawlerRunner(settings).create_crawler(crawler)
    return dict(crawler.settings.getwithbase("ITEM_PIPELINES"))


@pytest.mark.parametrize("given", ['{"mine.Steps": 950}', {"mine.Steps": 950}])
def test_what_is_set_is_added(given: object) -> None:
    found = pipelines_of(own, ITEM_PIPELINES=given)
    assert found == {**own.ITEM_PIPELINES, "mine.Steps": 950}


def test_one_is_taken_out_by_its_name() -> None:
    found = pipelines_of(own, ITEM_PIPELINES={OURS: None})
    assert found == {**own.ITEM_PIPELINES, OURS: None}


def test_another_project_has_its_own() -> None:
    assert pipelines_of(ITEM_PIPELINES={"mine.Steps": 950}) == {"mine.Steps": 950}

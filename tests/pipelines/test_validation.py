"""The step that drops what is no article."""

from __future__ import annotations

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from articles import raw_article
from newsbot import outcomes
from newsbot.pipelines.validation import ValidationPipeline
from pipelines.crawlers import counts


def test_a_broken_item_is_dropped_and_counted(crawler: Crawler) -> None:
    step = ValidationPipeline(crawler)
    with pytest.raises(DropItem, match="title: missing") as caught:
        step.process_item(raw_article(title=None, body=None))
    problem = "title: missing; body: missing"
    assert outcomes.of_drop(raw_article(), caught.value) == outcomes.Unread(problem)
    assert counts(crawler, "validation/") == {
        "validation/dropped": 1,
        "validation/title": 1,
        "validation/body": 1,
    }

"""The step that keeps to `since` and `until`."""

from __future__ import annotations

import pytest
from scrapy.crawler import Crawler

from articles import raw_article
from newsbot import outcomes
from newsbot.errors import NotWanted
from newsbot.pipelines.window import WindowPipeline
from pipelines.crawlers import crawler_for


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2026-09-21T23:59:00+03:00", False),
        ("2026-09-22T00:00:00+03:00", True),
        ("2026-09-23T12:00:00+03:00", True),
        ("2026-09-23T23:59:00+03:00", True),
        ("2026-09-24T00:00:00+03:00", False),
        (None, True),
    ],
)
def test_the_window(published: str | None, inside: bool) -> None:
    """An article whose date nobody can read stays: leaving it out would be a guess."""
    crawler = crawler_for(since="2026-09-22", until="2026-09-23")
    step, item = WindowPipeline(crawler), raw_article(published_at=published)
    if inside:
        assert step.process_item(item) is item
    else:
        with pytest.raises(NotWanted) as dropped:
            step.process_item(item)
        assert outcomes.of_drop(item, dropped.value) == outcomes.NotWanted("outside")


def test_without_a_window_everything_stays(crawler: Crawler) -> None:
    item = raw_article(published_at="1999-01-01T00:00:00+02:00")
    assert WindowPipeline(crawler).process_item(item) is item

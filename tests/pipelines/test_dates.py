"""The step of dates: statements in, instants out."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.crawler import Crawler

from articles import raw_article
from fuzz.reading import read_article
from hostile.pages import TITLE
from hostile.pages import article as page
from newsbot.items import Article, Evidence
from newsbot.pipelines.dates import DatesPipeline
from pipelines.crawlers import counts


def dated(*published: tuple[str, str], modified: tuple[tuple[str, str], ...] = ()) -> Article:
    return raw_article(evidence=Evidence(published=list(published), modified=list(modified)))


def test_a_date_gets_the_offset_of_its_season(crawler: Crawler) -> None:
    step = DatesPipeline(crawler)
    for raw, instant in (
        ("04:25 26.04.2025", "2025-04-26T04:25:00+03:00"),
        ("04:25 26.01.2025", "2025-01-26T04:25:00+02:00"),
    ):
        item = step.process_item(dated(("visible", raw)))
        assert (item.published_at, item.published_raw) == (instant, raw)
        assert item.modified_at is None


def test_the_first_readable_statement_wins(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(
        dated(("visible", "колись"), ("json-ld", "2025-04-26T01:25:00Z"), ("meta", "25.04.2025"))
    )
    assert item.published_at == "2025-04-26T04:25:00+03:00"
    assert item.published_raw == "2025-04-26T01:25:00Z"
    assert item.evidence.sources["published_at"] == "json-ld"
    assert item.evidence.disagreements == ["published_at"]


def test_the_same_moment_in_two_forms_is_no_disagreement(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(
        dated(("visible", "04:25 26.04.2025"), ("json-ld", "2025-04-26T01:25:30Z"))
    )
    assert item.published_at == "2025-04-26T04:25:30+03:00", "the more exact of the two"
    assert item.evidence.disagreements == []


def test_a_zone_that_a_change_shows_to_be_false_is_false_of_the_publication(
    crawler: Crawler,
) -> None:
    """A page whose JSON-LD writes the hour of its own clock with a Z was two hours off."""
    changed = (("json-ld", "2025-04-26T09:09:17Z"), ("meta", "2025-04-26T09:09:17+03:00"))
    item = DatesPipeline(crawler).process_item(
        dated(
            ("json-ld", "2025-04-26T09:09:17Z"),
            ("meta", "2025-04-26T09:08:08+03:00"),
            modified=changed,
        )
    )
    assert item.published_at == "2025-04-26T09:08:08+03:00"
    assert item.modified_at == "2025-04-26T09:09:17+03:00"


def test_an_unreadable_date_is_null_and_keeps_its_text(crawler: Crawler) -> None:
    step = DatesPipeline(crawler)
    for _ in range(9):
        item = step.process_item(dated(("visible", "після дощу в четвер")))
        assert item.published_at is None
        assert item.published_raw == "після дощу в четвер"
    assert counts(crawler, "dates/") == {"dates/unread/published_at": 9}


def test_a_page_without_a_date(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(dated())
    assert item.published_at is item.published_raw is item.modified_at is None
    assert not counts(crawler, "dates/")


def test_a_change_is_read_like_a_publication(crawler: Crawler) -> None:
    item = dated(
        ("visible", "04:25 26.04.2025"), modified=(("visible", "Оновлено: 05:00 26.04.2025"),)
    )
    assert DatesPipeline(crawler).process_item(item).modified_at == "2025-04-26T05:00:00+03:00"


def test_yesterday_is_seen_from_the_fetch_in_kyiv(crawler: Crawler) -> None:
    """22:40 UTC is past midnight in Kyiv."""
    item = DatesPipeline(crawler).process_item(dated(("visible", "вчора, 23:55")))
    assert item.fetched_at == "2026-09-22T22:40:00+00:00"
    assert item.published_at == "2026-09-22T23:55:00+03:00"


@pytest.mark.parametrize(
    "statement",
    [
        {"head": '<meta property="article:published_time" content="MOMENT">'},
        {
            "head": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
            + TITLE
            + '", "datePublished": "MOMENT", "dateModified": "MOMENT"}</script>'
        },
        {"start": '<time datetime="MOMENT"></time>'},
    ],
    ids=["meta", "json-ld", "time"],
)
@pytest.mark.parametrize("fraction", [".1", ".123456", ",123456789"])
def test_a_fraction_of_a_second_costs_nothing(statement: dict[str, str], fraction: str) -> None:
    moment = f"2025-04-26T01:25:10{fraction}Z"
    parts: dict[str, Any] = {
        place: markup.replace("MOMENT", moment) for place, markup in statement.items()
    }
    record = read_article(page(time=None, **parts).encode())
    assert isinstance(record, Article), record
    assert record.published_at == "2025-04-26T04:25:10+03:00"
    assert record.modified_at in {None, record.published_at}

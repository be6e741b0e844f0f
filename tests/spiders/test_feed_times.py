"""What an RSS feed says of the time is remembered, and used where the page says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawling import crawl
from replica import Replica, ReplicaServer
from spiders.small import NOW, SmallSite, Story

EVENT = NOW + timedelta(days=3)
SAID = NOW - timedelta(hours=5, seconds=-17)


@pytest.fixture
def site() -> SmallSite:
    return SmallSite([])


@pytest.fixture
def server(site: SmallSite) -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        yield server


def in_feed(number: int, **fields: object) -> Story:
    return Story(number, published=SAID, **fields)  # type: ignore[arg-type]


def test_where_the_page_says_nothing(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    silent = Story(11, prints_time=False)
    printed = Story(12, published=NOW - timedelta(hours=9))
    announcement = Story(13, section="press-announcement", published=EVENT)
    unsaid = Story(14, prints_time=False)
    site.add(silent, printed, announcement, unsaid)
    site.rss = (in_feed(11), in_feed(12), in_feed(13, section="press-announcement"))
    records = {record["id"]: record for record in crawl(server, tmp_path, follow="none").records}
    assert records["11"]["published_at"] == SAID.isoformat()
    assert records["12"]["published_at"] == printed.published.isoformat()
    assert records["13"]["published_at"] == SAID.isoformat()
    assert records["13"]["event_at"] == EVENT.isoformat()
    assert records["14"]["published_at"] is None


def test_it_is_remembered_until_the_article_is_fetched(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    """Also where the feed has gone on meanwhile, and at a recheck: no revision without a change."""
    site.add(Story(11, prints_time=False), Story(12, prints_time=False))
    site.rss = (in_feed(11), in_feed(12))
    first = crawl(server, tmp_path, follow="none", max_articles=1)
    assert first.ids == ["12"]
    site.rss = (in_feed(99),)
    run = crawl(server, tmp_path, follow="none", settings={"NEWSBOT_RECHECKS": "1s"})
    assert sorted(run.ids) == ["11", "12"]
    assert {record["published_at"] for record in run.records} == {SAID.isoformat()}
    again = crawl(server, tmp_path, "-O", "all.jsonl", follow="none", refetch=1)
    assert sorted(again.ids) == ["11", "12"]
    assert "2 unchanged" in again.err

"""The whole way, on the whole replica: every reachable article once, every field right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import newsbot
from crawling import EDITIONS, Record, crawl
from newsbot.feeds.records import record_of
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import mirrored
from replica import Replica, ReplicaServer
from thinned import thinned

HASH = "content_hash"


@pytest.mark.parametrize("edition", thinned(EDITIONS, 3))
def test_every_reachable_article_once_and_exact(
    edition: str, replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, edition=edition)
    assert run.code == 0, run.err
    reachable = (replica.stories[ident] for ident in replica.reachable(edition))
    own = [story for story in reachable if story.language == edition]
    assert sorted(run.ids) == sorted(str(story.id) for story in own)
    base = server.base_url(edition)
    for record in run.records:
        story = replica.stories[int(record["id"])]
        truth = replica.expected(story, base, in_feed=True)
        assert {name: record[name] for name in truth} == truth
        alone = read_alone(replica, edition, base.rstrip("/"), record)
        if truth != replica.expected(story, base):  # RSS told when it came out, the page does not
            alone |= {name: record[name] for name in ("published_at", "published_raw", HASH)}
        assert record == alone


def read_alone(replica: Replica, edition: str, base: str, record: Record) -> Record:
    """What `newsbot.read` makes of the same page: it and the pipelines are one street."""
    article = newsbot.read(
        replica.respond(edition, record["url"].removeprefix(base), {}).body,
        url=record["url"],
        site=mirrored(INTERFAX, {edition: base}),
        fetched_at=datetime.fromisoformat(record["fetched_at"]),
    )
    article.revision = record["revision"]
    return record_of(article)

"""The whole way, on the whole replica: every reachable article once, every field right."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawling import EDITIONS, crawl
from newsbot.demo.replica import Replica
from newsbot.demo.server import ReplicaServer


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_reachable_article_once_and_exact(
    edition: str, replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, edition=edition)
    assert run.code == 0, run.err
    assert sorted(run.ids) == sorted(map(str, replica.reachable(edition)))
    base = server.base_url(edition)
    for record in run.records:
        truth = replica.expected(replica.stories[int(record["id"])], base)
        assert {name: record[name] for name in truth} == truth

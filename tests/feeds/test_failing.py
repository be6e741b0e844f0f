"""A feed that fails ends the run; what comes in while it ends is not noted without its past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from crawling import crawl, start
from ledger.past import let_pass
from replica import Answer, Replica, ReplicaServer
from spiders.small import NOW, SmallSite, Story, ids_of, numbered

HOURS = 3600
LAST_PAGE = "/news/latest-3.html"


@pytest.mark.slow
def test_a_list_whose_articles_were_forgotten_is_read_again(tmp_path: Path) -> None:
    """What appeared late on its second page was left out of the ledger with what the feed lacks.

    The last page was under way: that the list was looked back over would be all that is noted.
    """
    site = SmallSite(numbered(100_000, 25, every=timedelta(hours=3), step=10), page=10)
    late = Story(site.stories[-15].id + 5, published=NOW - timedelta(hours=43), listed=False)
    site.add(late)
    ends = Event()
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        settings = {"NEWSBOT_RECHECKS": ""}
        crawl(server, tmp_path, follow="none", settings=settings)
        let_pass(tmp_path, HOURS + 60)
        crawl(server, tmp_path, follow="none", settings=settings)
        *_, feed = sorted((tmp_path / "data" / "interfax").iterdir())
        whole = feed.read_bytes()

        def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
            if target == LAST_PAGE:
                feed.write_bytes(whole[: len(whole) // 2])
                ends.wait(60)
            return site.answer(edition, target, headers)

        let_pass(tmp_path, 6 * HOURS)
        late.listed = True
        server.before = answer
        run = start(server, tmp_path, follow="none", settings=settings)
        for line in run.stderr:
            if "The run ends" in line:
                ends.set()
        run.communicate()
        assert run.returncode == 1
        feed.write_bytes(whole)
        server.before = site.answer
        last = crawl(server, tmp_path, follow="none", settings=settings)
    assert last.code == 0, last.err
    assert sorted(last.ids) == ids_of(site.stories)

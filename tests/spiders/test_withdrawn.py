"""An article that is withdrawn while a list is paged moves others up to pages that were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from replica import Answer, Replica, ReplicaServer
from spiders.small import SmallSite, ids_of, numbered

PAGE = 10


@pytest.fixture
def site() -> SmallSite:
    """Older than what lists are looked back over for."""
    return SmallSite(numbered(100_000, 35, every=timedelta(days=1)), page=PAGE)


@pytest.fixture
def server(site: SmallSite) -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        yield server


def lists_asked(server: ReplicaServer) -> list[int]:
    lists = [path for path in paths_asked(server) if path.startswith("/news/latest")]
    return [int(path.removesuffix(".html").partition("-")[2] or 1) for path in lists]


def withdraw_when(site: SmallSite, server: ReplicaServer, fetched: int) -> None:
    """The newest article is withdrawn when so many were fetched."""

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        answered = site.answer(edition, target, headers)
        if target == site.listed("uk")[fetched - 1].path:
            site.stories.remove(site.listed("uk")[0])
            server.before = site.answer
        return answered

    server.before = answer


@pytest.mark.parametrize("fetched", [5, PAGE, pytest.param(PAGE + 5, marks=pytest.mark.slow)])
def test_what_moved_up_in_a_first_reading(
    fetched: int, site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    newest = site.listed("uk")[0]
    withdraw_when(site, server, fetched)
    run = crawl(server, tmp_path, follow="none")
    assert run.code == 0, run.err
    assert sorted(run.ids) == ids_of([*site.stories, newest])


@pytest.mark.slow
@pytest.mark.parametrize("fetched", [5, PAGE + 5])
def test_what_moved_up_after_a_pause_of_weeks(
    fetched: int, site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path, follow="none")
    site.add(*numbered(101_000, 25, every=timedelta(days=1)))
    newest = site.listed("uk")[0]
    withdraw_when(site, server, fetched)
    run = crawl(server, tmp_path, follow="none", settings={"NEWSBOT_LOOK_BACK_EVERY": ""})
    assert run.code == 0, run.err
    assert sorted(run.ids) == ids_of([*site.stories, newest])


@pytest.mark.slow
def test_what_it_costs(site: SmallSite, server: ReplicaServer, tmp_path: Path) -> None:
    """One page more of ten, where articles were fetched after it, and the newest at once."""
    site.stories[:] = numbered(100_000, 225, every=timedelta(days=1))
    crawl(server, tmp_path, follow="none")
    assert lists_asked(server) == [1, 1, *range(2, 12), 11, *range(12, 22), 21, 22, 23]
    articles = [path for path in paths_asked(server) if "/general/" in path]
    assert articles == [story.path for story in site.listed("uk")]
    assert paths_asked(server).index(articles[PAGE - 1]) == PAGE + 1  # after page 1 and RSS
    site.add(*numbered(101_000, 3))
    server.forget()
    settings = {"NEWSBOT_LOOK_BACK_EVERY": "", "NEWSBOT_RECHECKS": ""}
    crawl(server, tmp_path, follow="none", settings=settings)
    assert lists_asked(server) == [1]

"""A list is paged back to what is known; where that is cut short, the next run goes on there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from crawling import crawl, paths_asked
from ledger.past import ask, let_pass
from replica import Answer, Replica, ReplicaServer

pytestmark = [pytest.mark.usefixtures("ledger_place"), pytest.mark.slow]  # both stores


@pytest.fixture
def replica() -> Replica:
    return Replica(90, traps=False, page_size=10)


def lists_asked(server: ReplicaServer) -> list[str]:
    return [path for path in paths_asked(server) if path.startswith("/news/latest")]


def open_gaps(folder: Path) -> list[Any]:
    """Page, and whether its times are known, of those behind which articles may be missing."""
    missing = "NOT (target = '[]' AND attempts > 0)"  # else it is an end to be seen once more
    return ask(folder, f"SELECT page, since IS NULL, until IS NULL FROM gaps WHERE {missing}")


def everything(replica: Replica) -> Counter[str]:
    return Counter(map(str, replica.reachable("uk")))


def test_paging_goes_back_to_what_the_last_run_knew(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    replica.publish(25)
    server.forget()
    assert Counter(crawl(server, tmp_path).ids) == everything(replica)
    assert lists_asked(server) == [
        "/news/latest.html",
        "/news/latest.html",  # after its articles
        "/news/latest-2.html",
        "/news/latest-3.html",
    ]
    assert open_gaps(tmp_path) == []


def test_a_list_page_that_cannot_be_reached_is_read_first_next_time(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    new = replica.publish(45)
    server.before = lambda edition, target, headers: (
        Answer(503, {}, b"") if "latest-3" in target else None
    )
    second = crawl(server, tmp_path, follow="none")
    assert Counter(second.ids) != everything(replica)
    assert open_gaps(tmp_path) == [(3, 0, 0)]
    assert "may be missing" in second.err
    server.before = None
    replica.publish(5)
    server.forget()
    third = crawl(server, tmp_path, follow="none")
    assert Counter(third.ids) == everything(replica)
    assert open_gaps(tmp_path) == []
    assert len(new) == 45


def test_the_first_reading_goes_on_after_a_run_that_was_stopped(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path, max_articles=15, follow="none")
    assert ask(tmp_path, "SELECT count(*) FROM gaps") == [(1,)]
    assert Counter(crawl(server, tmp_path, follow="none").ids) == Counter(
        str(story.id) for story in replica.published("uk")
    )
    assert open_gaps(tmp_path) == []


def test_a_list_that_ends_too_early_leaves_a_gap_that_is_said(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    replica.publish(50)

    def only_three_pages(edition: str, target: str, headers: object) -> Answer | None:
        return Answer(404, {}, b"") if "latest-4" in target else None

    server.before = only_three_pages
    second = crawl(server, tmp_path, follow="none")
    assert "may be missing" in second.err
    assert len(open_gaps(tmp_path)) == 1
    server.forget()
    crawl(server, tmp_path, follow="none")
    assert lists_asked(server) == ["/news/latest.html"]
    server.before = None
    let_pass(tmp_path, 2 * 3600)
    assert Counter(crawl(server, tmp_path, follow="none").ids) == everything(replica)
    assert open_gaps(tmp_path) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("pause", [False, True])
def test_pinned_articles_are_not_taken_for_what_is_known(
    pause: bool, count: int, server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """With a pause, a run ends between two pages, and the next one begins with the first again."""
    pinned = replica.published("uk")[:count]

    def with_pinned(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target.endswith(".rss"):
            return Answer(404, {}, b"")
        if "/news/latest" not in target:
            return None
        answer = replica.respond(edition, target, headers)
        rows = "".join(
            f'<div class="grid article"><div class="article-time">12:00 01.01.2026</div>'
            f'<a class="article-link" href="{story.path}">Pinned</a></div>'
            for story in pinned
        )
        body = answer.body.decode().replace("<body>", f"<body>{rows}")
        return Answer(answer.status, answer.headers, body.encode())

    server.before = with_pinned
    crawl(server, tmp_path)
    replica.publish(30)
    settings = {"NEWSBOT_LOOK_BACK_EVERY": ""}
    if pause:
        server.before = lambda edition, target, headers: (
            Answer(503, {}, b"") if "latest-3" in target else with_pinned(edition, target, headers)
        )
        crawl(server, tmp_path, follow="none", settings=settings)
        server.before = with_pinned
    run = crawl(server, tmp_path, follow="none", settings=settings)
    assert Counter(run.ids) == everything(replica)


def test_a_gap_that_this_run_opens_is_read_once(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, follow="none")
    asked = lists_asked(server)
    assert len(asked) == len(set(asked)) + 1  # page 1 after its articles

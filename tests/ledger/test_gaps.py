"""A list is paged back to what is known; where that is cut short, the next run goes on there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from ledger.past import ask, let_pass
from replica import Answer, Replica, ReplicaServer

pytestmark = [pytest.mark.usefixtures("ledger_place"), pytest.mark.slow]  # both stores

HOUR = 3600


@pytest.fixture
def replica() -> Replica:
    return Replica(90, traps=False, page_size=10)


def lists_asked(server: ReplicaServer) -> list[str]:
    return [path for path in paths_asked(server) if path.startswith("/news/latest")]


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
        "/news/latest-2.html",
        "/news/latest-3.html",
    ]
    assert ask(tmp_path, "SELECT * FROM gaps") == []


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
    assert ask(tmp_path, "SELECT page, since IS NULL, until IS NULL FROM gaps") == [(3, 0, 0)]
    assert "may be missing" in second.err
    server.before = None
    replica.publish(5)
    server.forget()
    third = crawl(server, tmp_path, follow="none")
    assert Counter(third.ids) == everything(replica)
    assert ask(tmp_path, "SELECT * FROM gaps") == []
    assert len(new) == 45


def test_the_first_reading_goes_on_after_a_run_that_was_stopped(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path, max_articles=15, follow="none")
    assert ask(tmp_path, "SELECT count(*) FROM gaps") == [(1,)]
    assert Counter(crawl(server, tmp_path, follow="none").ids) == Counter(
        str(story.id) for story in replica.published("uk")
    )
    assert ask(tmp_path, "SELECT * FROM gaps") == []


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
    assert ask(tmp_path, "SELECT attempts FROM gaps") == [(1,)]
    server.forget()
    crawl(server, tmp_path, follow="none")
    assert lists_asked(server) == ["/news/latest.html"]
    server.before = None
    let_pass(tmp_path, 2 * 3600)
    assert Counter(crawl(server, tmp_path, follow="none").ids) == everything(replica)
    assert ask(tmp_path, "SELECT * FROM gaps") == []


def test_a_pinned_article_is_not_taken_for_what_is_known(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    pinned = replica.published("uk")[0]

    def with_pinned(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if "/news/latest" not in target:
            return None
        answer = replica.respond(edition, target, headers)
        row = (
            f'<div class="grid article"><div class="article-time">12:00 01.01.2026</div>'
            f'<a class="article-link" href="{pinned.path}">Pinned</a></div>'
        )
        body = answer.body.decode().replace("<body>", f"<body>{row}")
        return Answer(answer.status, answer.headers, body.encode())

    server.before = with_pinned
    crawl(server, tmp_path)
    replica.publish(30)
    assert Counter(crawl(server, tmp_path, follow="none").ids) == everything(replica)


def test_a_gap_that_this_run_opens_is_read_once(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, follow="none")
    asked = lists_asked(server)
    assert len(asked) == len(set(asked))


def test_an_outage_does_not_end_the_first_reading(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """With status 200 it looks like an empty page, which is an end where it stays one."""
    listed = Counter(str(story.id) for story in replica.published("uk"))
    empty = Answer(200, {"Content-Type": "text/html"}, b"<html><body><p>...</p></body></html>")
    server.before = lambda edition, target, headers: empty if "latest-3" in target else None
    first = crawl(server, tmp_path, follow="none")
    assert Counter(first.ids) != listed
    server.before = None
    let_pass(tmp_path, HOUR + 60)
    assert Counter(crawl(server, tmp_path, follow="none").ids) == listed
    assert ask(tmp_path, "SELECT * FROM gaps") == []


def test_a_list_that_ends_with_an_empty_page_is_read(server: ReplicaServer, tmp_path: Path) -> None:
    empty = Answer(200, {"Content-Type": "text/html"}, b"<html><body><p>...</p></body></html>")
    server.before = lambda edition, target, headers: empty if "latest-3" in target else None
    for _ in range(2):
        run = crawl(server, tmp_path, follow="none")
        assert run.code == 0, run.err
        let_pass(tmp_path, HOUR + 60)
    assert ask(tmp_path, "SELECT * FROM gaps") == []
    server.forget()
    crawl(server, tmp_path, follow="none")
    assert "/news/latest-3.html" not in lists_asked(server)

"""The first reading of a list goes on to its end, and an end is one where it is seen twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from ledger.past import ask, let_pass
from replica import Answer, Replica, ReplicaServer

pytestmark = [pytest.mark.usefixtures("ledger_place"), pytest.mark.slow]  # both stores

LATER = 3600 + 60
DAY = 86400
ROW = '<div class="grid article">'


@pytest.fixture
def replica() -> Replica:
    return Replica(90, traps=False, page_size=10)


def path_of(page: int) -> str:
    return f"/news/latest-{page}.html" if page > 1 else "/news/latest.html"


def lists_asked(server: ReplicaServer) -> list[str]:
    return [path for path in paths_asked(server) if path.startswith("/news/latest")]


def listed(replica: Replica) -> Counter[str]:
    return Counter(str(story.id) for story in replica.published("uk"))


def outage(replica: Replica, page: int) -> Answer:
    """With status 200 it looks like an empty page."""
    return Answer(200, {"Content-Type": "text/html"}, b"<html><body><p>...</p></body></html>")


def cut_short(replica: Replica, page: int) -> Answer:
    """Its first three rows, with a length and an end that fit."""
    whole = replica.respond("uk", path_of(page), {})
    body = ROW.join(whole.body.decode().split(ROW)[:4]) + "</body></html>"
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, body.encode())


def page_before(replica: Replica, page: int) -> Answer:
    """From a cache, or by a fault of the server."""
    return replica.respond("uk", path_of(page - 1), {})


def not_found(replica: Replica, page: int) -> Answer:
    """While a server is worked at."""
    return Answer(404, {"Content-Type": "text/html"}, b"")


@pytest.mark.parametrize(
    ("fault", "page"),
    [
        (outage, 3),
        (cut_short, 1),
        (cut_short, 3),
        (page_before, 2),
        (page_before, 3),
        (not_found, 3),
    ],
)
def test_what_looks_like_an_end_once_is_none(
    fault: Callable[[Replica, int], Answer],
    page: int,
    server: ReplicaServer,
    replica: Replica,
    tmp_path: Path,
) -> None:
    server.before = lambda edition, target, headers: (
        fault(replica, page) if target == path_of(page) else None
    )
    first = crawl(server, tmp_path, follow="none")
    assert first.code == 0, first.err
    assert Counter(first.ids) < listed(replica)
    server.before = None
    for _ in range(3):
        let_pass(tmp_path, LATER)
        run = crawl(server, tmp_path, follow="none")
        assert run.code == 0, run.err
        assert "may be missing" not in run.err
    assert Counter(run.ids) == listed(replica)
    assert ask(tmp_path, "SELECT * FROM gaps") == []


@pytest.mark.parametrize("end", [outage, cut_short, page_before, not_found])
def test_an_end_is_looked_at_once_more_and_not_at_each_run(
    end: Callable[[Replica, int], Answer], server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Such as the last page again, with a link to the next one, for whatever lies behind it."""
    server.before = lambda edition, target, headers: (
        end(replica, 3) if target == path_of(3) else None
    )
    assert crawl(server, tmp_path, follow="none").code == 0
    server.forget()
    assert crawl(server, tmp_path, follow="none").code == 0
    assert lists_asked(server) == [path_of(1)]
    let_pass(tmp_path, LATER)
    server.forget()
    assert crawl(server, tmp_path, follow="none").code == 0
    assert lists_asked(server) == [path_of(1), path_of(2), path_of(3)]
    assert ask(tmp_path, "SELECT * FROM gaps") == []


def test_a_list_that_grows_from_run_to_run_ends(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Its end is the same article, some pages further on."""
    crawl(server, tmp_path, follow="none")
    assert len(ask(tmp_path, "SELECT * FROM gaps")) == 1
    replica.publish(45)
    let_pass(tmp_path, DAY)
    assert Counter(crawl(server, tmp_path, follow="none").ids) == listed(replica)
    assert ask(tmp_path, "SELECT * FROM gaps") == []

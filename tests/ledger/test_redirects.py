"""An address that leads to another article: that one is taken once, under its own number."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from ledger.past import ask, let_pass
from replica import Answer, Replica, ReplicaServer

pytestmark = pytest.mark.usefixtures("ledger_place")  # both stores


def test_a_merged_article_is_taken_once(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    merged, into = replica.published("uk")[0], replica.published("uk")[7]

    def redirect(edition: str, target: str, headers: object) -> Answer | None:
        return Answer(301, {"Location": into.path}, b"") if str(merged.id) in target else None

    server.before = redirect
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    wanted = Counter(map(str, replica.reachable("uk") - {merged.id}))
    assert Counter(run.ids) == wanted
    assert ask(tmp_path, "SELECT state FROM urls WHERE id = ?", str(merged.id)) == [("failed",)]
    without = crawl(server, tmp_path, "-O", "all.jsonl", settings={"NEWSBOT_LEDGER": ""})
    assert without.code == 0


@pytest.mark.slow
def test_an_article_that_becomes_a_loop_waits_like_any_that_fails(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    assert crawl(server, tmp_path).code == 0
    lost = replica.published("uk")[3]

    def loop(edition: str, target: str, headers: object) -> Answer | None:
        return Answer(302, {"Location": lost.path}, b"") if str(lost.id) in target else None

    server.before = loop
    let_pass(tmp_path, 3600)
    asked = []
    for _ in range(3):
        server.requests.clear()
        run = crawl(server, tmp_path)
        assert run.code == 0, run.err
        asked.append(paths_asked(server).count(lost.path))
        let_pass(tmp_path, 60)
    assert asked == [6, 0, 0]
    assert ask(
        tmp_path, "SELECT state, attempts, problem FROM urls WHERE id = ?", str(lost.id)
    ) == [("done", 1, "max redirections reached")]

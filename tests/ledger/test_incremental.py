"""A second run fetches what is new or due, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import crawl, paths_asked, read_feed
from ledger.past import ask, let_pass
from replica import Answer, Replica, ReplicaServer

pytestmark = pytest.mark.usefixtures("ledger_place")  # both stores

HOUR = 3600
PLAIN = {"LOG_LEVEL": "INFO"}


@pytest.fixture
def replica() -> Replica:
    return Replica(30, traps=False, page_size=10)


def articles_asked(server: ReplicaServer) -> list[str]:
    return [path for path in paths_asked(server) if path.count("/") == 3]


def test_an_unchanged_site_costs_the_list_the_feed_and_robots(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    first = crawl(server, tmp_path)
    assert Counter(first.ids) == Counter(map(str, replica.reachable("uk")))
    server.forget()
    second = crawl(server, tmp_path)
    assert second.code == 0
    assert len(server.requests) <= 5
    assert second.ids == first.ids


def test_new_and_edited_articles_and_no_others(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    let_pass(tmp_path, 8 * 24 * HOUR)
    recent = replica.publish(5)
    first = crawl(server, tmp_path)
    for story in recent:
        replica.edit(story)
    new = replica.publish(25)
    let_pass(tmp_path, HOUR + 60)
    server.forget()
    second = crawl(server, tmp_path)
    added = second.records[len(first.records) :]
    assert len(added) == 30
    assert Counter(record["id"] for record in added) == Counter(
        str(story.id) for story in [*recent, *new]
    )
    assert {record["id"] for record in added if record["revision"] == 2} == {
        str(story.id) for story in recent
    }
    assert len(articles_asked(server)) == 30
    assert len(server.requests) <= 37
    changed = ask(tmp_path, "SELECT changed_fields FROM revisions WHERE revision = 2")
    assert len(changed) == 5
    assert {fields for (fields,) in changed} == {"modified_at,body", "body"}


@pytest.mark.slow
def test_a_recheck_of_an_unchanged_page_is_answered_with_304(
    server: ReplicaServer, tmp_path: Path
) -> None:
    first = crawl(server, tmp_path)
    let_pass(tmp_path, HOUR + 60)
    server.forget()
    second = crawl(server, tmp_path)
    answers = Counter(access.status for access in server.requests if access.target.count("/") == 3)
    assert answers == {304: len(first.ids)}
    assert second.ids == first.ids


@pytest.mark.slow
def test_rechecks_stop_after_the_last_and_are_made_up_for_once(
    server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path)
    known = len(ask(tmp_path, "SELECT * FROM articles"))
    let_pass(tmp_path, 25 * HOUR)
    server.forget()
    crawl(server, tmp_path)
    assert len(articles_asked(server)) == known
    server.forget()
    crawl(server, tmp_path)
    assert articles_asked(server) == []
    let_pass(tmp_path, 8 * 24 * HOUR)
    crawl(server, tmp_path)
    assert ask(tmp_path, "SELECT count(*) FROM urls WHERE next_at IS NOT NULL") == [(0,)]


@pytest.mark.slow
def test_the_latest_block_makes_no_revision(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    def without_validators(edition: str, target: str, headers: object) -> Answer:
        answer = replica.respond(edition, target, {"host": server.base_url(edition)[7:-1]})
        kept = {
            name: value
            for name, value in answer.headers.items()
            if name not in {"ETag", "Last-Modified"}
        }
        return Answer(answer.status, kept, answer.body)

    server.before = without_validators
    first = crawl(server, tmp_path)
    new = replica.publish(12)
    let_pass(tmp_path, HOUR + 60)
    second = crawl(server, tmp_path)
    assert len(second.records) == len(first.records) + len(new)
    assert {record["revision"] for record in second.records} == {1}


@pytest.mark.slow
def test_a_failed_page_is_tried_again_with_growing_pauses(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    story = replica.published("uk")[3]
    server.before = lambda edition, target, headers: (
        Answer(500, {}, b"") if str(story.id) in target else None
    )
    assert str(story.id) not in crawl(server, tmp_path).ids
    server.forget()
    assert str(story.id) not in crawl(server, tmp_path).ids
    assert articles_asked(server) == [story.path]
    server.forget()
    crawl(server, tmp_path)
    assert articles_asked(server) == []
    let_pass(tmp_path, HOUR)
    server.before = None
    assert crawl(server, tmp_path).ids.count(str(story.id)) == 1


@pytest.mark.slow
def test_only_status_200_is_surely_the_page(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Half an article each, and the end that makes a page look whole."""
    statuses = [201, 202, 203, 206, 226, 299]
    stories = dict(zip(statuses, replica.published("uk")[3:], strict=False))
    status_of = {story.path: status for status, story in stories.items()}

    def half(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target not in status_of:
            return None
        page = replica.respond(edition, target, headers)
        body = page.body[: page.body.index(b"</p>", len(page.body) // 3)] + b"</p></body></html>"
        return Answer(status_of[target], {"Content-Type": "text/html; charset=utf-8"}, body)

    server.before = half
    ids = {str(story.id) for story in stories.values()}
    for settings in ({"NEWSBOT_LEDGER": ""}, {}):
        folder = tmp_path / str(len(settings))
        folder.mkdir()
        run = crawl(server, folder, "-O", "all.jsonl", settings=settings)
        assert run.code == 0, run.err
        found = {record["id"] for record in read_feed(folder / "all.jsonl")}
        assert found
        assert not ids & found
    problems = "SELECT id, state, problem FROM urls WHERE problem IS NOT NULL"
    assert set(ask(folder, problems)) == {
        (str(story.id), "failed", f"status {status}") for status, story in stories.items()
    }
    server.forget()
    crawl(server, folder)
    assert articles_asked(server) == []
    server.before = None
    let_pass(folder, HOUR)
    assert Counter(crawl(server, folder).ids) == Counter(map(str, replica.reachable("uk")))


@pytest.mark.slow
def test_a_missing_page_is_gone_after_a_second_look(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    story = replica.published("uk")[3]
    server.before = lambda edition, target, headers: (
        Answer(410, {}, b"") if str(story.id) in target else None
    )
    state = "SELECT state FROM urls WHERE id = ?"
    crawl(server, tmp_path)
    assert ask(tmp_path, state, str(story.id)) == [("failed",)]
    let_pass(tmp_path, 600)
    crawl(server, tmp_path)
    assert ask(tmp_path, state, str(story.id)) == [("gone",)]
    let_pass(tmp_path, 400 * 24 * HOUR)
    server.forget()
    crawl(server, tmp_path)
    assert articles_asked(server).count(story.path) == 1  # a list names it still
    assert ask(tmp_path, state, str(story.id)) == [("gone",)]
    server.forget()
    crawl(server, tmp_path)
    assert story.path not in articles_asked(server)


@pytest.mark.slow
def test_what_was_gone_and_is_named_again_is_taken(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """An article that was never there when it was asked for, and one that came back edited."""
    unread, read = replica.published("uk")[3:5]
    gone = {str(unread.id)}
    server.before = lambda edition, target, headers: (
        Answer(404, {}, b"") if any(key in target for key in gone) else None
    )
    crawl(server, tmp_path)
    gone.add(str(read.id))
    for _ in range(3):
        let_pass(tmp_path, 2 * HOUR)
        crawl(server, tmp_path)
    states = "SELECT id FROM urls WHERE state = 'gone'"
    assert {key for (key,) in ask(tmp_path, states)} == gone
    gone.clear()
    replica.edit(read)
    assert crawl(server, tmp_path).ids.count(str(unread.id)) == 0
    let_pass(tmp_path, 24 * HOUR)
    replica.publish(1)  # else the list is as it was
    run = crawl(server, tmp_path)
    assert run.ids.count(str(unread.id)) == 1
    assert [line["revision"] for line in run.records if line["id"] == str(read.id)] == [1, 2]
    assert ask(tmp_path, states) == []


@pytest.mark.slow
def test_refetch_exports_again_but_not_to_the_archive(
    server: ReplicaServer, tmp_path: Path
) -> None:
    first = crawl(server, tmp_path)
    news = tmp_path / "news.jsonl"
    second = crawl(server, tmp_path, "-O", "news.jsonl")
    assert news.read_bytes() == b""
    assert "refetch=1" in second.err
    third = crawl(server, tmp_path, "-O", "news.jsonl", refetch=1)
    assert news.read_bytes().count(b"\n") == len(first.ids)
    assert crawl(server, tmp_path, refetch=1).ids == third.ids == first.ids


@pytest.mark.slow
def test_without_a_ledger_nothing_is_remembered(server: ReplicaServer, tmp_path: Path) -> None:
    for _ in range(2):
        run = crawl(
            server, tmp_path, "-O", "news.jsonl", settings={"NEWSBOT_LEDGER": ""}, max_articles=3
        )
        assert run.code == 0
        assert (tmp_path / "news.jsonl").read_bytes().count(b"\n") == 3
    assert not list(tmp_path.glob("data/*.sqlite"))

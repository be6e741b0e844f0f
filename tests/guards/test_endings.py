"""Whether a page without an end is half a page, by how the site's pages ended before."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawling import crawl
from ledger.past import ask
from newsbot.guards.endings import ENOUGH, MOST_MISSING, Endings
from newsbot.ledger.memory import NoMemory
from replica import Answer, Replica, ReplicaServer


@pytest.fixture
def endings() -> Endings:
    return Endings(NoMemory())


def after(endings: Endings, ended: int, kind: str = "articles") -> Endings:
    for _ in range(ended):
        assert not endings.is_cut(kind, has_end=True)
    return endings


def test_nothing_is_known_of_a_new_site(endings: Endings) -> None:
    assert not endings.is_cut("articles", has_end=False)
    assert not after(endings, ENOUGH).is_cut("articles", has_end=False)  # some end, some do not


def test_after_a_few_whole_pages_a_missing_end_is_a_sign(endings: Endings) -> None:
    assert not Endings(NoMemory()).is_cut("articles", has_end=False)
    for _ in range(5):
        assert after(endings, ENOUGH).is_cut("articles", has_end=False)
    assert not endings.is_cut("others", has_end=False)


def test_it_is_remembered() -> None:
    memory = NoMemory()
    after(Endings(memory), ENOUGH)
    assert Endings(memory).is_cut("articles", has_end=False)


def test_a_few_without_an_end_among_many_are_forgotten(endings: Endings) -> None:
    assert not endings.is_cut("articles", has_end=False)
    assert after(endings, 11).is_cut("articles", has_end=False)


def test_a_site_that_has_changed_is_believed_in_the_end(endings: Endings) -> None:
    after(endings, 1000)
    for _ in range(MOST_MISSING):
        assert endings.is_cut("articles", has_end=False)
        assert endings.is_cut("articles", has_end=False, is_retry=True)
    for _ in range(3):
        assert not endings.is_cut("articles", has_end=False)


def test_one_whole_page_among_them_says_that_it_has_not(endings: Endings) -> None:
    after(endings, 1000)
    for _ in range(5):
        for _ in range(MOST_MISSING - 1):
            assert endings.is_cut("articles", has_end=False)
        after(endings, 1)


def test_half_a_page_is_refused_as_the_first_of_the_next_run(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Its Content-Length fits: only how the pages of the last run ended tells."""
    first = crawl(server, tmp_path, max_articles=ENOUGH, follow="none")
    assert first.code == 0, first.err
    page = next(page for page in replica.published("uk") if str(page.id) not in first.ids)

    def before(edition: str, target: str, headers: object) -> Answer | None:
        if target != page.path:
            return None
        whole = replica.respond(edition, target, {})
        return Answer(200, whole.headers, whole.body[: len(whole.body) * 2 // 3])

    server.before = before
    second = crawl(server, tmp_path, url=server.base_url() + page.path[1:], follow="none")
    assert second.ids == first.ids
    rows = ask(tmp_path, "SELECT state, problem FROM urls WHERE id = ?", str(page.id))
    assert rows == [("failed", "the page is cut short")]
    server.before = None
    third = crawl(server, tmp_path, url=server.base_url() + page.path[1:], follow="none")
    assert str(page.id) in third.ids

"""Paging through a list: as far as it goes, as far as the window needs, and never in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import crawl, paths_asked
from newsbot.demo.words import EDITIONS
from replica import KYIV, Answer, Replica, ReplicaServer, Story, listings
from thinned import thinned

PAGE = 10


@pytest.fixture
def replica() -> Replica:
    """Plain stories, so that none hides its date."""
    return Replica(60, page_size=PAGE, traps=False)


def pages_asked(server: ReplicaServer) -> list[str]:
    return [path for path in paths_asked(server) if path.startswith("/news/latest")]


def pages(count: int) -> list[str]:
    """The first is read again after its articles (test_withdrawn.py)."""
    numbered = [f"/news/latest-{number}.html" for number in range(2, count + 1)]
    return ["/news/latest.html", "/news/latest.html", *numbered]


def ids(stories: list[Story]) -> list[str]:
    return sorted(str(story.id) for story in stories)


def test_a_whole_list(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    stories = replica.published("uk")
    run = crawl(server, tmp_path, follow="none")
    assert run.code == 0, run.err
    assert pages_asked(server) == pages(-(-len(stories) // PAGE))
    assert sorted(run.ids) == ids(stories)


@pytest.mark.parametrize("end", thinned(["404", "empty", "repeated", "first", "error"], 2))
def test_a_list_that_never_says_where_it_ends(
    end: str, replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    """Every page links to a next one; whatever comes past the end ends the paging."""
    stories = replica.published("uk")[:25]

    def listing(number: int) -> str:
        rows = stories[(number - 1) * PAGE : number * PAGE]
        if not rows and end == "repeated":
            rows = stories[2 * PAGE :]
        elif not rows and end == "first":
            rows = stories[:PAGE]
        return listings.listing_page(
            EDITIONS["uk"], "Останні новини", "/news/latest", rows, number, number + 1, []
        )

    def answer(_: str, target: str, __: Mapping[str, str]) -> Answer | None:
        if not target.startswith("/news/latest"):
            return None
        number = int(target.removesuffix(".html").partition("-")[2] or 1)
        if number > 3 and end in {"404", "error"}:
            return Answer({"404": 404, "error": 500}[end], {"Content-Type": "text/html"}, b"")
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, listing(number).encode())

    server.before = answer
    run = crawl(server, tmp_path, url=server.base_url() + "news/latest.html", follow="none")
    assert run.code == 0, run.err
    assert pages_asked(server) == pages(4)
    assert sorted(run.ids) == ids(stories)
    assert bool(run.warnings) == (end == "error"), run.warnings


def test_a_window(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """Exactly the articles of the window; the list is read until the window is passed."""
    stories = replica.published("uk")
    newest, oldest = stories[PAGE + 2], stories[2 * PAGE + 4]
    form = "%H:%M %d.%m.%Y"
    since = oldest.published.astimezone(KYIV)
    until = newest.published.astimezone(KYIV)
    run = crawl(server, tmp_path, since=since.strftime(form), until=until.strftime(form))
    assert run.code == 0, run.err
    wanted = [
        story
        for story in stories
        if since.replace(second=0) <= story.published <= until.replace(second=0)
    ]
    assert PAGE < len(wanted) < len(stories) - PAGE
    assert sorted(run.ids) == ids(wanted)
    needed = pages(-(-(stories.index(wanted[-1]) + 1) // PAGE))[1:]  # nothing of it on page 1
    assert pages_asked(server)[: len(needed)] == needed
    assert len(pages_asked(server)) <= len(needed) + 1


def test_since_alone_reads_nothing_older(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    stories = replica.published("uk")
    since = stories[4].published.astimezone(KYIV)
    run = crawl(server, tmp_path, since=since.isoformat(), follow="none")
    wanted = [story for story in stories if story.published >= since]
    assert sorted(run.ids) == ids(wanted)
    asked = [path for path in paths_asked(server) if path.count("/") == 3]
    assert sorted(asked) == sorted(story.path for story in wanted)


def test_a_window_without_articles_is_good(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, since="2001-01-01", until="2001-01-02", follow="none")
    assert run.code == 0, run.err
    assert run.records == []

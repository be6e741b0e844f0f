"""Language is the text's, an edition is where one looks: nothing lost, nothing twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawling import Run, crawl, paths_asked
from replica import Replica, ReplicaServer
from spiders.small import SmallSite, Story, ids_of

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

EDITIONS = ("uk", "ru", "en")
STORIES = [
    Story(1000 + number, language=language, edition=edition)
    for number, (edition, language) in enumerate(
        # Every fifth on each host, and one more, is in another language.
        pair
        for own, first, second in (("uk", "ru", "en"), ("ru", "uk", "en"), ("en", "uk", "ru"))
        for pair in [*[(own, own)] * 4, (own, first), *[(own, own)] * 4, (own, second)]
    )
]


@pytest.fixture
def site() -> SmallSite:
    return SmallSite([*STORIES])


@pytest.fixture
def server(site: SmallSite) -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        yield server


def run_of(server: ReplicaServer, folder: Path, edition: str, **arguments: Any) -> Run:
    run = crawl(server, folder, edition=edition, **arguments)
    assert run.code == 0, run.err
    return run


def check(run: Run, *editions: str) -> None:
    """Each article once, under its own language."""
    languages = {str(story.id): story.language for story in STORIES}
    assert {record["id"]: record["language"] for record in run.records} == {
        ident: language for ident, language in languages.items() if language in editions
    }
    assert len(run.ids) == len(set(run.ids))


@pytest.mark.parametrize("order", list(itertools.permutations(EDITIONS)), ids="-".join)
def test_one_edition_after_the_other(
    order: tuple[str, ...], server: ReplicaServer, tmp_path: Path
) -> None:
    """What the last run finds in the language of the first is of the archive as well."""
    for edition in order:
        run = run_of(server, tmp_path, edition)
    check(run, *EDITIONS)
    server.forget()
    for edition in order:
        run = run_of(server, tmp_path, edition)
    check(run, *EDITIONS)
    assert not [path for path in paths_asked(server) if "general" in path]


def test_an_edition_alone_is_asked_for_nothing_twice(server: ReplicaServer, tmp_path: Path) -> None:
    """What is in another language is read once, and left to the runs that ask for it."""
    found = [story for story in STORIES if story.edition == "uk"]
    run = run_of(server, tmp_path, "uk")
    assert sorted(run.ids) == ids_of(story for story in found if story.language == "uk")
    assert len([path for path in paths_asked(server) if "general" in path]) == len(found)
    assert "2 of other editions" in run.err
    server.forget()
    run_of(server, tmp_path, "uk")
    assert not [path for path in paths_asked(server) if "general" in path]


def test_all_editions_at_once_and_at_one_address(server: ReplicaServer, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    run = run_of(server, tmp_path / "all", "uk,ru,en")
    check(run, *EDITIONS)
    one = server.base_url("ru")
    (tmp_path / "one").mkdir()
    run_of(server, tmp_path / "one", "en", base_url=one)
    run = run_of(server, tmp_path / "one", "ru,uk", base_url=one)
    found = [story for story in STORIES if story.edition == "ru"]
    assert sorted(run.ids) == ids_of(found)


def test_what_is_asked_for_by_its_address_is_exported(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    english = next(story for story in STORIES if (story.edition, story.language) == ("uk", "en"))
    url = f"https://en.interfax.com.ua.{english.path}"
    run = run_of(server, tmp_path, "uk", url=url)
    assert [(record["id"], record["language"]) for record in run.records] == [
        (str(english.id), "en")
    ]
    check(run_of(server, tmp_path, "uk,ru,en"), *EDITIONS)


def test_links_of_an_article_in_another_language_wait_for_it(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    behind = Story(500, listed=False)
    site.stories[:] = [Story(501, language="ru", edition="uk", related=(behind.path,)), behind]
    assert run_of(server, tmp_path, "uk").ids == []
    # It is read, and what it leads to is of the archive, in whatever edition.
    assert sorted(run_of(server, tmp_path, "ru").ids) == ["500", "501"]
    assert sorted(run_of(server, tmp_path, "uk").ids) == ["500", "501"]


def test_a_text_that_does_not_tell_has_no_language_and_is_kept(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    site.stories[:] = [Story(502, title="Гроза над Одесою", text="Гроза, град, туман над морем.")]
    run = run_of(server, tmp_path, "uk")
    assert [(record["id"], record["language"]) for record in run.records] == [("502", None)]
    site.add(Story(503, language="ru"))
    assert sorted(run_of(server, tmp_path, "ru").ids) == ["502", "503"]

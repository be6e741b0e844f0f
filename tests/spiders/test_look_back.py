"""Lists are looked back over for what appears late, and asked for only if they have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from crawling import Run, crawl, paths_asked
from ledger.past import let_pass
from replica import Answer, Replica, ReplicaServer
from spiders.small import NOW, SmallSite, Story, ids_of, numbered

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

HOURS = 3600
EVERY = timedelta(hours=3)
"""Eight articles a day: four days are three pages of a list and a part of the fourth."""


@pytest.fixture
def site() -> SmallSite:
    return SmallSite(numbered(100_000, 80, every=EVERY, step=10), page=10)


@pytest.fixture
def server(site: SmallSite) -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = site.answer
        yield server


def run_of(server: ReplicaServer, folder: Path, **settings: object) -> Run:
    """A run that looks at no known article again; the access log is that of this run."""
    server.forget()
    run = crawl(server, folder, follow="none", settings={"NEWSBOT_RECHECKS": "", **settings})
    assert run.code == 0, run.err
    return run


def first_runs(server: ReplicaServer, folder: Path, **settings: object) -> None:
    """The second one sees the end of the list once more."""
    run_of(server, folder, **settings)
    let_pass(folder, HOURS + 60)
    run_of(server, folder, **settings)


def lists(*numbers: int) -> list[str]:
    return [f"/news/latest{f'-{number}' if number > 1 else ''}.html" for number in numbers]


def between(site: SmallSite, days: float) -> int:
    """A number between those of `days` ago."""
    older = [story for story in site.stories if story.published < NOW - timedelta(days=days)]
    return older[-1].id + 5


def test_what_appears_three_days_back_is_found_and_nothing_else_fetched(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    announcement = Story(
        between(site, 3),
        section="press-announcement",
        published=NOW + timedelta(days=2),
        listed=False,
    )
    site.add(announcement)
    first_runs(server, tmp_path)
    announcement.listed = True
    rows = site.listed("uk")
    assert 20 < rows.index(announcement) < 30
    assert str(announcement.id) not in run_of(server, tmp_path).ids
    assert paths_asked(server) == [*lists(1), "/news/last.rss"]
    let_pass(tmp_path, 6 * HOURS)
    assert str(announcement.id) in run_of(server, tmp_path).ids
    # The fifth page is the first on which all is older than four days.
    assert Counter(paths_asked(server)) == Counter(
        [*lists(1, 2, 3, 4, 5), "/news/last.rss", announcement.path]
    )
    run_of(server, tmp_path)
    assert paths_asked(server) == [*lists(1), "/news/last.rss"]


def test_times_of_events_do_not_tell_how_far_back_a_page_is(
    site: SmallSite, server: ReplicaServer, tmp_path: Path
) -> None:
    """A whole page of announcements of the past and of the future, and a clock without a day."""
    for number, story in enumerate(site.listed("uk")[10:20]):
        story.section = "press-announcement"
        story.published = NOW + timedelta(days=40 * (number % 2) - 20)
    site.listed("uk")[45].published = NOW + timedelta(hours=1)  # a video that is to be broadcast
    first_runs(server, tmp_path)
    hidden = site.listed("uk")[25]
    hidden.listed = False
    run_of(server, tmp_path, NEWSBOT_LEDGER=f"{tmp_path}/other.sqlite")
    hidden.listed = True
    let_pass(tmp_path, 6 * HOURS)
    run_of(server, tmp_path)
    assert [path for path in paths_asked(server) if "latest" in path] == lists(1, 2, 3, 4, 5)


def test_a_list_that_ends_before(server: ReplicaServer, site: SmallSite, tmp_path: Path) -> None:
    site.stories[:] = numbered(100_000, 15, every=EVERY)
    first_runs(server, tmp_path)
    let_pass(tmp_path, 6 * HOURS)
    run_of(server, tmp_path)
    assert paths_asked(server) == [*lists(1), "/news/last.rss", *lists(2)]
    run_of(server, tmp_path)
    assert paths_asked(server) == [*lists(1), "/news/last.rss"]


def test_new_articles_while_looking_back(
    server: ReplicaServer, site: SmallSite, tmp_path: Path
) -> None:
    """A gap of two pages is closed on the way, and the way goes on."""
    first_runs(server, tmp_path)
    site.add(Story(between(site, 3), section="video", published=NOW - timedelta(days=3)))
    site.add(*numbered(102_000, 22, every=timedelta(minutes=1)))
    let_pass(tmp_path, 6 * HOURS)
    run = run_of(server, tmp_path)
    assert sorted(run.ids) == ids_of(site.stories)
    asked = [path for path in paths_asked(server) if "latest" in path]
    assert asked == lists(1, *range(1, 8))  # again after its articles (test_withdrawn.py)


def test_a_page_that_fails_is_not_tried_at_every_run(
    server: ReplicaServer, site: SmallSite, tmp_path: Path
) -> None:
    first_runs(server, tmp_path)
    let_pass(tmp_path, 6 * HOURS)

    def answer(edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        failing = target == lists(3)[0]
        return Answer(500, {}, b"") if failing else site.answer(edition, target, headers)

    server.before = answer
    run_of(server, tmp_path)
    assert [path for path in paths_asked(server) if "latest" in path] == lists(1, 2, 3)
    run_of(server, tmp_path)
    assert [path for path in paths_asked(server) if "latest" in path] == lists(1)
    server.before = site.answer
    let_pass(tmp_path, HOURS)
    run_of(server, tmp_path)
    assert [path for path in paths_asked(server) if "latest" in path] == lists(1, 2, 3, 4, 5)


def test_never(server: ReplicaServer, tmp_path: Path) -> None:
    first_runs(server, tmp_path)
    let_pass(tmp_path, 60 * HOURS)
    run_of(server, tmp_path, NEWSBOT_LOOK_BACK_EVERY="")
    assert paths_asked(server) == [*lists(1), "/news/last.rss"]


def statuses(server: ReplicaServer) -> Counter[int]:
    return Counter(access.status for access in server.requests)


def test_lists_are_asked_for_only_if_they_have_changed(
    server: ReplicaServer, site: SmallSite, tmp_path: Path
) -> None:
    """Of an unchanged site only robots.txt comes whole; what is new comes at once."""
    site.with_validators = True
    site.rss = tuple(site.stories[-5:])
    first_runs(server, tmp_path)
    for _ in range(2):
        run_of(server, tmp_path)
        assert statuses(server) == {200: 1, 304: 2}
    (new,) = numbered(102_500, 1)
    site.add(new)
    assert str(new.id) in run_of(server, tmp_path).ids
    assert statuses(server) == {200: 3, 304: 1}
    run_of(server, tmp_path)
    assert statuses(server) == {200: 1, 304: 2}
    # Looking back it is read whether it has changed or not.
    let_pass(tmp_path, 6 * HOURS)
    run_of(server, tmp_path)
    assert statuses(server) == {200: 6, 304: 1}
    run_of(server, tmp_path)
    assert statuses(server) == {200: 1, 304: 2}


def test_a_run_for_a_part_neither_asks_so_nor_notes(
    server: ReplicaServer, site: SmallSite, tmp_path: Path
) -> None:
    """A window reads what it needs of a list that a plain run would leave alone, and reversely."""
    site.with_validators = True
    site.stories[:] = numbered(100_000, 9, every=EVERY)
    day = (NOW - timedelta(days=1)).strftime("%d.%m.%Y")
    crawl(server, tmp_path, follow="none", since=day)
    known = crawl(server, tmp_path, follow="none", max_articles=1).ids
    rest = crawl(server, tmp_path, follow="none").ids
    assert len(known) <= 16
    assert sorted(rest) == ids_of(site.stories)
    server.forget()
    crawl(server, tmp_path, follow="none", since=day)
    assert {access.target: access.status for access in server.requests}["/news/latest.html"] == 200


@pytest.mark.slow
def test_an_hour_of_runs(server: ReplicaServer, site: SmallSite, tmp_path: Path) -> None:
    site.with_validators = True
    site.rss = tuple(site.stories[-5:])
    settings = {"NEWSBOT_RECHECKS": "1h, 6h, 1d, 7d"}
    run_of(server, tmp_path, **settings)
    total: Counter[int] = Counter()
    for _ in range(60):
        let_pass(tmp_path, 60)
        run_of(server, tmp_path, **settings)
        assert len(server.requests) <= 5 or statuses(server)[200] <= 1 + 2
        total += statuses(server)
    assert total[200] <= 60 + 2  # the last two pages, seen once more
    assert set(total) == {200, 304}


def test_a_pause_that_cannot_be_read(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, settings={"NEWSBOT_LOOK_BACK_EVERY": "often"})
    assert run.code == 2
    assert "NEWSBOT_LOOK_BACK_EVERY" in run.complaints[0]
    assert not server.requests


def test_a_feed_that_shows_nothing_is_asked_for_again(
    server: ReplicaServer, site: SmallSite, tmp_path: Path
) -> None:
    """It may have been taken down for a moment; nothing that it names is noted."""
    site.with_validators = True
    for _ in range(2):
        run_of(server, tmp_path)
        status = {access.target: access.status for access in server.requests}["/news/last.rss"]
        assert status == 200

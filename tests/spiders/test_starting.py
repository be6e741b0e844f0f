"""Where a crawl starts: articles, lists, RSS, the front page, sections, editions, mirrors."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from crawling import EDITIONS, crawl, paths_asked
from replica import Replica, ReplicaServer, Story
from replica.feeds import FEED_LENGTH


def story_with(replica: Replica, trap: str, edition: str = "uk") -> Story:
    return next(
        story
        for story in replica.stories.values()
        if (story.trap, story.edition) == (trap, edition)
    )


def ids(*stories: Story) -> list[str]:
    return [str(story.id) for story in stories]


def test_one_article_alone(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    story = story_with(replica, "everything")
    url = server.base_url() + story.path[1:]
    run = crawl(server, tmp_path, url=url, follow="none")
    assert run.code == 0, run.err
    assert run.ids == ids(story)
    assert paths_asked(server) == [story.path]


def test_an_article_under_a_tag(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """`/news/<section>/<tag>/<id>.html`, under two tags: one article, asked for once."""
    story = story_with(replica, "everything")
    base = f"{server.base_url()}news/{story.section}"
    urls = [f"{base}/{quote(tag)}/{story.id}.html" for tag in ("підтримка", "сади_2026")]
    run = crawl(server, tmp_path, url=f"{urls[0]} {urls[1].lower()}", follow="none")
    assert run.code == 0, run.err
    assert run.ids == ids(story)
    assert run.records[0]["url"] == server.base_url() + story.path[1:]
    assert paths_asked(server) == [story.path]


def test_the_chain_of_a_topic(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """`follow=related` leads to the end of the chain, also where no list names its articles."""
    story = story_with(replica, "leads-on")
    chain, waiting = {story.id}, [story.id]
    while waiting:
        related = set(replica.stories[waiting.pop()].related) - chain
        chain |= related
        waiting += related
    assert not replica.stories[story.related[0]].is_listed
    run = crawl(server, tmp_path, url=server.base_url() + story.path[1:], follow="related")
    assert run.code == 0, run.err
    assert sorted(run.ids) == sorted(map(str, chain))


def test_the_latest_block(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """All pages of the replica show the same latest ten, and each of these itself is left out."""
    newest = replica.published("uk")[:11]
    old = replica.published("uk")[-1]
    run = crawl(server, tmp_path, url=server.base_url() + old.path[1:], follow="latest")
    assert sorted(run.ids) == sorted(ids(old, *newest))


def test_an_orphan_that_nothing_leads_to(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    orphan = story_with(replica, "orphan")
    assert orphan.id not in replica.reachable("uk")
    run = crawl(server, tmp_path, url=server.base_url() + orphan.path[1:], follow="none")
    assert run.ids == ids(orphan)


def test_several_pages_of_several_kinds(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    """An article, under three addresses, and RSS: what they name, each once, and nothing else."""
    base = server.base_url()
    old = replica.published("uk")[-1]
    urls = [
        base + old.amp_path[1:],
        base + old.path[1:] + "?utm_source=x#top",
        base + "/" + old.path[1:],
        base + "news/general.rss",
    ]
    run = crawl(server, tmp_path, url=" ".join(urls), follow="none")
    assert run.code == 0, run.err
    general = [story for story in replica.published("uk") if story.section == "general"]
    assert sorted(run.ids) == sorted(ids(old, *general[:FEED_LENGTH]))
    assert paths_asked(server).count(old.path) == 1
    assert not [path for path in paths_asked(server) if "amp" in path or "?" in path]


def test_the_front_page(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """Every article that it names, once; events of other sites and menu pages are none."""
    run = crawl(server, tmp_path, url=server.base_url(), follow="none")
    assert run.code == 0, run.err
    page = replica.respond("uk", "/", {}).body.decode()
    named = [story for story in replica.published("uk") if f'"{story.path}"' in page]
    assert len(named) > 20
    assert sorted(run.ids) == sorted(ids(*named))
    assert "Not fetched" not in run.err


def test_a_list_and_its_pages(server: ReplicaServer, tmp_path: Path) -> None:
    """From a list in the middle, only older pages are read."""
    server.replica = replica = Replica(page_size=10)
    run = crawl(server, tmp_path, url=server.base_url() + "news/latest-3.html", follow="none")
    lists = [path for path in paths_asked(server) if "latest" in path]
    # The first is read again after its articles (test_withdrawn.py).
    assert lists == [f"/news/latest-{page}.html" for page in (3, 3, 4, 5)]
    listed = {str(story.id) for story in replica.published("uk")}
    assert 20 < len(run.ids) < len(listed)
    assert set(run.ids) <= listed


def test_sections(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    """Both templates of lists; «ОСТАННЄ» beside a list is no part of it, but news as well."""
    run = crawl(server, tmp_path, section="economic,interview", follow="none")
    assert run.code == 0, run.err
    assert [path for path in paths_asked(server) if path.count("/") == 2] == [
        "/news/economic.html",
        "/news/interview.html",
    ]
    wanted = [s for s in replica.published("uk") if s.section in {"economic", "interview"}]
    newest = replica.published("uk")[:10]
    assert sorted(run.ids) == sorted({*ids(*wanted), *ids(*newest)})


def test_all_editions_in_their_languages(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, edition="en,uk,ru")
    assert run.code == 0, run.err
    for edition in EDITIONS:
        base = server.base_url(edition)
        own = [record for record in run.records if record["url"].startswith(base)]
        assert sorted(record["id"] for record in own) == sorted(
            map(str, replica.reachable(edition))
        )
        for record in own:
            assert record["language"] == replica.stories[int(record["id"])].language


def test_one_mirror_for_several_editions(server: ReplicaServer, tmp_path: Path) -> None:
    """One address for two editions is one host: its pages are asked for once."""
    run = crawl(server, tmp_path, edition="uk,ru", base_url=server.base_url())
    assert run.code == 0, run.err
    asked = paths_asked(server)
    assert len(asked) == len(set(asked)) + 1  # page 1 after its articles (test_withdrawn.py)
    assert len(run.ids) == len(set(run.ids)) == len(server.replica.reachable("uk"))


def test_exactly_as_many_as_asked_for(server: ReplicaServer, tmp_path: Path) -> None:
    """Also while several pages are under way at once; the newest come first."""
    at_once = {"CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    run = crawl(server, tmp_path, settings=at_once, max_articles=7)
    assert run.code == 0, run.err
    assert len(set(run.ids)) == len(run.ids) == 7
    assert "max_articles" in run.err


def test_newest_first(replica: Replica, server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, follow="none")
    asked = [path for path in paths_asked(server) if path.count("/") == 3]
    numbers = [int(path.rpartition("/")[2].removesuffix(".html")) for path in asked]
    assert numbers == sorted(numbers, reverse=True)
    assert run.ids == ids(*replica.published("uk"))

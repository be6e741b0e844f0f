"""The replica: the same every time, closed in itself, and true to what it promises."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from markup import select, values
from newsbot.demo.words import EDITIONS
from replica import KYIV, Replica, Story
from replica.content import Content
from replica.story import printed_time
from replica.visiting import article_links, get, walk
from replica.words import SECTIONS

BASE = "http://mirror.test:8931/"
ALL = tuple(EDITIONS)


@pytest.fixture(scope="module")
def replica() -> Replica:
    return Replica()


def test_same_arguments_give_the_same_site() -> None:
    one, two = Replica(40), Replica(40)
    for edition in ALL:
        paths = list(one.paths(edition))
        assert paths == list(two.paths(edition))
        for path in paths:
            assert one.respond(edition, path, {}) == two.respond(edition, path, {}), path


def test_another_seed_gives_another_site() -> None:
    one, two = Replica(40, seed=1), Replica(40, seed=2)
    titles = {story.title for story in one.published("uk") if not story.trap}
    assert not titles & {story.title for story in two.published("uk") if not story.trap}


@pytest.mark.parametrize("articles", [0, 1, 5, 12, 60, 200])
@pytest.mark.parametrize("traps", [True, False])
def test_number_of_articles(articles: int, traps: bool) -> None:
    replica = Replica(articles, traps=traps)
    assert len(replica.stories) == articles
    assert bool(replica.decoys) == (traps and articles > 0)
    if not traps:
        assert all(story.trap is None for story in replica.stories.values())
        for edition in ALL:
            listed = {story.id for story in replica.published(edition)}
            assert replica.reachable(edition) == listed


def test_most_stories_are_ukrainian(replica: Replica) -> None:
    editions = Counter(story.edition for story in replica.stories.values())
    assert editions == {"uk": 48, "ru": 12, "en": 12}


@pytest.mark.parametrize("edition", ALL)
def test_every_path_answers(replica: Replica, edition: str) -> None:
    paths = list(replica.paths(edition))
    assert len(paths) == len(set(paths))
    for path in paths:
        assert replica.respond(edition, path, {}).status == 200, path
        assert path.isascii()


@pytest.mark.parametrize("edition", ALL)
def test_links_are_closed(replica: Replica, edition: str) -> None:
    """Every link of the site to itself answers 200, but the search form's and the static files."""
    targets = set()
    for path in replica.paths(edition):
        if path.endswith((".rss", ".txt")):
            continue
        for href in values(html.fromstring(get(replica, edition, path)), "//a/@href"):
            url = urlsplit(urljoin(f"http://host{path}", href))
            if url.hostname == "host" and not url.path.startswith("/static/"):
                targets.add(url.path + ("?" + url.query if url.query else ""))
    assert len(targets) > 40
    for target in targets:
        assert replica.respond(edition, target, {}).status == 200, target


@pytest.mark.parametrize("edition", ALL)
def test_latest_list_names_every_listed_story_once(replica: Replica, edition: str) -> None:
    paths = walk(replica, edition, "latest")
    decoys = {s.path for s in replica.decoys.values() if s.edition == edition}
    assert [path for path in paths if path not in decoys] == [
        story.found_at for story in replica.published(edition)
    ]
    assert decoys <= set(paths)


@pytest.mark.parametrize("edition", ALL)
def test_sections_and_tags_divide_the_stories(replica: Replica, edition: str) -> None:
    sections = [path for name in SECTIONS for path in walk(replica, edition, name)]
    listed = walk(replica, edition, "latest")
    assert sorted(sections) == sorted(path for path in listed if "/election/" not in path)
    for tag in EDITIONS[edition].tags:
        tagged = set(walk(replica, edition, tag.path[6:-5]))
        assert tagged == {s.found_at for s in replica.published(edition) if tag in s.tags}


def test_paging_keeps_stories_of_the_same_minute() -> None:
    replica = Replica(60, page_size=7)
    stories = replica.published("uk")
    minutes = [story.published for story in stories]
    assert len(set(minutes)) < len(minutes)
    assert minutes == sorted(minutes, reverse=True)
    assert len(walk(replica, "uk", "latest")) == len(set(walk(replica, "uk", "latest"))) > 40


@pytest.mark.parametrize("target", ["/news/latest-99.html", "/news/latest-0.html",
    "/news/nothing.html", "/news/general/1.html", "/news/tag/nothing.html", "/search?q=x",
    "/news/other.rss"])  # fmt: skip
def test_unknown_addresses_answer_404(replica: Replica, target: str) -> None:
    assert replica.respond("uk", target, {}).status == 404


def test_addresses_are_read_generously(replica: Replica) -> None:
    story = replica.published("uk")[0]
    plain = get(replica, "uk", story.path)
    assert get(replica, "uk", f"/{story.path}") == plain
    assert get(replica, "uk", f"{story.path}?utm_source=x&a=//b") == plain
    assert get(replica, "uk", f"/news/election/{story.id}.html") == plain
    assert get(replica, "uk", f"/news/election/%D0%B0%D0%BF/{story.id}.html") == plain
    assert get(replica, "ru", story.path) == plain
    assert replica.respond("uk", f"/news/tag/{story.id}.html", {}).status == 404


def test_conditional_requests(replica: Replica) -> None:
    story = replica.published("uk")[1]
    first = replica.respond("uk", story.path, {})
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": etag},
        {"if-none-match": f'"x", {etag}'},
        {"If-Modified-Since": modified},
    ):
        answer = replica.respond("uk", story.path, headers)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == etag
    for headers in (
        {"If-None-Match": '"x"', "If-Modified-Since": modified},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        assert replica.respond("uk", story.path, headers).status == 200


def test_edit_changes_text_and_validators() -> None:
    replica = Replica()
    for story in list(replica.stories.values()):
        before, truth = (
            replica.respond(story.edition, story.path, {}),
            replica.expected(story, BASE),
        )
        replica.edit(story)
        known = {"If-None-Match": before.headers["ETag"]}
        after, changed = (
            replica.respond(story.edition, story.path, known),
            replica.expected(story, BASE),
        )
        assert after.status == 200
        assert after.headers["Last-Modified"] != before.headers["Last-Modified"]
        assert str(changed["body"]).startswith(str(truth["body"]))
        assert changed["body"] != truth["body"]
        assert changed["published_at"] == truth["published_at"]


def test_publish_puts_new_stories_on_top() -> None:
    replica = Replica(30)
    before, clock = replica.published("uk"), replica.published("uk")[0]
    etag = replica.respond("uk", clock.path, {}).headers["ETag"]
    new = replica.publish(3)
    assert replica.published("uk") == new + before
    assert min(story.id for story in new) > max(story.id for story in before)
    assert new[0].path in get(replica, "uk", clock.path)
    assert replica.respond("uk", clock.path, {}).headers["ETag"] == etag
    assert replica.publish(1, "en")[0] is replica.published("en")[0]


def test_withdraw_takes_a_story_off() -> None:
    replica = Replica(30)
    story = replica.published("uk")[2]
    replica.withdraw(story)
    assert replica.respond("uk", story.path, {}).status == 404
    assert story not in replica.published("uk")
    assert story.id not in replica.stories
    assert story.id not in replica.reachable("uk")
    assert story.path not in walk(replica, "uk", "latest")


def test_reachable(replica: Replica) -> None:
    traps = {story.trap: story for story in replica.stories.values() if story.edition == "uk"}
    reachable = replica.reachable("uk")
    listed = {story.id for story in replica.published("uk")}
    assert reachable - listed == {traps["unlisted-first"].id, traps["unlisted-second"].id}
    assert traps["orphan"].id not in reachable
    assert not reachable & set(replica.decoys)


def test_moments_cross_midnight_years_and_clock_changes(replica: Replica) -> None:
    moments = [story.published for story in replica.published("uk")]
    assert len({moment.date() for moment in moments}) > 4
    assert len({moment.year for moment in moments}) > 1
    assert len({moment.utcoffset() for moment in moments}) == 2
    for story in Replica(3000, traps=False).stories.values():
        other = story.published.replace(fold=1 - story.published.fold)
        assert other.utcoffset() == story.published.utcoffset()


def test_half_of_the_pages_carry_meta_data(replica: Replica) -> None:
    kinds = Counter(story.content.meta for story in replica.stories.values())
    assert set(kinds) == {"none", "og", "article", "jsonld", "jsonld-utc", "foreign", "broken"}
    assert 0.3 < kinds["none"] / len(replica.stories) < 0.7


@pytest.mark.parametrize("edition", ALL)
def test_front_page(replica: Replica, edition: str) -> None:
    text = get(replica, edition, "/")
    links = article_links(text, "/")
    assert len(links) > len(set(links)) > 5
    page = html.fromstring(text)
    heading = EDITIONS[edition].latest_news
    (block,) = (
        title.getparent()
        for title in select(page, "h6.section-title")
        if title.text_content().strip() == heading
    )
    paths = [link.attrib["href"] for link in select(block, ".article-link")]
    assert paths == [story.path for story in replica.published(edition)[:10]]
    outside = values(page, "//a[@class='article-link'][@target='_blank']/@href")
    assert outside
    assert all("example" in href for href in outside)
    assert select(page, ".article-indent-time-bold .article-time span")


def test_robots_allow_the_news(replica: Replica) -> None:
    text = get(replica, "uk", "/robots.txt")
    assert "Disallow: /search" in text
    assert "Crawl-delay" not in text


def test_decoys_look_like_articles_only_from_outside(replica: Replica) -> None:
    assert {story.trap for story in replica.decoys.values()} == {
        "outage", "challenge", "empty-body", "no-headline"
    }  # fmt: skip
    listed = walk(replica, "uk", "latest")
    for story in replica.decoys.values():
        if story.edition == "uk":
            assert story.path in listed
            assert get(replica, "uk", story.path)
            assert "ETag" not in replica.respond("uk", story.path, {}).headers


def test_a_large_replica_is_cheap() -> None:
    replica = Replica(5_000, traps=False)
    assert len(replica.stories) == 5_000
    pages = -(-len(replica.published("uk")) // 20)
    assert replica.respond("uk", f"/news/latest-{pages}.html", {}).status == 200
    assert replica.respond("uk", f"/news/latest-{pages + 1}.html", {}).status == 404
    ids = [story.id for story in replica.stories.values()]
    assert ids == sorted(ids)


def test_now_is_when_the_newest_story_is_minutes_old() -> None:
    now = datetime(2024, 3, 1, 0, 30, tzinfo=KYIV)
    newest = Replica(60, now=now).published("uk")[0]
    assert timedelta(0) < now - newest.published < timedelta(minutes=10)


def test_everything_article_carries_every_trap(replica: Replica) -> None:
    for edition in ALL:
        (story,) = (s for s in replica.published(edition) if s.trap == "everything")
        text = get(replica, edition, story.path)
        content: Content = story.content
        assert content.lang != edition
        for sign in ("РЕКЛАМА", "ADVERTISING"):
            if sign == EDITIONS[edition].ad_label:
                assert text.count(sign) > 6
        for sign in ("\u200b", "&nbsp;", "UKR.NET", "twitter-tweet", "figcaption", "<table>",
                     "application/ld+json", "INTERFAX-UKRAINE", "%D0", "//news/", "#comments",
                     "utm_source", ".com.ua./", "<noscript>", "fb-comments", "<br />"):  # fmt: skip
            assert sign in text, sign
        assert story.related
        assert isinstance(story, Story)


@pytest.mark.parametrize("path", ["/news/latest.html", "/news/general.html", "/news/last.rss"])
def test_lists_have_validators_when_asked(path: str) -> None:
    assert "ETag" not in Replica(40).respond("uk", path, {}).headers
    replica = Replica(40, list_validators=True)
    first = replica.respond("uk", path, {})
    for name, known in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert replica.respond("uk", path, {name: first.headers[known]}).status == 304
    replica.publish(9)
    assert replica.respond("uk", path, {"If-None-Match": first.headers["ETag"]}).status == 200


def test_amp_pages_print_the_times_of_others(replica: Replica) -> None:
    for story in replica.published("uk")[:5]:
        text = get(replica, "uk", story.amp_path)
        assert printed_time(story.printed) not in text
        assert re.search(r"\d\d:\d\d, \d\d\.\d\d\.\d{4}", text)
        assert f'rel="canonical" href="https://interfax.com.ua{story.path}"' in text

"""The site of `scrapy demo`: the same every time, closed in itself, and true to its stories."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from markup import select, values
from newsbot.demo.site import DemoSite
from newsbot.demo.words import EDITIONS

HOST = "mirror.test:8931"


@pytest.fixture(scope="module")
def site() -> DemoSite:
    return DemoSite()


def get(site: DemoSite, edition: str, path: str) -> str:
    answer = site.respond(edition, path, HOST)
    assert answer.status == 200, path
    return answer.body.decode()


def links(text: str, path: str) -> set[str]:
    """The paths of the site itself to which a page links."""
    found = set()
    for href in values(html.fromstring(text), "//a/@href"):
        url = urlsplit(urljoin(f"http://{HOST}{path}", href))
        if url.netloc == HOST:
            found.add(url.path)
    return found


def test_it_is_the_same_every_time(site: DemoSite) -> None:
    assert DemoSite().stories == site.stories
    ids = [story.id for stories in site.stories.values() for story in stories]
    assert len(ids) == len(set(ids)) == 72


@pytest.mark.parametrize("edition", EDITIONS)
def test_links_are_closed_and_lead_to_every_story(site: DemoSite, edition: str) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        if path.endswith(".rss"):
            assert site.respond(edition, path, HOST).status == 200
            continue
        new = links(get(site, edition, path), path) - seen
        waiting += new
        seen |= new
    stories = site.stories[edition]
    assert {story.path for story in stories} <= seen
    for story in stories:
        assert get(site, edition, story.amp_path)
    assert any(path.startswith("/news/tag/") for path in seen)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_list_is_paged_to_its_end(site: DemoSite, edition: str) -> None:
    paths: list[str] = []
    following: str | None = "/news/latest.html"
    number = 1
    while following:
        page = html.fromstring(get(site, edition, following))
        rows = select(page, ".articles-section-view .article")
        paths += [select(row, "h2 a.article-link")[0].attrib["href"] for row in rows]
        number += 1
        following = f"/news/latest-{number}.html"
        if following not in values(page, "//div[@class='pager']//a/@href"):
            assert site.respond(edition, following, HOST).status == 404
            following = None
    assert paths == [story.path for story in site.stories[edition]]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_says_what_its_story_says(site: DemoSite, edition: str) -> None:
    words = EDITIONS[edition]
    for story in site.stories[edition]:
        page = html.fromstring(get(site, edition, story.path))
        assert select(page, "h1.article-content-title")[0].text_content() == story.title
        texts = [p.text_content() for p in select(page, ".article-content > p")]
        source = [f"{words.source}: {story.source_url}"] if story.source_url else []
        assert texts == [*story.paragraphs, *source]
        blocks = {}
        for heading in select(page, "h6.section-title"):
            rows = select(heading.getparent(), ".article-link")
            blocks[heading.text_content().strip()] = [row.get("href") for row in rows]
        assert blocks[words.related] == [other.path for other in story.related]
        assert len(blocks[words.latest]) == 10
        assert story.path not in blocks[words.latest]
        amp = get(site, edition, story.amp_path)
        assert f"{story.published:%H:%M %d.%m.%Y}" not in amp
        assert re.search(r"\d\d:\d\d, \d\d\.\d\d\.\d{4}", amp)


def test_it_shows_what_a_site_may_have(site: DemoSite) -> None:
    stories = [story for stories in site.stories.values() for story in stories]
    assert {0, 1, 2} <= {len(story.related) for story in stories}
    for name in ("picture", "source_url", "tags"):
        assert 0 < sum(bool(getattr(story, name)) for story in stories) < len(stories)
    minutes = Counter(story.published for story in site.stories["uk"])
    assert max(minutes.values()) > 1
    assert len({story.published.date() for story in stories}) > 1


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["last", "general", "economic"])
def test_rss(site: DemoSite, edition: str, name: str) -> None:
    items = ET.fromstring(get(site, edition, f"/news/{name}.rss")).findall("channel/item")
    stories = [s for s in site.stories[edition] if name in ("last", s.section)][:30]
    assert [str(item.findtext("link")) for item in items] == [
        f"http://{HOST}{story.path}" for story in stories
    ]
    for item, story in zip(items, stories, strict=True):
        date = datetime.strptime(str(item.findtext("pubDate")), "%a, %d %b %Y %H:%M:%S %z")
        assert date == story.published


@pytest.mark.parametrize("target", ["/news/latest-99.html", "/news/latest-0.html", "/search?q=x",
    "/news/nothing.html", "/news/general/1.html", "/news/tag/nothing.html", "/news/other.rss",
    "/nothing"])  # fmt: skip
def test_unknown_addresses_answer_404(site: DemoSite, target: str) -> None:
    assert site.respond("uk", target, HOST).status == 404

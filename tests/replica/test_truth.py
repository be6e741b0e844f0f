"""What the replica says of its articles is what their pages say."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

import pytest
from lxml import html

from markup import select
from newsbot.demo.words import EDITIONS
from replica import KYIV, Replica, Story
from replica.story import printed_time
from replica.visiting import get, squeezed

BASE = "http://mirror.test:8931/"

# What the site puts into the body column without meaning it.
JUNK = (
    "script, style, noscript, iframe, ins, .ad, .ads, .ad-subtitle, .linkator-block, .read-also,"
    " .related-insert, .twitter-tweet, .share-block, .article-gallery, figure"
)


@pytest.fixture(scope="module")
def replica() -> Replica:
    return Replica()


def plain_or_trapped(replica: Replica) -> list[Story]:
    """All but those that are drawn by chance."""
    return [story for story in replica.stories.values() if story.content.drawn is None]


def test_blocks_of_an_article_page(replica: Replica) -> None:
    empty = 0
    for story in plain_or_trapped(replica):
        page = html.fromstring(get(replica, story.edition, story.path))
        words = EDITIONS[story.language]
        blocks: dict[str, list[str]] = {}
        for heading in select(page, "h6.section-title"):
            name = " ".join(heading.text_content().split()).upper()
            hrefs = [link.attrib["href"] for link in select(heading.getparent(), ".article-link")]
            blocks.setdefault(name, []).extend(href.split("?")[0].split("#")[0] for href in hrefs)
        related = [replica.stories[ident].found_at for ident in story.related]
        assert blocks == {
            words.related: related,
            words.latest: [other.found_at for other in replica.latest(story)],
        }
        assert story.path not in blocks[words.latest]
        assert len(related) <= 5
        empty += not related
    assert 0.2 < empty / len(plain_or_trapped(replica)) < 0.5


def printed_body(page: html.HtmlElement) -> str:
    """The body column without what the site puts between the paragraphs."""
    (column,) = select(page, ".article-content")
    for junk in select(column, JUNK):
        junk.drop_tree()
    for comment in column.xpath(".//comment()"):
        comment.drop_tree()
    for part in select(column, "p, div"):
        text = " ".join(part.text_content().split()).lower()
        promo = text.startswith(("підписуйтесь на наш", "подписывайтесь на", "subscribe to our"))
        insert = text.startswith("читайте також:")
        source = re.match(r"(джерело|источник|source):\s*http", text)
        lead = part.get("class") == "lead"
        if (
            text in ("реклама", "advertising", "реклама реклама")
            or promo
            or insert
            or source
            or lead
        ):
            part.drop_tree()
    return str(column.text_content())


def test_truth_agrees_with_the_page(replica: Replica) -> None:
    """Not one letter of the page's text is missing in the truth, and not one is added."""
    for story in plain_or_trapped(replica):
        truth = replica.expected(story, BASE)
        page = html.fromstring(get(replica, story.edition, story.path))
        assert squeezed(printed_body(page)) == squeezed(str(truth["body"])), story.trap
        title = select(page, "h1.article-content-title")[0].text_content()
        assert squeezed(title) == squeezed(str(truth["title"]))
        (time,) = select(page, ".article-content-view .article-time")[:1]
        printed = squeezed(time.text_content()).removeprefix("INTERFAX-UKRAINE")
        assert printed == squeezed(story.content.published_raw or printed_time(story.printed))
        assert select(page, "h3.category-title")[0].text_content() == truth["section_name"]
        tags = [tag.text_content() for tag in select(page, ".article-tags a")]
        assert tags == truth["tags"]


def test_truth_is_clean(replica: Replica) -> None:
    for story in replica.stories.values():
        truth = replica.expected(story, BASE)
        assert str(truth["url"]).startswith(f"{BASE}news/{story.section}/{story.id}")
        for name in ("title", "body", "lead"):
            text = str(truth[name] or "")
            assert unicodedata.normalize("NFC", text) == text
            assert not re.search("[\u00a0\u202f\u200b-\u200d\u2060\ufeff]|  |\n\n\n| \n|\n ", text)
            assert text == text.strip()
        assert truth["body"]
        for image in story.images:
            assert image.url.startswith(("https://", "/"))
            assert image.url.isascii()
        if truth["published_at"]:
            moment = datetime.fromisoformat(str(truth["published_at"]))
            assert moment == story.published
            assert moment.utcoffset() == moment.astimezone(KYIV).utcoffset()


def test_pages_are_padded_with_furniture() -> None:
    replica = Replica(60, page_bytes=45_000, traps=False)
    for story in replica.published("uk")[:20]:
        answer = replica.respond("uk", story.path, {})
        assert 40_000 < len(answer.body) < 50_000
        page = html.fromstring(answer.body.decode())
        body = str(replica.expected(story, BASE)["body"])
        assert squeezed(printed_body(page)) == squeezed(body)

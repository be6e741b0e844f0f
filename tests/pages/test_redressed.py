"""The replica's pages without class names, meta tags and JSON-LD, their header moved to the top."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import etree

from pages.reading import article_of, body_of, page_of
from replica import Replica, Story

REPLICA = Replica()
STORIES = list(REPLICA.stories.values())
CLASS_ONLY = {"unreadable-date", "embeds", "everything"}
"""Traps that only a class name tells: words for a date, a quoted post."""


def names_of(story: Story) -> str:
    return f"{story.id}-{story.trap or 'plain'}"


@cache
def html_of(story_id: int) -> str:
    story = REPLICA.stories[story_id]
    return REPLICA.respond(story.edition, story.path, {}).body.decode()


def redress(html: str, *, classes: str) -> str:
    """The page in other clothes."""
    root = etree.HTML(html)
    for element in list(root.iter("meta")):
        element.getparent().remove(element)
    for element in list(root.iter("script", "title")):
        if element.tag == "title" or "ld+json" in (element.get("type") or ""):
            element.getparent().remove(element)
    for element in root.iter("*"):
        names = element.attrib.pop("class", None)
        if names and classes == "renamed":
            element.set("class", " ".join(f"x{hash(name) % 997}" for name in names.split()))
    for header in root.xpath("//header/.."):
        body = root.find("body")
        header.getparent().remove(header)
        body.insert(0, header)
    for heading in root.iter("h6"):
        heading.tag = "div"
    return "<!doctype html>" + etree.tostring(root, encoding="unicode", method="html")


@pytest.mark.parametrize("classes", ["renamed", "none"])
@pytest.mark.parametrize("story", STORIES, ids=names_of)
def test_the_story_is_found(story: Story, classes: str) -> None:
    base = f"https://{story.host}"
    truth = REPLICA.expected(story, base)
    article = article_of(redress(html_of(story.id), classes=classes), base + story.path)
    assert re.sub(r"\s+", " ", article.title or "") == re.sub(
        r"\s+", " ", article_of(html_of(story.id), base + story.path).title or ""
    )
    assert [link.url for link in article.latest] == [
        base + other.path for other in REPLICA.latest(story)
    ]
    assert [{"title": link.title, "url": link.url} for link in article.related] == truth["related"]
    for field in ("language", "reading_minutes", "source_url", "tags"):
        assert getattr(article, field) == truth[field], field
    if story.trap in CLASS_ONLY:
        return
    assert article.evidence.published[0][1] == truth["published_raw"]
    # Without its class a lead is the first paragraph: nothing of it is lost.
    lead = [truth["lead"]] if truth["lead"] else []
    assert body_of(article) in (
        [*lead, *str(truth["body"]).split("\n\n")],
        str(truth["body"]).split("\n\n"),
    )


@pytest.mark.parametrize("story", STORIES, ids=names_of)
def test_the_page_as_it_is(story: Story) -> None:
    base = f"https://{story.host}"
    truth = REPLICA.expected(story, base)
    article = article_of(html_of(story.id), base + story.path)
    assert "\n\n".join(body_of(article)) == truth["body"]
    fields = ("id", "url", "language", "section", "section_name", "reading_minutes", "authors")
    for field in (*fields, "source_url", "tags"):
        assert getattr(article, field) == truth[field], field
    assert article.evidence.published[0][1] == truth["published_raw"]
    assert [{"url": image.url, "caption": image.caption} for image in article.images] == truth[
        "images"
    ]


@pytest.mark.parametrize("story", list(REPLICA.decoys.values()), ids=names_of)
@pytest.mark.parametrize("classes", ["site", "renamed"])
def test_what_is_no_article(story: Story, classes: str) -> None:
    html = REPLICA.respond(story.edition, story.path, {}).body.decode()
    if classes == "renamed" and story.trap != "challenge":
        html = redress(html, classes=classes)
    assert page_of(html, f"https://{story.host}{story.path}").problem is not None

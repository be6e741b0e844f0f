"""The replica's pages as they are, and in other clothes: the same articles."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime
from itertools import product
from typing import Any

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site
from replica import Replica, Story
from replica.dress import redress
from thinned import thinned

REPLICA = Replica()
STORIES = list(REPLICA.stories.values())
FETCHED_AT = datetime.fromisoformat("2026-09-22T22:40:00+00:00")
CLASS_ONLY = {"unreadable-date", "embeds", "everything"}
"""Traps that only a class name tells: words for a date, a quoted post."""


def names_of(story: Story | str) -> str:
    return story if isinstance(story, str) else f"{story.id}-{story.trap or 'plain'}"


def html_of(story: Story) -> str:
    return REPLICA.respond(story.edition, story.path, {}).body.decode()


def read(html: str, story: Story, site: Site | None = None) -> dict[str, Any]:
    url = f"https://{story.host}{story.path}"
    return asdict(newsbot.read(html, url=url, site=site, fetched_at=FETCHED_AT))


@pytest.mark.parametrize("story", STORIES, ids=names_of)
def test_the_page_as_it_is(story: Story) -> None:
    truth = REPLICA.expected(story, f"https://{story.host}")
    record = read(html_of(story), story)
    assert {name: record[name] for name in truth} == truth
    assert record["latest"] == REPLICA.expected_latest(story, f"https://{story.host}")


@pytest.mark.parametrize(
    ("story", "dress"), thinned(product(STORIES, ["renamed", "plain"]), 3), ids=names_of
)
def test_the_page_in_other_clothes(story: Story, dress: str) -> None:
    """Without meta tags and JSON-LD as well, and with its header at the top."""
    truth = REPLICA.expected(story, f"https://{story.host}")
    record = read(redress(html_of(story), dress, stripped=True), story)
    assert re.sub(r"\s+", " ", record["title"]) == truth["title"]
    for field in ("language", "reading_minutes", "source_url", "tags", "related"):
        assert record[field] == truth[field], field
    assert record["latest"] == REPLICA.expected_latest(story, f"https://{story.host}")
    if story.trap in CLASS_ONLY:
        return
    event = story.event.isoformat() if story.event else None
    published = None if event else story.published.isoformat()
    assert (record["published_at"], record["event_at"]) == (published, event)
    # Without its class a lead is the first paragraph: nothing of it is lost.
    lead = [str(truth["lead"])] if truth["lead"] else []
    assert record["body"] in ("\n\n".join([*lead, str(truth["body"])]), truth["body"])


@pytest.mark.parametrize(
    ("story", "dress"), thinned(product(STORIES, ["renamed", "plain"]), 3), ids=names_of
)
def test_the_text_under_headings_that_nobody_knows(story: Story, dress: str) -> None:
    """No name of a class and no heading of a block says anything: sentences and structure do."""
    truth = REPLICA.expected(story, f"https://{story.host}")
    html = redress(html_of(story), dress, stripped=True)
    record = read(html, story, site=replace(INTERFAX, blocks={}))
    lead = [str(truth["lead"])] if truth["lead"] else []
    assert record["body"] in ("\n\n".join([*lead, str(truth["body"])]), truth["body"])


@pytest.mark.parametrize("dress", ["site", "renamed"])
@pytest.mark.parametrize("story", list(REPLICA.decoys.values()), ids=names_of)
def test_what_is_no_article(story: Story, dress: str) -> None:
    stripped = dress != "site" and story.trap != "challenge"
    with pytest.raises(NotAnArticle):
        read(redress(html_of(story), dress if stripped else "site", stripped=stripped), story)

"""A description that says less makes a reader that knows less, and that tells no lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from typing import Any

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site
from pages.shaped_page import render
from pages.shapes import URL, Story, random_shape
from pages.test_redressed import FETCHED_AT, REPLICA, STORIES, html_of
from thinned import thinned

NEEDED = {"name", "editions", "paths", "order"}
"""Whose pages they are, and at which addresses."""
OR_NULL = ("published_at", "modified_at", "event_at", "reading_minutes", "source_url", "language")


def emptied(site: Site) -> Iterator[tuple[str, Site]]:
    """`site` with one field empty, for each of its fields."""
    for each in fields(Site):
        if each.name in NEEDED:
            continue
        part = getattr(site, each.name)
        if each.name not in {"ads", "classes"}:
            yield each.name, replace(site, **{each.name: type(part)()})
            continue
        for inner in fields(part):
            value = type(getattr(part, inner.name))()
            less = replace(part, **{inner.name: value})
            yield f"{each.name}.{inner.name}", replace(site, **{each.name: less})


SITES = dict(emptied(INTERFAX))


@pytest.mark.parametrize("name", thinned(SITES, 3))
def test_what_is_read_is_true_or_missing(name: str) -> None:
    read = 0
    for story in STORIES[:: 1 if name.startswith(("modified", "announcements", "zone")) else 3]:
        truth: dict[str, Any] = REPLICA.expected(story, f"https://{story.host}")
        url = f"https://{story.host}{story.path}"
        try:
            article = newsbot.read(html_of(story), url=url, site=SITES[name], fetched_at=FETCHED_AT)
        except NotAnArticle:
            continue
        read += 1
        record = asdict(article)
        assert record["title"] == truth["title"]
        for field in OR_NULL:
            assert record[field] in (truth[field], None), (story.id, field)
        for field in ("related", "latest", "authors", "tags"):
            known: Any = truth.get(field, record[field])
            assert [each for each in record[field] if each not in known] == [], (story.id, field)
        body = record["body"].split("\n\n")
        assert [each for each in str(truth["body"]).split("\n\n") if each not in body] == []
    assert read > len(STORIES) / 4


@pytest.mark.parametrize("name", thinned(SITES, 3))
def test_in_other_layouts_too(name: str) -> None:
    for seed in range(12):
        html = render(Story(), random_shape(seed))
        article = newsbot.read(html, url=URL, site=SITES[name], fetched_at=FETCHED_AT)
        assert article.title == Story().title
        assert article.published_at in {"2025-04-26T04:25:00+03:00", None}
        assert (article.modified_at, article.event_at) == (None, None)
        assert article.source_url in {Story().source, None}
        assert article.reading_minutes in {Story().minutes, None}
        assert all(paragraph in (article.body or "") for paragraph in Story().paragraphs)

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
from pages.test_redressed import FETCHED_AT, REPLICA, STORIES, html_of

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


@pytest.mark.parametrize("name", SITES)
def test_what_is_read_is_true_or_missing(name: str) -> None:
    for story in STORIES[:: 1 if name.startswith(("modified", "announcements", "zone")) else 3]:
        truth: dict[str, Any] = REPLICA.expected(story, f"https://{story.host}")
        url = f"https://{story.host}{story.path}"
        try:
            article = newsbot.read(html_of(story), url=url, site=SITES[name], fetched_at=FETCHED_AT)
        except NotAnArticle:
            continue
        record = asdict(article)
        assert record["title"] == truth["title"]
        for field in OR_NULL:
            assert record[field] in (truth[field], None), (story.id, field)
        for field in ("related", "latest", "authors", "tags"):
            known = truth.get(field, record[field])
            assert [each for each in record[field] if each not in known] == [], (story.id, field)
        body = record["body"].split("\n\n")
        assert [each for each in truth["body"].split("\n\n") if each not in body] == [], story.id

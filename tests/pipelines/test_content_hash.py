"""What makes a revision: the hash of an article's content."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from articles import raw_article
from newsbot.items import HASH_VERSION, Article, Image
from newsbot.pipelines.content_hash import content_hash

CONTENT: dict[str, Callable[[Article], object]] = {
    "title": lambda item: setattr(item, "title", "Інше"),
    "lead": lambda item: setattr(item, "lead", "Інше"),
    "body": lambda item: setattr(item, "body", "Інше"),
    "published_at": lambda item: setattr(item, "published_at", "2026-09-23T01:13:00+03:00"),
    "event_at": lambda item: setattr(item, "event_at", "2026-09-23T02:00:00+03:00"),
    "modified_at": lambda item: setattr(item, "modified_at", "2026-09-23T02:00:00+03:00"),
    "source_url": lambda item: setattr(item, "source_url", "https://example.org/"),
    "tags": lambda item: item.tags.append("Груші"),
    "image": lambda item: setattr(item.images[0], "url", "https://example.org/2.jpg"),
    "caption": lambda item: setattr(item.images[0], "caption", None),
    "credit": lambda item: setattr(item.images[0], "credit", "Сава Верба"),
    "another image": lambda item: item.images.append(Image("https://example.org/2.jpg")),
}
SURROUNDINGS: dict[str, Callable[[Article], object]] = {
    "latest": lambda item: item.latest.clear(),
    "size of an image": lambda item: setattr(item.images[0], "url", item.images[0].url + "?w=640"),
    "related": lambda item: item.related.clear(),
    "fetched_at": lambda item: setattr(item, "fetched_at", "2026-09-24T00:00:00+00:00"),
    "published_raw": lambda item: setattr(item, "published_raw", "23 вересня 2026, 01:12"),
    "section": lambda item: setattr(item, "section", "general"),
    "section_name": lambda item: setattr(item, "section_name", "Події"),
    "url": lambda item: setattr(item, "url", "https://interfax.com.ua/news/general/1208142.html"),
    "reading_minutes": lambda item: setattr(item, "reading_minutes", 2),
    "authors": lambda item: item.authors.append("Дарина Лозова"),
    "language": lambda item: setattr(item, "language", "ru"),
    "revision": lambda item: setattr(item, "revision", 2),
    "advertising": lambda item: item.evidence.stripped.update(label=3),
}


@pytest.mark.parametrize("name", CONTENT)
def test_content_makes_a_revision(name: str) -> None:
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    before = content_hash(item)
    CONTENT[name](item)
    assert content_hash(item) != before


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_make_no_revision(name: str) -> None:
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    before = content_hash(item)
    SURROUNDINGS[name](item)
    assert content_hash(item) == before


def test_content_does_not_slide_from_field_to_field() -> None:
    one = raw_article(title="А", lead=None, body="Б", tags=["В", "Г"])
    for other in (
        raw_article(title="А", lead="Б", body=None, tags=["В", "Г"]),
        raw_article(title="А", lead=None, body="Б", tags=["ВГ"]),
        raw_article(title="А", lead=None, body="Б", tags=["В,Г"]),
    ):
        assert content_hash(one) != content_hash(other)


def test_the_hash_is_that_of_its_version() -> None:
    """Where it changes, HASH_VERSION is raised, or every ledger takes its articles for changed."""
    assert HASH_VERSION == 2
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    digest = "782e1ffd54dc58d108c4177311a1a246a6f3cc32fee1aba8b04ee4864235030b"
    assert content_hash(item) == digest

"""Validation: the rules of `newsbot/schema.json`, as plain code that every item passes.

The tests check every line against the schema with a schema library and that both agree.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.errors import Dropped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article

logger = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-z]{1,64}")
_SECTION = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_ADDRESS = re.compile("https?://[^\\s/?#\ud800-\udfff]+[^\\s\ud800-\udfff]*")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_ARTICLE = re.compile("https?://[^\\s/?#\ud800-\udfff]+/[^\\s#\ud800-\udfff]*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LANGUAGE = re.compile("[a-z]{2,3}")
LONGEST_TITLE = 2000
"""Characters; a longer headline is no headline."""
_MOST_MINUTES = 999


class ValidationPipeline:
    """Drops, counts and logs an item that breaks a rule of the output record."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        problems = list(problems_of(item))
        if problems:
            self._crawler.stats.inc_value("validation/dropped")
            for name, _ in problems:
                self._crawler.stats.inc_value(f"validation/{name}")
            said = "; ".join(f"{name}: {problem}" for name, problem in problems)
            raise Dropped(said)
        return item


def problems_of(item: Article) -> Iterator[tuple[str, str]]:
    """(field, what is wrong with it) for every broken rule."""
    yield from _addresses(item)
    yield from _texts(item)
    for name in ("published_at", "event_at", "modified_at", "fetched_at"):
        value = getattr(item, name)
        if value is not None and not _is_instant(value):
            yield name, f"no ISO 8601 time with offset: {value!r:.80}"
    if item.fetched_at is None:
        yield "fetched_at", "missing"
    if item.reading_minutes is not None and not 0 < item.reading_minutes <= _MOST_MINUTES:
        yield "reading_minutes", f"out of range: {item.reading_minutes}"
    if item.revision < 1:
        yield "revision", f"out of range: {item.revision}"


def _addresses(item: Article) -> Iterator[tuple[str, str]]:
    if not _ID.fullmatch(item.id):
        yield "id", f"no number or name: {item.id!r:.40}"
    if not _ARTICLE.fullmatch(item.url):
        yield "url", "no address of an article"
    if item.section is not None and not _SECTION.fullmatch(item.section):
        yield "section", f"no section: {item.section!r:.80}"
    if item.source_url is not None and not _ADDRESS.fullmatch(item.source_url):
        yield "source_url", "no http(s) address"
    for image in item.images:
        if not _ADDRESS.fullmatch(image.url):
            yield "images", f"no http(s) address: {image.url!r:.80}"
        for name, text in (("caption", image.caption), ("credit", image.credit)):
            if text is not None and not _is_text(text):
                yield "images", f"a {name} that is empty or has control characters"
    for name, links in (("related", item.related), ("latest", item.latest)):
        if not all(_ADDRESS.fullmatch(link.url) and _is_text(link.title) for link in links):
            yield name, "a link without title or http(s) address"


def _texts(item: Article) -> Iterator[tuple[str, str]]:
    if not _is_text(item.site):
        yield "site", "missing"
    if item.language is not None and not _LANGUAGE.fullmatch(item.language):
        yield "language", f"unknown: {item.language!r:.20}"
    if not item.title:
        yield "title", "missing"
    elif len(item.title) > LONGEST_TITLE:
        yield "title", f"{len(item.title)} characters"
    if not item.body:
        yield "body", "missing"
    for name in ("title", "lead", "body", "section_name", "published_raw"):
        value = getattr(item, name)
        if value is not None and not _is_text(value):
            yield name, "empty or with control characters"
    for name, values in (("authors", item.authors), ("tags", item.tags)):
        if not all(map(_is_text, values)):
            yield name, "an entry that is empty or has control characters"


def _is_text(value: str) -> bool:
    return bool(value.strip()) and not _CONTROL.search(value)


def _is_instant(value: str) -> bool:
    if not _INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True

"""An article as the record of the feed, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from newsbot.items import RECORD_FIELDS, Article, Image, Link


def record_of(item: Article) -> dict[str, Any]:
    """The record, in the order of the feed."""
    return {name: _plain(getattr(item, name)) for name in RECORD_FIELDS}


def article_of(record: dict[str, Any]) -> Article:
    """The article of a record; TypeError where it is none."""
    article = Article(**record)
    article.images = [Image(**image) for image in record["images"]]
    article.related = [Link(**link) for link in record["related"]]
    article.latest = [Link(**link) for link in record["latest"]]
    return article


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [asdict(part) if isinstance(part, (Image, Link)) else part for part in value]
    return value

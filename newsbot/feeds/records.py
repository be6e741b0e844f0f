"""An article as the record of the feed, and back; and as the ledger notes it."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import Any

from newsbot.items import HASH_VERSION, RECORD_FIELDS, Article, Image, Link
from newsbot.ledger.readings import Delivery
from newsbot.text.gist import gist_of

_VALUES = attrgetter(*RECORD_FIELDS)


def record_of(item: Article) -> dict[str, Any]:
    """The record, in the order of the feed."""
    record: dict[str, Any] = dict(zip(RECORD_FIELDS, _VALUES(item), strict=True))
    record["images"] = [
        {"url": image.url, "caption": image.caption, "credit": image.credit}
        for image in item.images
    ]
    for block in ("related", "latest"):
        record[block] = [{"title": link.title, "url": link.url} for link in record[block]]
    return record


def article_of(record: dict[str, Any]) -> Article:
    """The article of a record; TypeError where it is none."""
    article = Article(**record)
    article.images = [Image(**image) for image in record["images"]]
    article.related = [Link(**link) for link in record["related"]]
    article.latest = [Link(**link) for link in record["latest"]]
    return article


def hash_version_of(record: dict[str, Any]) -> int:
    """By which rules the hash of a line was made: one of an older newsbot lacks fields of today."""
    return HASH_VERSION if record.keys() >= {*RECORD_FIELDS} else HASH_VERSION - 1


def delivery_of(item: Article) -> Delivery:
    """What the ledger notes of an article that is in the feed."""
    assert item.content_hash is not None
    assert item.fetched_at is not None
    return Delivery(
        id=item.id,
        edition=item.edition,
        section=item.section or "",
        url=item.url,
        gist=gist_of(item.title, item.lead, item.body),
        language=item.language,
        revision=item.revision,
        content_hash=item.content_hash,
        published_at=item.published_at,
        modified_at=item.modified_at,
        fetched_at=int(datetime.fromisoformat(item.fetched_at).timestamp()),
        etag=item.evidence.etag,
        last_modified=item.evidence.last_modified,
        changed_fields=",".join(item.evidence.changed) or None,
    )

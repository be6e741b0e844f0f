"""Whether two revisions of an article say the same: the hash of what counts in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.items import Article, Image


def content_hash(item: Article) -> str:
    """SHA-256 (hex) of title, lead, body, dates, source, tags and images.

    `latest`, `related` and advertising change with every fetch and are left out; so are the query
    strings of pictures, which name a size, or a moment that passed.
    """
    content: list[object] = [
        item.title,
        item.lead,
        item.body,
        item.published_at,
        item.modified_at,
        item.source_url,
        item.tags,
        [_image(image) for image in item.images],
    ]
    # What came after the first version is here only where an article has it: the hashes of all
    # others stay what they are in every ledger.
    if item.event_at is not None:
        content.append({"event_at": item.event_at})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _image(image: Image) -> list[str | None]:
    known = [image.url.partition("?")[0], image.caption]
    return known if image.credit is None else [*known, image.credit]

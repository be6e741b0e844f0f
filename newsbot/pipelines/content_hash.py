"""Whether two revisions of an article say the same: the hash of what counts in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.items import Article


def content_hash(item: Article) -> str:
    """SHA-256 (hex) of title, lead, body, dates, source, tags and images.

    `latest`, `related` and advertising change with every fetch and are left out.
    """
    content = [
        item.title,
        item.lead,
        item.body,
        item.published_at,
        item.modified_at,
        item.source_url,
        item.tags,
        [[image.url, image.caption] for image in item.images],
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

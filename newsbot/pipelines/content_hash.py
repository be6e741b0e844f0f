"""Whether two revisions of an article say the same: the hash of what counts in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.items import Article, Image

_PLAIN = (
    *((sign, '"') for sign in "«»“”„‟‹›"),
    *((sign, "'") for sign in "’‘ʼ`´′"),
    *((sign, "-") for sign in "‐‑‒–—―−"),
    ("…", "..."),
)


def content_hash(item: Article) -> str:
    """SHA-256 (hex) of title, lead, body, dates, source, tags and images.

    Only words count, not their typography. `latest`, `related` and advertising change with every
    fetch and are left out; of a picture's address the name of its file is left, since all the rest
    may name a size, a server, or a moment that passed.
    """
    content: list[object] = [
        _words(item.title),
        _words(item.lead),
        _words(item.body),
        item.published_at,
        item.modified_at,
        item.source_url,
        [_words(tag) for tag in item.tags],
        [_image(image) for image in item.images],
    ]
    # What came after the first version is here only where an article has it: the hashes of all
    # others stay what they are in every ledger.
    if item.event_at is not None:
        content.append({"event_at": item.event_at})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _image(image: Image) -> list[str | None]:
    name = image.url.partition("?")[0].rpartition("/")[2]
    known = [name, _words(image.caption)]
    return known if image.credit is None else [*known, _words(image.credit)]


def _words(text: str | None) -> str | None:
    """`text` with one kind of quotes, dashes, apostrophes and spaces."""
    if text is None:
        return None
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    return " ".join(text.split())

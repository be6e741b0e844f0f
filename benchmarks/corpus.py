"""A corpus as a folder that `benchmarks.real` reads: pages, their truth, and two halves."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newsbot.pages.document import Document, parse

_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]+)""", re.IGNORECASE)


class Page(NamedTuple):
    name: str
    html: bytes
    url: str | None
    """None where the corpus has none: then it is what the page says, or made up."""
    fetched_at: str
    body: str | None
    """'' where the page is no article; None where it is one, and its text is not known."""
    title: str | None = None
    published_at: str | None = None
    """To the day, where it has no time."""
    language: str | None = None
    site: str | None = None
    """Where one has several pages: they belong to the same half."""
    has: Sequence[str] = ()
    lacks: Sequence[str] = ()
    """Where no more is known of a text: parts of it, and words of the page that are none."""
    authors: Sequence[str] | None = None
    """None where they are not known."""


def is_held(name: str) -> bool:
    """Whether a page, or a site, belongs to the half that makers of rules leave unread."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def write(pages: Iterable[Page], folder: Path) -> int:
    """Writes pages and their truth, as UTF-8 whatever they were, and returns their number."""
    halves: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        file = f"{page.name}.html.gz"
        (folder / file).write_bytes(gzip.compress(as_utf8(page.html), mtime=0))
        halves[is_held(page.site or page.name)].append(
            {
                "file": file,
                "url": page.url or _stated_url(page),
                "language": page.language,
                "charset": "utf-8",
                "fetched_at": page.fetched_at,
                "title": page.title or None,
                "published_at": page.published_at,
                "lead": [],
                "body": None if page.body is None else [page.body] if page.body else [],
                "has": page.has,
                "lacks": page.lacks,
                "authors": page.authors,
            }
        )
    rows = [row for half in halves.values() for row in half]
    _write_truth(folder, rows)
    for name, held in (("tune", False), ("held", True)):
        _write_truth(folder / name, [{**row, "file": f"../{row['file']}"} for row in halves[held]])
    return len(rows)


def _write_truth(folder: Path, rows: list[dict[str, Any]]) -> None:
    folder.mkdir(exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "truth.jsonl").write_text("".join(lines), "utf-8")


def _stated_url(page: Page) -> str:
    document = Document(parse(as_utf8(page.html)))
    for url in (*document.canonical, *document.stated("og:url")):
        parts = urlsplit(url)
        if parts.scheme and parts.netloc and parts.path.strip("/"):
            return url
    return f"https://example.com/news/{page.name}"


def as_utf8(html: bytes) -> bytes:
    try:
        html.decode()
    except UnicodeDecodeError:
        stated = _CHARSET.search(html)
        charset = stated[1].decode() if stated else "utf-8"
        return html.decode(charset, "replace").encode()
    return html

"""What a page says of its article beside the visible text: JSON-LD, OpenGraph and other meta tags.

Nothing here is needed to read an article. It is read where present, and left alone where it speaks
of another article.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newsbot.pages.document import Document
from newsbot.text.clean import clean, fold

_ARTICLE_TYPES = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting"})
_LONGEST_JSON = 200_000
"""Characters; a real one has a few thousand, and a huge one must not hold up the crawl."""
_MOST_NODES = 500


@dataclass(slots=True)
class Metadata:
    """The statements of one source (`json-ld` or `meta`); None or [] where it says nothing."""

    source: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    section_name: str | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    is_article: bool = False


def read_json_ld(
    document: Document, *, is_other: Callable[[str], bool], headline: str | None
) -> Metadata | None:
    """The JSON-LD about this article, or None.

    `is_other` tells whether an address belongs to another article. A description without an address
    has to agree with `headline`.
    """
    for text in document.json_ld:
        for node in _nodes(text):
            if not _is_article(node):
                continue
            addresses = [*_strings(node.get("url")), *_strings(node.get("mainEntityOfPage"))]
            addresses += _strings(node.get("@id"))
            if any(is_other(address) for address in addresses):
                continue
            title = _first(node.get("headline")) or _first(node.get("name"))
            if not addresses and not _same_title(title, headline):
                continue
            return _from_json_ld(node, title)
    return None


def read_meta(document: Document, *, is_other: Callable[[str], bool]) -> Metadata | None:
    """OpenGraph, `article:` and plain meta tags, or None where they are about another article."""
    meta = document.meta
    if is_other(meta.get("og:url", "").strip()):
        return None

    def stated(*names: str) -> str | None:
        for name in names:
            if (text := meta.get(name)) and (text := clean(text)):
                return text
        return None

    author = stated("article:author", "author")
    image = stated("og:image")
    tags = stated("article:tag", "news_keywords")
    return Metadata(
        source="meta",
        title=stated("og:title", "twitter:title"),
        published=stated("article:published_time", "datepublished"),
        modified=stated("article:modified_time", "datemodified"),
        section_name=stated("article:section"),
        authors=[author] if author and "://" not in author else [],
        tags=[part.strip() for part in tags.split(",") if part.strip()] if tags else [],
        images=[image] if image else [],
        is_article=(stated("og:type") or "").lower() == "article",
    )


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD script, outermost first; none of a broken or huge one."""
    if not text or len(text) > _LONGEST_JSON:
        return
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    queue = [data]
    seen = 0
    while queue and seen < _MOST_NODES:
        value = queue.pop(0)
        seen += 1
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            yield value
            queue.extend(part for part in (value.get("@graph"), value.get("mainEntity")) if part)


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind in _ARTICLE_TYPES for kind in _strings(node.get("@type")))


def _from_json_ld(node: dict[str, Any], title: str | None) -> Metadata:
    keywords = [part.strip() for text in _strings(node.get("keywords")) for part in text.split(",")]
    return Metadata(
        source="json-ld",
        title=title,
        published=_first(node.get("datePublished")),
        modified=_first(node.get("dateModified")),
        section_name=_first(node.get("articleSection")),
        authors=_persons(node.get("author")),
        tags=[clean(part) for part in keywords if part],
        images=_strings(node.get("image")),
        is_article=True,
    )


def _persons(value: object) -> list[str]:
    persons = []
    for author in value if isinstance(value, list) else [value]:
        if isinstance(author, str):
            persons.append(clean(author))
        elif isinstance(author, dict) and "Person" in _strings(author.get("@type")):
            persons.extend(clean(name) for name in _strings(author.get("name")))
    return [person for person in persons if person and "://" not in person]


def _strings(value: object) -> list[str]:
    """The texts of a value: a string, an object's `@id`, `url` or `name`, or a list of them."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [
            text for part in value[:50] if not isinstance(part, list) for text in _strings(part)
        ]
    if isinstance(value, dict):
        for key in ("@id", "url", "contentUrl", "name"):
            if isinstance(value.get(key), str):
                return [value[key]]
    return []


def _first(value: object) -> str | None:
    texts = _strings(value)
    return clean(" ".join(texts[0].split())) or None if texts else None


def _same_title(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    one, other = fold(one), fold(other)
    return one.startswith(other[:40]) or other.startswith(one[:40])

"""What a page says of its article beside the visible text: meta tags, and what all sources share.

Nothing here is needed to read an article. It is read where present, and left alone where it speaks
of another article. JSON-LD is read in `newsbot.pages.json_ld`, microdata in
`newsbot.pages.microdata`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from html import unescape

from newsbot.pages.document import Document
from newsbot.text.clean import clean_line

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:recs:published_time",
    "cxenseparse:publishtime",
    "mediator_published_time",
    "prism.publicationdate",
    "citation_publication_date",
    "sailthru.date",
    "pubdate",
    "pub_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "published-date",
    "published_time",
    "published_at",
    "published",
    "publisheddate",
    "publish_time",
    "date_published",
    "publication_date",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "bt:pubdate",
    "og:pubdate",
    "dcterms.issued",
)
_DATED = ("date", "dc.date.issued", "dc.date", "dcterms.created")
"""Names under which some sites state the last change."""
_MODIFIED = ("article:modified_time", "og:article:modified_time", "datemodified", "last-modified")
_FAMILY_FIRST = "citation_author"
"""The name under which each author stands as «Roe, Jane»."""
_AUTHORS = (
    "article:author",
    "author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    _FAMILY_FIRST,
)
_OF_ARTICLES = ("article:section", "article:author", "article:tag", "news_keywords")
"""Names of what no other page states."""
_KINDS = frozenset({"article", "news", "newsarticle", "news_article", "news.article", "story"})
"""What `og:type` calls an article; of these only the first has been agreed upon."""
_ZONED = re.compile(
    r":\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:[ap]\.?m\.?\s?)?"
    r"(?![ap]m)(?:z|(?:utc|gmt)?[+-]\d\d:?\d\d|[a-z]{2,5})\s?$",
    re.IGNORECASE,
)
"""How a time ends that names its zone."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(slots=True)
class Metadata:
    """The statements of one source (`json-ld`, `meta`, ...); None or [] where it says nothing."""

    source: str
    title: str | None = None
    published: str | None = None
    dated: str | None = None
    """What it calls its date and no more: perhaps the moment at which the page was made."""
    modified: str | None = None
    section_name: str | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    is_article: bool = False

    def fill(self, other: Metadata) -> None:
        """Takes what is missing here from another statement about the same article."""
        for each in fields(self):
            if not getattr(self, each.name):
                setattr(self, each.name, getattr(other, each.name))


def read_meta(document: Document, *, is_other: Callable[[str], bool]) -> Metadata | None:
    """OpenGraph, `article:` and plain meta tags, or None where they are about another article."""
    if any(map(is_other, document.stated("og:url"))):
        return None

    meta = document.meta

    def stated(*names: str) -> str | None:
        for name in names:
            if name in meta and (text := next(filter(None, map(readable, meta[name])), None)):
                return text
        return None

    modified = stated(*_MODIFIED)
    published = stated(*_PUBLISHED)
    if published is not None and not _ZONED.search(published):
        others = filter(None, map(stated, _PUBLISHED))
        published = next(filter(_ZONED.search, others), published)
    dated = stated(*_DATED)
    named = (_names(document.stated(name), name) for name in _AUTHORS if name in meta)
    return Metadata(
        source="meta",
        title=stated("og:title", "twitter:title"),
        published=published,
        dated=dated if published is None and dated != modified else None,
        modified=modified,
        section_name=stated("article:section"),
        authors=next(filter(None, named), []),
        tags=keywords_in(document.stated("article:tag") or document.stated("news_keywords")),
        is_article=(stated("og:type") or "").lower() in _KINDS or stated(*_OF_ARTICLES) is not None,
    )


def _names(stated: list[str], tag: str) -> list[str]:
    """The authors that are stated but for addresses, as of their pages at Facebook."""
    names = [name for name in map(readable, stated) if name and "://" not in name]
    if tag == _FAMILY_FIRST:
        return [" ".join(reversed(name.split(", ", 1))) for name in names]
    return names


def keywords_in(stated: list[str]) -> list[str]:
    """The keywords that a page states: each by itself («Roe, Jane»), or all in one text."""
    texts = list(map(readable, stated))
    if len(texts) == 1 and texts[0]:
        semicolons = texts[0].count(";") > texts[0].count(",")
        texts = [part.strip() for part in texts[0].split(";" if semicolons else ",")]
    return [text for text in texts if text]


def readable(text: str) -> str | None:
    """`text` as a reader would see it: entities and tags resolved, on one line; None if empty.

    What a script states is often encoded once, and now and then twice.
    """
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _MARKUP.sub("", text)
    return clean_line(text) or None

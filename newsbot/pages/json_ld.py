"""What the JSON-LD of a page says of its article, in whatever wrapping the web writes it.

An article is a node of its own, one in a `@graph`, or what a `WebPage` is about; `LiveBlogPosting`
and the other kinds of articles count. What lists, updates of a live blog and recommendations hold
is never looked at: those are other articles.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from newsbot.pages.metadata import Metadata, keywords_in, readable
from newsbot.text.likeness import alike

Node: TypeAlias = dict[str, Any]

_ARTICLES = frozenset(
    {"Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "Report"}
    | {"BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle"}
    | {"AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle", "TechArticle"}
    | {"BlogPosting", "LiveBlogPosting", "SocialMediaPosting"}
)
_OTHERS = frozenset({"Product", "JobPosting", "DiscussionForumPosting"})
"""What has a headline, a date and sentences, and is no article."""
_PEOPLE = frozenset({"Person"})
_ABOUT_THE_PAGE = ("@graph", "mainEntity", "mainEntityOfPage")
_LONGEST_JSON = 200_000
"""Characters; a real one has a few thousand, and a huge one must not hold up the crawl."""
_MOST_NODES = 500
"""Objects of a script that are looked at."""
_MOST_VALUES = 50
"""Values of a list, as of authors."""
_OPENING = re.compile(r"<!--|(?://\s*)?<!\[CDATA\[")
_DECODER = json.JSONDecoder(strict=False)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


class Described(NamedTuple):
    """An article that a page describes: what is said of it, and the addresses it is given."""

    metadata: Metadata
    addresses: list[str]


def read_json_ld(scripts: Iterable[str]) -> list[Described]:
    """Every article that the scripts with JSON-LD describe as one of their page."""
    return [
        Described(_metadata(node, named), _addresses(node)) for node, named in _articles(scripts)
    ]


def names_of_others(scripts: Iterable[str]) -> Iterator[str]:
    """The names of the products, vacancies and posts of forums that the page may be about."""
    for script in scripts:
        if not any(map(script.__contains__, _OTHERS)):
            continue
        for node in islice(_nodes(_parsed(script)), _MOST_NODES):
            if _is(node, _OTHERS):
                yield from filter(None, map(_first, map(node.get, ("name", "title", "headline"))))


def about_this_page(
    described: Iterable[Described],
    *,
    is_own: Callable[[str], bool],
    is_other: Callable[[str], bool],
    titles: Iterable[str | None],
) -> Metadata | None:
    """What is said of this article, or None.

    `is_own` and `is_other` tell whether an address is this article's, or another article's. An
    article that has neither has to agree with one of `titles`, those which the page itself gives.
    """
    known = [title for title in titles if title]
    own: list[Metadata] = []
    likely: list[Metadata] = []
    for metadata, addresses in described:
        if any(map(is_own, addresses)):
            own.append(metadata)
        elif not any(map(is_other, addresses)) and any(
            alike(metadata.title or "", title) for title in known
        ):
            likely.append(metadata)
    if not (own or likely):
        return None
    found = Metadata("json-ld", is_article=True)
    for metadata in own + likely:
        found.fill(metadata)
    return found


def _articles(scripts: Iterable[str]) -> Iterator[tuple[Node, dict[str, Node]]]:
    """Every article among the nodes, with the nodes of its script that have a name (`@id`)."""
    for script in scripts:
        nodes = list(islice(_nodes(_parsed(script)), _MOST_NODES))
        named = {
            node["@id"]: node
            for node in nodes
            if isinstance(node.get("@id"), str) and len(node) > 1
        }
        for node in nodes:
            if _is(node, _ARTICLES):
                yield node, named


def _parsed(text: str) -> object:
    """The first value of a script, also before a brace too many; None of a broken or huge one."""
    if not text or len(text) > _LONGEST_JSON:
        return None
    text = _unwrapped(_unwrapped(text)).rstrip(";")
    for mended in (str, _without_trailing_commas):
        try:
            return _DECODER.raw_decode(mended(text))[0]
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """`text` without a comment or CDATA around it; they come one in the other."""
    text = text.strip()
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    bare = text.removesuffix(";").rstrip()
    if bare.endswith("-->"):
        text = bare.removesuffix("-->")
    elif bare.endswith("]]>"):
        text = bare.removesuffix("]]>").rstrip().removesuffix("//")
    return text.strip()


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub("", text)


def _nodes(data: object) -> Iterator[Node]:
    """Every object that may be about the page, outermost first."""
    queue: deque[object] = deque([data])
    while queue:
        value = queue.popleft()
        if isinstance(value, list):
            queue.extend(value[:_MOST_NODES])
        elif isinstance(value, dict):
            yield value
            queue.extend(value[name] for name in _ABOUT_THE_PAGE if name in value)


def _is(node: Node, kinds: frozenset[str]) -> bool:
    return any(kind.rpartition("/")[2] in kinds for kind in _strings(node.get("@type")))


def _addresses(node: Node) -> list[str]:
    values = (node.get(name) for name in ("url", "mainEntityOfPage", "@id"))
    return [address for value in values for address in _strings(value)]


def _metadata(node: Node, named: dict[str, Node]) -> Metadata:
    return Metadata(
        source="json-ld",
        title=_first(node.get("headline")) or _first(node.get("name")),
        published=_first(node.get("datePublished")),
        modified=_first(node.get("dateModified")),
        section_name=_first(node.get("articleSection")),
        authors=_persons(node.get("author") or node.get("creator"), named),
        tags=keywords_in(_strings(node.get("keywords"))),
        is_article=True,
    )


def _persons(value: object, named: dict[str, Node]) -> list[str]:
    """The names of the people in `author`: a name, an object, a reference to one, lists of them."""
    names: list[str] = []
    for stated in (value if isinstance(value, list) else [value])[:_MOST_VALUES]:
        author = stated
        if isinstance(author, dict) and "name" not in author:
            author = named.get(str(author.get("@id")), author)
        if isinstance(author, str):
            names.append(author)
        elif isinstance(author, dict) and ("@type" not in author or _is(author, _PEOPLE)):
            names.extend(_texts(author.get("name")))
    return [name for name in map(readable, names) if name and "://" not in name]


def _strings(value: object) -> list[str]:
    """The texts of a value: a string, an object's `@id`, `url` or `name`, or a list of them."""
    if isinstance(value, list):
        return [
            text
            for part in value[:_MOST_VALUES]
            if not isinstance(part, list)
            for text in _strings(part)
        ]
    if isinstance(value, dict):
        for key in ("@id", "url", "contentUrl", "name"):
            if isinstance(value.get(key), str):
                return [value[key]]
        return []
    return [value] if isinstance(value, str) and value.strip() else []


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values[:_MOST_VALUES] if isinstance(text, str)]


def _first(value: object) -> str | None:
    texts = _strings(value)
    return readable(texts[0]) if texts else None

"""The head of an article page: none, OpenGraph, article:*, JSON-LD, also wrong ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture

if TYPE_CHECKING:
    from newsbot.demo.words import Edition
    from replica.content import Content
    from replica.story import Story


def _meta(name: str, value: str) -> str:
    return f'  <meta property="{name}" content="{escape(value)}"/>'


def _moment(moment: datetime, *, utc: bool) -> str:
    if utc:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat()


def stamp(story: Story, content: Content) -> str | None:
    """How the head states the time of publication, where it does."""
    if content.meta not in ("article", "jsonld", "jsonld-utc"):
        return None
    return _moment(story.published, utc=content.meta == "jsonld-utc")


def _script(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'  <script type="application/ld+json">{text}</script>'


def _breadcrumbs(story: Story, edition: Edition) -> dict[str, object]:
    item = f"https://{edition.host}/news/{story.section}.html"
    element = {
        "@type": "ListItem",
        "position": 1,
        "name": edition.sections[story.section],
        "item": item,
    }
    return {"@type": "BreadcrumbList", "itemListElement": [element]}


def _article(story: Story, content: Content, edition: Edition, *, utc: bool) -> dict[str, object]:
    agency = {"@type": "Organization", "name": edition.agency}
    data: dict[str, object] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": f"https://{edition.host}{story.path}",
        "headline": story.title,
        "datePublished": _moment(story.published, utc=utc),
        "inLanguage": story.language,
        "publisher": agency,
        "author": [{"@type": "Person", "name": name} for name in content.authors] or agency,
    }
    if content.modified:
        data["dateModified"] = _moment(content.modified, utc=utc)
    if content.picture:
        data["image"] = [content.picture.url]
    return data


def foreign_article(edition: Edition) -> dict[str, object]:
    """JSON-LD about another article, as a widget with a recommended story leaves it."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": f"https://{edition.host}/news/sport/1199001.html",
        "headline": "Recommended: 101 recipes with pumpkin",
        "datePublished": "2019-01-02T03:04:05+02:00",
        "dateModified": "2019-01-03T03:04:05+02:00",
        "inLanguage": "de",
        "author": {"@type": "Person", "name": "Wrong Person"},
        "articleBody": "This text belongs to another page.",
        "image": ["https://media.interfax.com.ua/media/images/2019/01/pumpkin.jpg"],
    }


def article_head(story: Story, content: Content, edition: Edition) -> str:
    """The head that the kind of meta data of this page asks for."""
    kind = content.meta
    head = [furniture.plain_head(edition, f"{story.title} - {edition.agency}")]
    if kind == "none":
        return head[0]
    url = f"https://{edition.host}{story.path}"
    if kind in ("og", "article", "jsonld", "jsonld-utc"):
        suffix = f" - {edition.agency}" if kind == "article" else ""
        head += [
            f'  <link rel="canonical" href="{url}">',
            f'  <link rel="amphtml" href="https://{edition.host}{story.amp_path}">',
            _meta("og:type", "article"),
            _meta("og:url", url),
            _meta("og:title", story.title + suffix),
            _meta("og:description", content.body[:120] + "…"),
        ]
        if content.picture:
            head.append(_meta("og:image", content.picture.url))
    if kind == "article":
        head += [
            _meta("article:published_time", story.published.isoformat()),
            _meta("article:section", edition.sections[story.section]),
        ]
        head += [_meta("article:tag", tag.name) for tag in story.tags]
        if content.modified:
            head.append(_meta("article:modified_time", content.modified.isoformat()))
    elif kind in ("jsonld", "jsonld-utc"):
        article = _article(story, content, edition, utc=kind == "jsonld-utc")
        if kind == "jsonld":
            head.append(_script({"@context": "https://schema.org", **article}))
        else:
            graph = [_breadcrumbs(story, edition), article]
            head.append(_script({"@context": "https://schema.org", "@graph": graph}))
    elif kind == "foreign":
        head.append(_script(foreign_article(edition)))
    elif kind == "broken":
        head.append(
            '  <script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
            "half a, </script>"
        )
    return "\n".join(head)

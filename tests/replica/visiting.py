"""Looks at the replica as a visitor does, without a network."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urljoin, urlsplit

from lxml import html

from markup import select, values
from replica import Replica

ARTICLE = re.compile(r"/news/(?!tag/)[a-z-]+/\d+\.html")


def get(replica: Replica, edition: str, target: str, **headers: str) -> str:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = replica.respond(edition, target, names)
    assert answer.status == 200, target
    return answer.body.decode()


def article_links(text: str, path: str) -> list[str]:
    """Paths of the articles a page links to on its own host, in page order, with repeats."""
    found = []
    for href in values(html.fromstring(text), "//a/@href"):
        url = urlsplit(urljoin(f"http://host{path}", href))
        if url.hostname == "host" and ARTICLE.fullmatch(url.path):
            found.append(url.path)
    return found


def squeezed(text: str) -> str:
    """The letters alone: what must agree however the whitespace was folded."""
    return "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if not char.isspace() and unicodedata.category(char) != "Cf"
    )


def walk(replica: Replica, edition: str, name: str) -> list[str]:
    """All article paths of a list, page by page along its own pager until it ends."""
    paths: list[str] = []
    number = 1
    while True:
        path = f"/news/{name}.html" if number == 1 else f"/news/{name}-{number}.html"
        page = html.fromstring(get(replica, edition, path))
        rows = select(page, ".articles-section-view .article")
        paths += [select(row, "a.article-link")[0].attrib["href"] for row in rows]
        number += 1
        following = f"/news/{name}-{number}.html"
        if following not in values(page, "//div[@class='pager']//a/@href"):
            assert replica.respond(edition, following, {}).status == 404
            return paths

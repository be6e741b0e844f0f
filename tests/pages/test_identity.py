"""A page that says which article it is."""

from __future__ import annotations

import pytest

from newsbot.pages.document import Document, parse
from newsbot.pages.identity import other_article
from newsbot.pages.json_ld import read_json_ld

TITLE = "Млин на Росі знову меле жито"
CANONICAL = '<link rel="canonical" href="{}">'
OG_URL = '<meta property="og:url" content="{}">'
JSON_LD = (
    '<script type="application/ld+json">'
    '{{"@type": "NewsArticle", "headline": "Млин на Росі меле жито", "url": "{}"}}</script>'
)
FOREIGN = (
    '<script type="application/ld+json">'
    '{{"@type": "NewsArticle", "headline": "Рибалки чекають на хамсу", "url": "{}"}}</script>'
)


@pytest.mark.parametrize(
    ("statements", "ids", "other"),
    [
        ((), (), None),
        ((CANONICAL,), (1,), None),
        ((CANONICAL,), (2,), 2),
        ((OG_URL,), (2,), 2),
        ((JSON_LD,), (2,), 2),
        ((CANONICAL, OG_URL, JSON_LD), (1, 2, 2), None),
        ((CANONICAL, OG_URL), (2, 1), 2),
        ((JSON_LD, JSON_LD), (2, 1), None),
        ((FOREIGN,), (2,), None),
        ((CANONICAL,), ("latest",), None),
        ((CANONICAL, OG_URL), ("latest", 2), 2),
    ],
)
def test_the_other_article(
    statements: tuple[str, ...], ids: tuple[object, ...], other: int | None
) -> None:
    head = "".join(
        text.format(f"/news/general/{each}.html")
        for text, each in zip(statements, ids, strict=True)
    )
    document = Document(parse(f"<html><head>{head}</head><body></body></html>"))
    found = other_article(
        document,
        read_json_ld(document.json_ld),
        is_own=lambda url: url == "/news/general/1.html",
        is_other=lambda url: url == "/news/general/2.html",
        title=TITLE,
    )
    assert found == (f"/news/general/{other}.html" if other else None)

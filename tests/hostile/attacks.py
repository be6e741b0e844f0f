"""The table of hostile and broken articles: what each sends, and what must come of it."""

from __future__ import annotations

import sys

from hostile.attack import (
    Attack,
    page,
)
from hostile.contents import charsets, data
from hostile.pages import TITLE, article, related
from hostile.transport import bombs, cut, large, redirects

if sys.version_info >= (3, 14):
    pass
else:
    pass


FAR = (
    "/news/political/" + "9" * 5000 + ".html",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "https://xn--80ak6aa92e.com/news/political/7000001.html",
    "https://інтерфакс.укр/news/political/7000002.html",
    "https://user:password@interfax.com.ua/news/political/7000003.html",
    "http://127.0.0.1:1/news/political/7000004.html",
    "//evil.example/news/political/7000005.html",
    "/news/calendar/2026/09/22.html",
    "/calendar?day=2026-09-22",
    "/news/political/../../../7000006.html",
    "/news/political/%2e%2e/7000007.html",
    "http://[::1]/news/political/7000008.html",
    "http://[bad/news/political/7000009.html",
)


def following() -> list[Attack]:
    """Links that must not be followed."""
    return [
        Attack(
            "links to everywhere", page(article(end=related(list(FAR)))), record={"title": TITLE}
        ),
        Attack(
            "links that must not be followed",
            page(article(end=related(["/news/political/7000011.html"])), X_Robots_Tag="nofollow"),
            record={"title": TITLE},
        ),
    ]


def all_attacks(trap: int) -> list[Attack]:
    return [*bombs(), *cut(), *large(), *redirects(trap), *charsets(), *data(), *following()]

"""The made-up site: its stories and the answers to requests, without any network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from newsbot.demo import furniture, pages
from newsbot.demo.story import Story, write
from newsbot.demo.words import EDITIONS
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.demo.words import Edition

# Soon after midnight, so that the blocks of times without dates run past it.
NOW = datetime(2026, 9, 23, 1, 40, tzinfo=KYIV)
FIRST_ID = 1_208_000
_COUNTS = {"uk": 48, "ru": 12, "en": 12}
# As often as they are written about. Announcements and videos print the time of an event.
_SECTIONS = ("general", "political", "economic") * 4 + (
    "telecom", "sport", "greendeal", "pharmacy", "land", "investments", "interview",
    "press-release", "press-conference",
)  # fmt: skip
_PAGE_SIZE = 20
_LATEST = 10
_FEEDS = ("last", "general", "economic")
_FEED_LENGTH = 30

_ARTICLE = re.compile(r"/news/(?!tag/)([a-z-]+)/(\d+)(-amp)?\.html")
_LIST = re.compile(r"/news/((?:tag/)?[^/]+?)(?:-(\d+))?\.html")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says to one request."""

    status: int
    headers: dict[str, str]
    body: bytes


class DemoSite:
    """A news site in three editions, the same every time."""

    def __init__(self) -> None:
        self.stories = {code: _stories(edition) for code, edition in EDITIONS.items()}
        """The stories of each edition, newest first."""

    def respond(self, edition: str, target: str, host: str) -> Answer:
        """The answer to GET ``target`` (path and query) on an edition; ``host`` is for RSS."""
        path = unquote(target.partition("?")[0])
        html = self._page(EDITIONS[edition], path)
        if html is not None:
            return _answer(200, "text/html", html)
        if path == "/robots.txt":
            return _answer(200, "text/plain", pages.ROBOTS)
        if path.startswith("/news/") and path[6:].removesuffix(".rss") in _FEEDS:
            return _answer(200, "application/rss+xml", self._feed(edition, path[6:-4], host))
        head = furniture.plain_head(EDITIONS[edition], "404")
        return _answer(404, "text/html", furniture.page(edition, head, "<h1>404</h1>", ""))

    def _page(self, edition: Edition, path: str) -> str | None:
        if path in edition.menu:
            return pages.menu_page(edition, path)
        if match := _ARTICLE.fullmatch(path):
            return self._article(edition, match[1], int(match[2]), amp=bool(match[3]))
        if match := _LIST.fullmatch("/news/latest.html" if path == "/" else path):
            return self._list(edition, match[1], int(match[2] or 1))
        return None

    def _article(self, edition: Edition, section: str, ident: int, *, amp: bool) -> str | None:
        stories = self.stories[edition.code]
        for story in stories:
            if (story.id, story.section) == (ident, section):
                latest = [other for other in stories if other is not story][:_LATEST]
                page = pages.amp_page if amp else pages.article_page
                return page(story, latest)
        return None

    def _list(self, edition: Edition, name: str, number: int) -> str | None:
        heading = _headings(edition).get(name)
        stories = list(self._listed(edition.code, name))
        count = max(1, -(-len(stories) // _PAGE_SIZE))
        if heading is None or not 1 <= number <= count:
            return None
        rows = stories[(number - 1) * _PAGE_SIZE : number * _PAGE_SIZE]
        return pages.list_page(edition, heading, f"/news/{quote(name)}", rows, number, count)

    def _listed(self, edition: str, name: str) -> Iterator[Story]:
        for story in self.stories[edition]:
            tags = (f"tag/{tag.slug}" for tag in story.tags)
            if name in ("latest", "last", story.section, *tags):
                yield story

    def _feed(self, edition: str, name: str, host: str) -> str:
        stories = list(self._listed(edition, name))[:_FEED_LENGTH]
        return pages.rss(EDITIONS[edition], name, stories, f"http://{host}")


def _headings(edition: Edition) -> dict[str, str]:
    tags = {f"tag/{tag.slug}": tag.name for tag in edition.tags}
    return {"latest": edition.latest_news, **edition.sections, **tags}


def _answer(status: int, kind: str, text: str) -> Answer:
    return Answer(status, {"Content-Type": f"{kind}; charset=utf-8"}, text.encode())


def _stories(edition: Edition) -> list[Story]:
    """The stories of an edition. All editions share one counter: no id is given twice."""
    dice = Random(edition.code)  # noqa: S311 - not for secrets
    place = list(_COUNTS).index(edition.code)
    moments = [NOW - timedelta(minutes=3)]
    while len(moments) < _COUNTS[edition.code]:
        # Now and then two stories of the same minute.
        moments.append(moments[-1] - timedelta(minutes=dice.choice((0, 4, 9, 26, 90, 300))))
    stories: list[Story] = []
    for number, moment in enumerate(reversed(moments)):
        ident = FIRST_ID + number * len(_COUNTS) + place
        section = dice.choice(_SECTIONS)
        stories.append(write(ident, edition, section, moment, stories))
    return stories[::-1]

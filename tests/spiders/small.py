"""A few pages of a site in the shape of Interfax-Ukraine, written by hand: a test changes them.

    with ReplicaServer(Replica(1)) as server:
        site = SmallSite([Story(1066871), Story(1066872, language="ru")])
        server.before = site.answer

Any host serves any article, in the article's own language, as the site does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import sha1
from zoneinfo import ZoneInfo

from replica import Answer

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime.now(KYIV).replace(second=0, microsecond=0)

WORDS = {
    "uk": (
        "Інтерфакс-Україна",
        "1 хв читати",
        "ЩЕ ЗА ТЕМОЮ",
        "ОСТАННЄ",
        "Ковалі з Опішні відкрили кузню для школярів",
        "У кузні діти вчаться гнути підкови, і їхній учитель дуже цим задоволений.",
    ),
    "ru": (
        "Интерфакс-Украина",
        "1 мин читать",
        "ЕЩЕ ПО ТЕМЕ",
        "ПОСЛЕДНЕЕ",
        "Кузнецы из Опошни открыли кузню для школьников",
        "В кузне дети учатся гнуть подковы, и этим очень довольны родители и учитель.",
    ),
    "en": (
        "Interfax-Ukraine",
        "1 min read",
        "MORE ABOUT",
        "LATEST",
        "Blacksmiths of Opishnia open a forge for schoolchildren",
        "In the forge the children learn to bend horseshoes, and their teacher is pleased.",
    ),
}
_ARTICLE = re.compile(r"/news/[a-z-]+/(?:[^/]+/)?(\d+)(?:-amp)?\.html")
_LIST = re.compile(r"/news/latest(?:-(\d+))?\.html")


@dataclass
class Story:
    id: int
    language: str = "uk"
    section: str = "general"
    published: datetime = NOW
    edition: str = ""
    """The edition whose list names it; by default that of its language."""
    listed: bool = True
    title: str = ""
    text: str = ""
    head: str = ""
    prints_time: bool = True
    related: tuple[str, ...] = ()
    """Addresses in the block of related articles."""
    paths: tuple[str, ...] = ()
    """The only paths under which it is found; () for all."""

    def __post_init__(self) -> None:
        self.title = self.title or f"{WORDS[self.language][4]} {self.id}"

    @property
    def path(self) -> str:
        return f"/news/{self.section}/{self.id}.html"


@dataclass
class SmallSite:
    stories: list[Story]
    with_validators: bool = False
    lists: dict[str, list[Story]] = field(default_factory=dict)
    rss: tuple[Story, ...] = ()
    page: int = 20
    """Rows of a list on one page."""

    def add(self, *stories: Story) -> None:
        self.stories.extend(stories)

    def listed(self, edition: str) -> list[Story]:
        stories = [
            story
            for story in self.stories
            if story.listed and (story.edition or story.language) == edition
        ]
        return sorted(stories, key=lambda story: -story.id)

    def answer(self, edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return self._sent("User-agent: *\nAllow: /\n", headers, kind="text/plain")
        if match := _LIST.fullmatch(path):
            return self._list(edition, int(match[1] or 1), headers)
        if path == "/news/last.rss":
            return self._sent(self._feed(), headers, kind="application/rss+xml")
        match = _ARTICLE.fullmatch(path)
        story = next((each for each in self.stories if match and each.id == int(match[1])), None)
        if story is None or (story.paths and path not in story.paths):
            return Answer(404, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>404</h1>")
        return self._sent(self._article(story), headers)

    def _sent(
        self, text: str, headers: Mapping[str, str], *, kind: str = "text/html; charset=utf-8"
    ) -> Answer:
        sent = {"Content-Type": kind}
        if self.with_validators and kind != "text/plain":
            sent["ETag"] = f'"{sha1(text.encode()).hexdigest()}"'
            if headers.get("if-none-match") == sent["ETag"]:
                return Answer(304, sent, b"")
        return Answer(200, sent, text.encode())

    def _list(self, edition: str, number: int, headers: Mapping[str, str]) -> Answer:
        stories = self.listed(edition)
        rows = stories[(number - 1) * self.page : number * self.page]
        if not rows and number > 1:
            return Answer(404, {"Content-Type": "text/html"}, b"")
        more = f'<a href="/news/latest-{number + 1}.html">{number + 1}</a>'
        pager = more if number * self.page < len(stories) else ""
        return self._sent(
            f"<html><body>{''.join(map(self.row, rows))}<div>{pager}</div></body></html>", headers
        )

    @staticmethod
    def row(story: Story) -> str:
        time = f"<span>{story.published:%H:%M}</span><span>{story.published:%d.%m.%Y}</span>"
        return (
            f'<div class="grid article"><div class="article-time">{time}</div><div class="col-23">'
            f'<a class="article-link" href="{story.path}">{story.title}</a></div></div>'
        )

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{story.title}</title><link>https://interfax.com.ua{story.path}</link>"
            f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
            for story in self.rss
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'

    def _article(self, story: Story) -> str:
        agency, reading, more, latest, _, text = WORDS[story.language]
        text = story.text or f"{text} {text}"
        time = f"<span>{story.published:%H:%M}</span><span>{story.published:%d.%m.%Y}</span>"
        related = "".join(f'<div><a href="{url}">Про тему</a></div>' for url in story.related)
        return f"""<html><head>{story.head}</head><body>
<div class="col-79"><h3 class="category-title"><a href="/news/political.html">Політика</a></h3>
<article class="article article-content-view">{agency}
<div class="article-time">{time if story.prints_time else ""}</div>
<h1 class="article-content-title">{story.title}</h1><div>{reading}</div>
<div class="article-content"><p>{text}</p><p>{text}</p></div></article>
<div><h4>{more}</h4>{related}</div></div>
<div class="col-13"><h4>{latest}</h4></div>
<div class="ad"><span class="ad-subtitle">РЕКЛАМА</span></div></body></html>"""


def numbered(
    first: int, count: int, *, every: timedelta = timedelta(minutes=7), step: int = 1
) -> list[Story]:
    """So many stories, the newest last, each some minutes after the one before it."""
    return [
        Story(first + number * step, published=NOW - every * (count - number))
        for number in range(count)
    ]


def ids_of(stories: Iterable[Story]) -> list[str]:
    return sorted(str(story.id) for story in stories)

"""Another site, with other addresses, lists by day and editions as prefixes: described, crawled."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest

from crawling import AT_ONCE, Run, paths_asked, read_feed, scrapy
from newsbot.sites.urls import Addresses
from newsbot.spiders import archive
from newsbot.text.dates.clock import KYIV
from replica import Answer, Replica, ReplicaServer
from spiders.herald import HERALD

TODAY = date(2026, 3, 18)
TEXTS = {
    "uk": ("Млин на Росі знову меле жито", "Жителі їдять свіжий хліб, їхній млин ожив."),
    "ru": ("Мельница на Роси снова мелет рожь", "Жители едят свежий хлеб, мельницы ожили."),
    "en": ("The mill on the Ros grinds rye again", "The people of the village eat fresh bread."),
}
PREFIXES = {"uk": "", "ru": "/rus", "en": "/eng"}


@dataclass
class Story:
    """One story, in its three languages."""

    number: int
    day: date
    slug: str = ""

    def path(self, edition: str) -> str:
        name = f"{self.slug}-{self.number}" if self.slug else str(self.number)
        return f"{PREFIXES[edition]}/news/{self.day:%Y/%m/%d}/{name}/"

    def plain(self, edition: str) -> str:
        return f"{PREFIXES[edition]}/news/{self.day:%Y/%m/%d}/{self.number}/"


class _Noon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=KYIV).astimezone(tz)


def begin_at_noon() -> None:
    """In the process of a run: for its spider it is noon of `TODAY`, on whichever day it is run."""
    archive.datetime = _Noon  # type: ignore[attr-defined]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


STORIES = [
    # Nothing of today: a run in the small hours finds the first page of the list empty.
    *(Story(700100 + number, days_ago(1)) for number in range(4)),
    *(Story(700200 + number, days_ago(2)) for number in range(3)),
    Story(700300, days_ago(3), slug="mlyn-na-rosi"),
]
OLD = Story(700001, days_ago(40))
"""No list names it: the archive ends before."""


class Herald:
    """The site. Of a story with a slug, the address without it is not found."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        for edition, prefix in PREFIXES.items():
            for ago in range(4):
                rows = [story for story in STORIES if story.day == days_ago(ago)]
                links = "".join(
                    f'<li><a href="{story.path(edition)}">Новина {story.number}</a></li>'
                    for story in rows
                )
                day = days_ago(ago).strftime("%d%m%Y")
                self.pages[f"{prefix}/archive/{day}/"] = f"<ul>{links}</ul>"
            for story in (*STORIES, OLD):
                self.pages[story.path(edition)] = self._article(story, edition)

    @staticmethod
    def _article(story: Story, edition: str) -> str:
        title, text = TEXTS[edition]
        others = "".join(f'<a href="{story.path(code)}">{code}</a>' for code in PREFIXES)
        related = OLD if story is STORIES[0] else STORIES[0]
        heading = HERALD.blocks["related"][list(PREFIXES).index(edition)]
        link = f'<a href="{related.path(edition)}?from=x">{title}</a>'
        return (
            f"<nav>{others}</nav><h1>{title} {story.number}</h1>"
            f"<time>{story.day:%d.%m.%Y}, 12:30</time><p>{text}</p><p>{text} {text}</p>"
            f"<h3>{heading}</h3><ul><li>{link}</li></ul>"
        )

    def answer(self, _: str, target: str, __: Mapping[str, str]) -> Answer:
        page = self.pages.get(target)
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if page is None:
            return Answer(404, headers, b"<h1>404</h1>")
        return Answer(200, headers, f"<html><body>{page}</body></html>".encode())


@pytest.fixture
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = Herald().answer
        yield server


def crawl(server: ReplicaServer, folder: Path, **arguments: str) -> Run:
    shutil.copy(Path(__file__).with_name("herald.py"), folder)
    arguments.setdefault("base_url", server.base_url())
    words = [f"{name}={value}" for name, value in arguments.items()]
    settings = [f"{name}={value}" for name, value in AT_ONCE.items()]
    return scrapy(
        folder,
        *("crawl", "herald", "-O", "herald.jsonl", "-s", "SPIDER_MODULES=herald"),
        *(word for each in words for word in ("-a", each)),
        *(word for each in settings for word in ("-s", each)),
        prepare=begin_at_noon,
    )


def test_the_days_of_an_archive(server: ReplicaServer, tmp_path: Path) -> None:
    """From today, of which there is nothing yet, to the day before which there is nothing."""
    run = crawl(server, tmp_path)
    assert run.code == 0, run.err
    lists = [path for path in paths_asked(server) if "archive" in path]
    # The first with articles is read again after them (test_withdrawn.py).
    assert lists == [f"/archive/{days_ago(ago):%d%m%Y}/" for ago in (0, 1, 1, 2, 3, 4)]
    records = read_feed(tmp_path / "herald.jsonl")
    wanted = Counter(f"uk{story.number}" for story in (*STORIES, OLD))
    assert Counter(record["id"] for record in records) == wanted
    for record in records:
        assert record["site"] == "herald.example"
        assert record["language"] == "uk"
        assert record["section"] is None
        assert record["published_at"][11:16] == "12:30"
    server.forget()
    again = crawl(server, tmp_path)
    assert again.code == 0, again.err
    assert read_feed(tmp_path / "herald.jsonl") == []
    assert [path for path in paths_asked(server) if "archive" in path] == lists[:2]


def test_editions_are_prefixes(server: ReplicaServer, tmp_path: Path) -> None:
    """The versions of a story have one number, and are three articles."""
    run = crawl(server, tmp_path, edition="ru,en")
    assert run.code == 0, run.err
    records = read_feed(tmp_path / "herald.jsonl")
    wanted = {f"{edition}{story.number}" for story in (*STORIES, OLD) for edition in ("ru", "en")}
    assert Counter(record["id"] for record in records) == Counter(wanted)
    for record in records:
        assert record["id"].startswith(record["language"])
        assert PREFIXES[record["language"]] in record["url"]
    assert not [path for path in paths_asked(server) if path.startswith(("/news", "/archive"))]


@pytest.mark.parametrize("found", ["/eng/news/2026/11/20/the-mill-700300/?utm_source=x#top"])
def test_addresses(found: str) -> None:
    addresses = Addresses(HERALD)
    address = addresses.article(f"http://www.herald.example./{found}", "")
    assert address is not None
    assert (address.edition, address.id, address.section) == ("en", "en700300", "")
    assert address.url == "https://herald.example/eng/news/2026/11/20/700300/"
    assert address.found == "https://herald.example/eng/news/2026/11/20/the-mill-700300/"
    assert addresses.article(found, "uk") == address
    russian = addresses.article(found.replace("/eng", "/rus"), "en")
    assert russian is not None
    assert russian.id == "ru700300"
    assert addresses.article("/news/2026/11/700300/", "uk") is None
    assert addresses.edition_of("https://herald.example/english/") == "uk"

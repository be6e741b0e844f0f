"""The replica: the pages of its newsroom and the answers to requests, without any network."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from newsbot.demo import furniture
from newsbot.demo.pages import menu_page
from newsbot.demo.site import Answer
from newsbot.demo.words import EDITIONS
from replica import feeds, front, listings, pages
from replica.addresses import readdress
from replica.dress import redress
from replica.newsroom import LATEST, Newsroom
from replica.padding import pad
from replica.story import Story
from replica.truth import record
from replica.words import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_ARTICLE = re.compile(r"/news/(?!tag/)[a-z-]+/(?:[^/]+/)?(\d{1,12})(-amp)?\.html")
_LISTING = re.compile(r"/news/(tag/)?([^/]+?)(?:-(\d{1,6}))?\.html")
_SLASHES = re.compile("/{2,}")


def _page(html: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> Answer:
    return Answer(status, {"Content-Type": kind}, html.encode())


class Replica(Newsroom):
    """The site of a newsroom.

    ``page_bytes`` fills every page up to about that size. ``dress`` is one of `replica.dress`.
    ``odd_addresses``: each link to an article is in another form. ``list_validators``: lists and
    RSS have validators as articles have.
    """

    def __init__(
        self,
        articles: int = 72,
        *,
        seed: int = 1,
        now: datetime | None = None,
        page_size: int = 20,
        traps: bool = True,
        foreign: float = 0.0,
        page_bytes: int = 0,
        dress: str = "site",
        odd_addresses: bool = False,
        list_validators: bool = False,
    ) -> None:
        super().__init__(
            articles, seed=seed, now=now, page_size=page_size, traps=traps, foreign=foreign
        )
        self.page_bytes = page_bytes
        self.dress = dress
        self.odd_addresses = odd_addresses
        self.list_validators = list_validators

    def expected(self, story: Story, base_url: str, *, in_feed: bool = False) -> dict[str, object]:
        """The truth about a story: the fields of its record that do not depend on the fetch.

        ``in_feed``: the crawl has read the RSS of now, which may tell when it came out.
        """
        related = [self._known[ident] for ident in story.related]
        fed = in_feed and any(
            item is story and feeds.tells_date(item, number)
            for number, item in enumerate(self._feed_items(story.edition, "last"))
        )
        return record(story, related, base_url, in_feed=fed)

    def expected_latest(self, story: Story, base_url: str) -> list[dict[str, str]]:
        """What the page of a story shows as the latest articles now."""
        root = base_url.rstrip("/")
        shown = self.latest(story)[: story.content.latest_shown]
        return [{"title": other.title, "url": root + other.path} for other in shown]

    def paths(self, edition: str) -> Iterator[str]:
        """Every path that answers 200, percent-encoded: enough to write the site to a disk."""
        yield from ("/", "/robots.txt")
        yield from EDITIONS[edition].menu
        yield from (f"/news/{name}.rss" for name in feeds.FEEDS)
        tags = (f"tag/{tag.slug}" for tag in EDITIONS[edition].tags)
        for name in ("latest", *SECTIONS, *tags):
            base = f"/news/{quote(name)}"
            yield f"{base}.html"
            for number in range(2, self._pages(edition, name) + 1):
                yield f"{base}-{number}.html"
        for story in self._known.values():
            if story.edition == edition and not story.withdrawn:
                yield story.path
                if story.is_article:
                    yield story.amp_path

    def _pages(self, edition: str, name: str) -> int:
        return max(1, -(-len(self._lists[edition, name]) // self.page_size))

    def respond(self, edition: str, target: str, headers: Mapping[str, str]) -> Answer:
        """The answer to GET ``target`` (path and query) on the edition's host.

        Addresses in RSS begin with the request's Host, without one with the edition's real host.
        """
        # Not urlsplit: it takes //news/... for a host.
        path = _SLASHES.sub("/", unquote(target.partition("#")[0].partition("?")[0])) or "/"
        asked = {name.lower(): value for name, value in headers.items()}
        answer = self._route(edition, path, asked)
        if answer is None:
            head = furniture.plain_head(EDITIONS[edition], "404")
            answer = _page(furniture.page(edition, head, "<h1>404</h1>", ""), 404)
        return answer

    def _route(self, edition: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        if match := _ARTICLE.fullmatch(path):
            return self._article(edition, int(match[1]), match[2], headers)
        if path == "/robots.txt":
            return _page(feeds.ROBOTS, kind="text/plain; charset=utf-8")
        if path == "/":
            return self._html(edition, front.front_page(EDITIONS[edition], self._front(edition)))
        if path in EDITIONS[edition].menu:
            return self._html(edition, menu_page(EDITIONS[edition], path))
        if path.startswith("/news/") and path.endswith(".rss"):
            return self._feed(edition, path[6:-4], headers)
        if match := _LISTING.fullmatch(path):
            return self._listing(edition, (match[1] or "") + match[2], int(match[3] or 1), headers)
        return None

    def _html(self, edition: str, html: str) -> Answer:
        if self.page_bytes:
            html = pad(edition, html, self.page_bytes)
        html = readdress(html, self._known, odd=self.odd_addresses)
        return _page(redress(html, self.dress))

    def _article(
        self, edition: str, ident: int, amp: str | None, headers: Mapping[str, str]
    ) -> Answer | None:
        """Any host serves any id, under any section and tag."""
        story = self._known.get(ident)
        if not story or story.withdrawn:
            return None
        if amp:
            if not story.is_article:
                return None
            return _page(pages.amp_page(story, story.content, self.latest(story)))
        if not story.is_article:
            return self._html(edition, self.page(story))
        answer = self._html(edition, self.page(story))
        return _validated(answer, story.etag, story.changed, headers)

    def page(self, story: Story) -> str:
        """The article's page as it stands now, in the dress of SITE.md."""
        related = [self._known[ident] for ident in story.related]
        latest = self.latest(story)
        neighbour = latest[0] if latest else story
        return pages.article_page(story, story.content, related, latest, neighbour)

    def _listing(
        self, edition: str, name: str, number: int, headers: Mapping[str, str]
    ) -> Answer | None:
        words = EDITIONS[edition]
        headings = {"latest": words.latest_news, **words.sections}
        headings |= {f"tag/{tag.slug}": tag.name for tag in words.tags}
        if name not in headings:
            return None
        count = self._pages(edition, name)
        if not 1 <= number <= count:
            return None
        rows = self._slice(self._lists[edition, name], number)
        latest = self._newest(edition, LATEST)
        base = f"/news/{quote(name)}"
        html = listings.listing_page(words, headings[name], base, rows, number, count, latest)
        return self._list_answer(self._html(edition, html), rows, headers)

    def _list_answer(
        self, answer: Answer, rows: Sequence[Story], headers: Mapping[str, str]
    ) -> Answer:
        if not self.list_validators or not rows:
            return answer
        etag = f'"{zlib.crc32(answer.body):08x}"'
        return _validated(answer, etag, max(story.changed for story in rows), headers)

    def _slice(self, stories: Sequence[Story], number: int) -> list[Story]:
        end = len(stories) - (number - 1) * self.page_size
        return list(reversed(stories[max(0, end - self.page_size) : end]))

    def _feed(self, edition: str, name: str, headers: Mapping[str, str]) -> Answer | None:
        if name not in feeds.FEEDS:
            return None
        host = headers.get("host")
        root = f"http://{host}" if host else f"https://{EDITIONS[edition].host}"
        items = self._feed_items(edition, name)
        text = feeds.rss(EDITIONS[edition], name, items, root)
        answer = _page(text, kind="application/rss+xml; charset=utf-8")
        return self._list_answer(answer, items, headers)

    def _feed_items(self, edition: str, name: str) -> list[Story]:
        stories = self._lists[edition, "latest" if name == "last" else name]
        newest = [story for story in reversed(stories[-60:]) if story.is_article]
        return newest[: feeds.FEED_LENGTH]

    def _front(self, edition: str) -> front.FrontStories:
        def of(name: str) -> list[Story]:
            stories = self._lists[edition, name][-12:]
            return [story for story in reversed(stories) if story.is_article]

        return front.FrontStories(
            self._newest(edition, 14), {name: of(name) for name in SECTIONS}, self._timeline.now
        )


def _validated(answer: Answer, etag: str, changed: datetime, headers: Mapping[str, str]) -> Answer:
    """The answer with validators, or 304 where the client has it already."""
    validators = {
        "ETag": etag,
        "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True),
    }
    if _unchanged(etag, changed, headers):
        return Answer(304, validators, b"")
    return Answer(answer.status, {**answer.headers, **validators}, answer.body)


def _unchanged(etag: str, changed: datetime, headers: Mapping[str, str]) -> bool:
    """RFC 9110: an If-None-Match that is there makes If-Modified-Since not count."""
    if known := headers.get("if-none-match"):
        marks = {mark.strip().removeprefix("W/") for mark in known.split(",")}
        return "*" in marks or etag.removeprefix("W/") in marks
    if since := headers.get("if-modified-since"):
        try:
            return changed <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False

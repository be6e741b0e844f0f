"""The replica: its stories, its pages and the answers to requests, without any network."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from newsbot.demo import furniture
from newsbot.demo.pages import menu_page
from newsbot.demo.site import Answer
from newsbot.demo.story import KYIV
from newsbot.demo.words import EDITIONS
from replica import feeds, front, listings, pages
from replica.dress import redress
from replica.padding import pad
from replica.story import Story
from replica.timeline import Timeline
from replica.truth import record
from replica.words import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


# Soon after midnight, so that the blocks of times without dates run past it.
NOW = datetime(2026, 9, 23, 1, 40, tzinfo=KYIV)
LATEST = 10

_ARTICLE = re.compile(r"/news/(?!tag/)[a-z-]+/(?:[^/]+/)?(\d{1,12})(-amp)?\.html")
_LISTING = re.compile(r"/news/(tag/)?([^/]+?)(?:-(\d{1,6}))?\.html")
_SLASHES = re.compile("/{2,}")


def _page(html: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> Answer:
    return Answer(status, {"Content-Type": kind}, html.encode())


class Replica:
    """A made-up news site in three editions, the same for the same arguments.

    ``articles`` counts the stories of all editions together; pages that only look like articles
    come on top of it. ``page_bytes`` fills every page up to about that size. Without ``traps``
    all stories are plain. ``dress`` is one of `replica.dress`.
    """

    def __init__(
        self,
        articles: int = 72,
        *,
        seed: int = 1,
        now: datetime | None = None,
        page_size: int = 20,
        page_bytes: int = 0,
        traps: bool = True,
        dress: str = "site",
    ) -> None:
        self.seed = seed
        self.page_size = page_size
        self.page_bytes = page_bytes
        self.dress = dress
        self.traps = traps
        self.stories: dict[int, Story] = {}
        self.decoys: dict[int, Story] = {}
        self._known: dict[int, Story] = {}
        # Oldest first, so that a new story is an append.
        self._lists: dict[tuple[str, str], list[Story]] = defaultdict(list)
        self._dice = Random(seed)
        self._timeline = Timeline(self._dice, seed, now or NOW, page_size)
        for story in self._timeline.history(articles, traps=traps):
            self.add(story)
        self._lead()

    def _lead(self) -> None:
        """Let specials point at one another, whichever of them came first."""
        specials = {(story.edition, story.trap): story for story in self.stories.values()}
        for (edition, trap), story in specials.items():
            if trap and story.special:
                heads = [specials.get((edition, name)) for name in story.special.leads_to]
                story.related = [head.id for head in heads if head] + story.related

    def add(self, story: Story) -> None:
        """Bring out a story as the newest."""
        self._known[story.id] = story
        (self.stories if story.is_article else self.decoys)[story.id] = story
        story.related = self._relatives(story)
        if not story.is_listed:
            return
        for name in self._names(story):
            self._lists[story.edition, name].append(story)

    @staticmethod
    def _names(story: Story) -> Iterator[str]:
        yield "latest"
        yield story.section
        for tag in story.tags:
            yield f"tag/{tag.slug}"

    def _relatives(self, story: Story) -> list[int]:
        wanted = self._dice.choice((0, 0, 1, 2, 3, 4, 5, 0, 2))
        if story.special and story.special.relatives is not None:
            wanted = story.special.relatives
        pool = self._lists[story.edition, story.section][-40:]
        if len(pool) < 2:
            pool = self._lists[story.edition, "latest"][-40:]
        pool = [other for other in pool if other.is_article]
        chosen = self._dice.sample(pool, min(wanted, len(pool)))
        return [other.id for other in sorted(chosen, key=lambda other: -other.id)]

    def published(self, edition: str) -> list[Story]:
        """The articles of the latest list, newest first."""
        return [story for story in reversed(self._lists[edition, "latest"]) if story.is_article]

    def latest(self, story: Story) -> list[Story]:
        """The block of the newest stories as the story's page shows it now."""
        newest = self._newest(story.edition, LATEST + 1)
        return [other for other in newest if other.id != story.id][:LATEST]

    def _newest(self, edition: str, count: int) -> list[Story]:
        """The newest articles: the blocks and feeds never name a page that is none."""
        found: list[Story] = []
        for story in reversed(self._lists[edition, "latest"]):
            if story.is_article:
                found.append(story)
                if len(found) == count:
                    break
        return found

    def publish(self, count: int = 1, edition: str = "uk") -> list[Story]:
        """Bring out new plain stories on top of the lists; returned newest first."""
        new = []
        for _ in range(count):
            story = self._timeline.next_story(edition)
            self.add(story)
            new.append(story)
        return new[::-1]

    def edit(self, story: Story) -> None:
        """Change the text of a story: a paragraph more, other validators."""
        story.version += 1

    def withdraw(self, story: Story) -> None:
        """Take a story off: its page answers 404 and no list names it; old links to it stay."""
        story.withdrawn = True
        self.stories.pop(story.id, None)
        self.decoys.pop(story.id, None)
        if story.is_listed:
            for name in self._names(story):
                self._lists[story.edition, name].remove(story)

    def reachable(self, edition: str) -> set[int]:
        """Articles that the lists name, and those that lead on from them by the related block."""
        found = {story.id for story in self.published(edition)}
        waiting = list(found)
        while waiting:
            for ident in self.stories[waiting.pop()].related:
                if ident not in found and ident in self.stories:
                    found.add(ident)
                    waiting.append(ident)
        return found

    def expected(self, story: Story, base_url: str) -> dict[str, object]:
        """The truth about a story: the fields of its record that do not depend on the fetch."""
        return record(story, [self._known[ident] for ident in story.related], base_url)

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
            return self._listing(edition, (match[1] or "") + match[2], int(match[3] or 1))
        return None

    def _html(self, edition: str, html: str) -> Answer:
        if self.page_bytes:
            html = pad(edition, html, self.page_bytes)
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
        validators = {
            "ETag": story.etag,
            "Last-Modified": format_datetime(story.changed.astimezone(UTC), usegmt=True),
        }
        if _unchanged(story, headers):
            return Answer(304, validators, b"")
        answer = self._html(edition, self.page(story))
        return Answer(200, {**answer.headers, **validators}, answer.body)

    def page(self, story: Story) -> str:
        """The article's page as it stands now, in the dress of SITE.md."""
        related = [self._known[ident] for ident in story.related]
        latest = self.latest(story)
        neighbour = latest[0] if latest else story
        return pages.article_page(story, story.content, related, latest, neighbour)

    def _listing(self, edition: str, name: str, number: int) -> Answer | None:
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
        return self._html(edition, html)

    def _slice(self, stories: Sequence[Story], number: int) -> list[Story]:
        end = len(stories) - (number - 1) * self.page_size
        return list(reversed(stories[max(0, end - self.page_size) : end]))

    def _feed(self, edition: str, name: str, headers: Mapping[str, str]) -> Answer | None:
        if name not in feeds.FEEDS:
            return None
        host = headers.get("host")
        root = f"http://{host}" if host else f"https://{EDITIONS[edition].host}"
        stories = self._lists[edition, "latest" if name == "last" else name]
        newest = [story for story in reversed(stories[-60:]) if story.is_article]
        text = feeds.rss(EDITIONS[edition], name, newest[: feeds.FEED_LENGTH], root)
        return _page(text, kind="application/rss+xml; charset=utf-8")

    def _front(self, edition: str) -> front.FrontStories:
        def of(name: str) -> list[Story]:
            stories = self._lists[edition, name][-12:]
            return [story for story in reversed(stories) if story.is_article]

        return front.FrontStories(
            self._newest(edition, 14), {name: of(name) for name in SECTIONS}, self._timeline.now
        )


def _unchanged(story: Story, headers: Mapping[str, str]) -> bool:
    """RFC 9110: an If-None-Match that is there makes If-Modified-Since not count."""
    if known := headers.get("if-none-match"):
        marks = {mark.strip().removeprefix("W/") for mark in known.split(",")}
        return "*" in marks or story.etag.removeprefix("W/") in marks
    if since := headers.get("if-modified-since"):
        try:
            return story.changed <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False

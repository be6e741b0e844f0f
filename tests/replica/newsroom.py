"""The newsroom of the replica: its stories, its lists, and what the editors do to them."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from newsbot.text.dates.clock import KYIV
from replica.story import Story
from replica.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

# Soon after midnight, so that the blocks of times without dates run past it.
NOW = datetime(2026, 9, 23, 1, 40, tzinfo=KYIV)
LATEST = 10


class Newsroom:
    """Stories in three editions, the same for the same arguments.

    ``articles`` counts the stories of all editions together; pages that only look like articles
    come on top of it. Without ``traps`` all stories are plain. ``foreign`` is the share of plain
    stories in another language than their edition's.
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
    ) -> None:
        self.page_size = page_size
        self.stories: dict[int, Story] = {}
        self.decoys: dict[int, Story] = {}
        self._known: dict[int, Story] = {}
        # Lowest number first, so that a new story is an append.
        self._lists: dict[tuple[str, str], list[Story]] = defaultdict(list)
        self._dice = Random(seed)
        self._timeline = Timeline(self._dice, seed, now or NOW, page_size, foreign)
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
        """Bring out a story; in the lists it stands by its number."""
        self._known[story.id] = story
        (self.stories if story.is_article else self.decoys)[story.id] = story
        story.related = self._relatives(story)
        if not story.is_listed:
            return
        for name in self._names(story):
            insort(self._lists[story.edition, name], story, key=lambda other: other.id)

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

    def draft(self, days: int = 3, edition: str = "uk", section: str = "press-conference") -> Story:
        """Bring out an item of the press center that took its number so many days ago.

        It stands in the lists where its number has its place, between known ones.
        """
        taken = max(
            story.id
            for story in self._known.values()
            if story.published <= self._timeline.now - timedelta(days=days)
        )
        ident = next(number for number in count(taken + 1) if number not in self._known)
        story = self._timeline.drafted(ident, edition, section)
        self.add(story)
        return story

    def edit(self, story: Story, *, later: timedelta = timedelta(0)) -> None:
        """Change the text of a story: a paragraph more, other validators; ``later``: the page
        prints a time so much later."""
        story.version += 1
        story.published += later

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

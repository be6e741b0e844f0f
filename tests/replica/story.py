"""The model: a story, what its page holds and what is true of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsbot.demo.words import EDITIONS, Tag
from newsbot.text.dates.clock import KYIV
from replica import composition

if TYPE_CHECKING:
    from collections.abc import Callable

    from replica.content import Content, Picture


@dataclass(frozen=True, slots=True)
class Special:
    """A story with a trap: its name, its place and how its page is built."""

    name: str
    section: str
    title: str
    build: Callable[[Story], Content]
    tags: tuple[Tag, ...] = ()
    listed: bool = True
    article: bool = True
    # Names of specials that head its related block, and how many others follow (None: by chance).
    leads_to: tuple[str, ...] = ()
    relatives: int | None = None
    # Of the text, where it is not that of the edition.
    language: str | None = None
    # The third part of the address that lists name, and how much older a time the page prints.
    tag: str | None = None
    earlier: timedelta = timedelta(0)


@dataclass(slots=True)
class Story:
    """One story of one edition. Its text is made when it is asked for, from (seed, id)."""

    id: int
    edition: str
    section: str
    published: datetime
    seed: int
    tags: tuple[Tag, ...] = ()
    related: list[int] = field(default_factory=list)
    special: Special | None = None
    language: str = ""
    """Of the text: any host serves any article in the article's own language."""
    event: datetime | None = None
    """What an announcement prints: the moment of the event, mostly days after it comes out."""
    version: int = 1
    withdrawn: bool = False
    _title: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.language:
            self.language = (self.special and self.special.language) or self.edition

    @property
    def trap(self) -> str | None:
        """The name of the trap that the page carries."""
        return self.special.name if self.special else None

    @property
    def title(self) -> str:
        if self._title is None:
            self._title = self.special.title if self.special else composition.headline(*self._key)
        return self._title

    @property
    def printed(self) -> datetime:
        """The moment that the page prints above the headline."""
        return self.event or self.published

    @property
    def path(self) -> str:
        return f"/news/{self.section}/{self.id}.html"

    @property
    def found_at(self) -> str:
        """The path under which the site's own pages link it."""
        if self.special and self.special.tag:
            return f"/news/{self.section}/{quote(self.special.tag)}/{self.id}.html"
        return self.path

    @property
    def amp_path(self) -> str:
        return f"/news/{self.section}/{self.id}-amp.html"

    @property
    def is_article(self) -> bool:
        """False for an outage page and the like, which only look like one from outside."""
        return self.special is None or self.special.article

    @property
    def is_listed(self) -> bool:
        return self.special is None or self.special.listed

    @property
    def content(self) -> Content:
        """Everything the page of this version says. Made anew at every call: keep it."""
        if self.special:
            content = self.special.build(self)
        else:
            content = composition.compose(*self._key, self.title)
        if self.version == 1:
            return content
        later = composition.revised(*self._key, self.version)
        modified = self.changed if content.states_modified else None
        return replace(content, blocks=(*content.blocks, *later), modified=modified)

    @property
    def lead(self) -> str | None:
        return self.content.lead

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the clean body."""
        return self.content.body.split("\n\n")

    @property
    def source_url(self) -> str | None:
        return self.content.source_url

    @property
    def authors(self) -> tuple[str, ...]:
        return self.content.authors

    @property
    def images(self) -> tuple[Picture, ...]:
        return self.content.images

    @property
    def changed(self) -> datetime:
        """When this version of the page came up."""
        moment = self.published + timedelta(minutes=37 * (self.version - 1))
        # The sum is in wall time: a change of the clocks in between would make it an hour wrong.
        return moment.astimezone(KYIV)

    @property
    def etag(self) -> str:
        """Depends on the story alone: the latest block around it changes all the time."""
        mark = zlib.crc32(f"{self.seed}:{self.edition}:{self.title}".encode())
        return f'W/"{self.id}-{self.version}-{mark:08x}"'

    @property
    def host(self) -> str:
        return EDITIONS[self.edition].host

    @property
    def _key(self) -> tuple[int, int, str, str]:
        return self.seed, self.id, self.language, self.section


def printed_time(moment: datetime) -> str:
    """The site's way of writing a moment, as the output record keeps it raw."""
    return f"{moment:%H:%M %d.%m.%Y}"

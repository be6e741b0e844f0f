"""A story of the made-up site."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from newsbot.demo.composition import draft, paragraphs, reading_minutes

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.demo.words import Edition, Tag

_PICTURE = "https://media.interfax.com.ua/media/thumbs/images/2026/{:02}/{}.jpg"
_SOURCES = (
    None,
    None,
    "https://example.org/reports/2026/quarterly-review/",
    "https://www.example.com/news/story?id=48151623&lang=en",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What an article says and where it stands: the truth about its page."""

    id: int
    edition: Edition
    section: str
    published: datetime
    tags: tuple[Tag, ...]
    related: tuple[Story, ...]
    title: str
    paragraphs: tuple[str, ...]
    picture: str | None
    source_url: str | None

    @property
    def path(self) -> str:
        return f"/news/{self.section}/{self.id}.html"

    @property
    def amp_path(self) -> str:
        return f"/news/{self.section}/{self.id}-amp.html"

    @property
    def minutes(self) -> int:
        return reading_minutes(list(self.paragraphs))


def write(
    ident: int, edition: Edition, section: str, published: datetime, earlier: list[Story]
) -> Story:
    """The story with this id: always the same one. Its related stories are among ``earlier``."""
    dice = Random(ident)  # noqa: S311 - not for secrets
    story = draft(edition, section, dice)
    kin = [other for other in earlier if other.section == section][-8:]
    related = dice.sample(kin, min(len(kin), dice.choice((0, 0, 1, 2, 4))))
    return Story(
        id=ident,
        edition=edition,
        section=section,
        published=published,
        tags=tuple(dice.sample(edition.tags, dice.choice((0, 1, 1, 3)))),
        related=tuple(sorted(related, key=lambda other: -other.id)),
        title=story.title,
        paragraphs=tuple(paragraphs(story, edition, dice)),
        picture=_PICTURE.format(dice.randrange(1, 10), ident) if dice.random() < 0.7 else None,
        source_url=dice.choice(_SOURCES),
    )

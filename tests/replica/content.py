"""What stands on an article page: each piece of markup beside the text it must yield."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from replica.story import Story


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the article. ``caption`` is the truth, ``alt`` what is printed."""

    url: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body column: its markup, its text (None: not part of the body), its image."""

    html: str
    text: str | None = None
    pictures: tuple[Picture, ...] = ()


def paragraph(text: str) -> Block:
    """A plain paragraph: the text is the same on the page and in the record."""
    return Block(f"<p>{escape(text, quote=False)}</p>", text)


@dataclass(frozen=True, slots=True)
class Content:
    """One version of one page. The defaults are those of a plain story without meta data."""

    blocks: tuple[Block, ...]
    lead: str | None = None
    lead_html: str | None = None
    authors: tuple[str, ...] = ()
    byline: bool = True
    picture: Picture | None = None
    source_url: str | None = None
    source_html: str | None = None
    modified: datetime | None = None
    states_modified: bool = False
    # none, og, article, jsonld, jsonld-utc, foreign (about another article), broken
    meta: str = "none"
    minutes: int | None = 1
    # What the page prints where it departs from its edition's habit.
    lang: str | None = None
    title_html: str | None = None
    label_html: str | None = None
    time_html: str | None = None
    published_raw: str | None = None
    published_known: bool = True
    related_heading: str | None = None
    related_suffixes: tuple[str, ...] = ()
    before_article: str = ""
    after_article: str = ""
    page: str | None = None
    # Content and side column by hand, from the related and the latest stories.
    latest_shown: int | None = None
    drawn: Callable[[Sequence[Story], Sequence[Story]], tuple[str, str]] | None = None

    @property
    def body(self) -> str:
        """The clean body: paragraphs separated by one empty line."""
        return "\n\n".join(block.text for block in self.blocks if block.text is not None)

    @property
    def images(self) -> tuple[Picture, ...]:
        inside = tuple(picture for block in self.blocks for picture in block.pictures)
        return ((self.picture,) if self.picture else ()) + inside

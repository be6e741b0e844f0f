"""Stories of given shapes: their made-up text, and what is true of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from newsbot.demo.words import EDITIONS
from replica.content import Content, Picture, paragraph
from replica.drawing import draw
from replica.prose import headline, prose
from replica.shapes import Line, Shape
from replica.story import Special

if TYPE_CHECKING:
    from replica.story import Story

RELATED = tuple(words.related for words in EDITIONS.values())
LATEST = tuple(words.latest for words in EDITIONS.values())
_PICTURE = "https://media.interfax.com.ua/media/thumbs/images/{}/{:02}/{}.jpg"
_CREDIT = re.compile(r"(?:(?:фото|photo): *)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """What a shaped page says, line by line."""

    title: str
    paragraphs: tuple[str, ...]
    """Of the lines `p` and `note`, in order."""
    minutes: int | None
    credit: str | None
    has_picture: bool


def text_of(shape: Shape) -> Text:
    """The made-up text of a shape: always the same one."""
    dice = Random(f"{shape.id} {shape.language}")
    title, minutes, credit, picture = "", None, None, False
    paragraphs = []
    for line in shape.lines:
        if line.t == "title":
            title = headline(shape.language, line.len, dice)
        elif line.t == "reading":
            minutes = int(line.s.split()[0])
        elif line.t == "credit":
            credit = _CREDIT.sub("", line.s)
        elif line.t == "alt":
            picture = True
        elif line.t == "note":
            paragraphs.append(line.s)
        elif line.t == "p":
            paragraphs.append(_paragraph(line, shape.language, dice))
    return Text(title, tuple(paragraphs), minutes, credit, picture or credit is not None)


def _paragraph(line: Line, language: str, dice: Random) -> str:
    opening = "-" if line.list else line.dateline or line.background
    text = prose(language, line.len, dice, opening)
    for asked, words in (
        (line.phone, "(044) 000 0000"),
        (line.email, "press@example.org"),
        (line.url, "https://www.youtube.com/@example"),
    ):
        if asked:
            text = text[: max(len(opening), len(text) - len(words) - 1)].rstrip(" .") + " " + words
    return text


def head_time(shape: Shape) -> Line | None:
    """The time above or right below the headline, where one is printed there."""
    for line in shape.lines:
        if line.t == "time":
            return line
        if line.t in ("p", "note", "item", "heading"):
            return None
    return None


def counted(shape: Shape, headings: Sequence[str]) -> int | None:
    """How many items stand below one of ``headings``; None where there is none of them."""
    count, inside = None, False
    for line in shape.lines:
        if line.t == "heading":
            inside = line.s in headings
            if inside:
                count = count or 0
        elif inside and line.t == "item":
            count = (count or 0) + 1
    return count


def special_of(shape: Shape, *, way: int = 0) -> Special:
    """The shape as a story of the replica; ``way`` is one of any number of ways to draw it."""
    return Special(
        shape.name,
        shape.section,
        text_of(shape).title,
        partial(_content, shape, way),
        language=shape.language,
        tag=shape.tag,
        relatives=counted(shape, RELATED) or 0,
    )


def _content(shape: Shape, way: int, story: Story) -> Content:
    text = text_of(shape)
    picture = None
    if text.has_picture:
        url = _PICTURE.format(2020 + shape.id % 6, 1 + shape.id % 12, shape.id)
        picture = Picture(url, None, text.title, credit=text.credit)
    is_dated = head_time(shape) is not None
    return Content(
        blocks=tuple(map(paragraph, text.paragraphs)),
        picture=picture,
        minutes=text.minutes,
        published_known=is_dated,
        published_raw=None if is_dated else "",
        latest_shown=counted(shape, LATEST),
        drawn=partial(draw, shape, text.paragraphs, picture, story, way),
    )

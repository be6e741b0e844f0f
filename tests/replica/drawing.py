"""The page of a shape: its lines in their order, the markup around each drawn by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from random import Random
from typing import TYPE_CHECKING

from newsbot.demo.markup import block, link_rows
from newsbot.demo.words import EDITIONS

if TYPE_CHECKING:
    from replica.content import Picture
    from replica.shapes import Line, Shape
    from replica.story import Story

_TEXT = ("p", "note")
_LABELS = ("{}\n", "<div>{}</div>", "<span>{}</span>\n", "<p>{}</p>")
_TIMES = ("<span>{}</span><span>{}</span>", "<span>{}</span> <span>{}</span>", "{} {}")
_BROKEN = ("{}\n{}", "{}<br>{}", "<div>{}</div><div>{}</div>")
_CREDITS = ("{}\n", "<p>{}</p>", "<div>{}</div>", "<span>{}</span>", "<p><em>{}</em></p>")
_TAGS = ("<p>{}</p>", "<div>{}</div>", "<p><i>{}</i></p>")
_ADS = (
    '<div class="ad"><div class="ad-wrapper"></div><span class="ad-subtitle">{}</span></div>',
    "<div>{}</div>",
    "<p>{}</p>",
    "<span>{}</span>",
)
_HEADINGS = (
    '<h6 class="section-title">{}</h6>',
    "<h3>{}</h3>",
    '<div class="block-heading">{}</div>',
    "<p><strong>{}</strong></p>",
)
_ROWS = (
    '<div class="article"><h2><a class="article-link" href="{path}">{title}</a></h2>{time}</div>',
    '<ul><li><a href="{path}">{title}</a> {time}</li></ul>',
    '<p><a href="{path}">{title}</a><br>{time}</p>',
)


def draw(
    shape: Shape,
    paragraphs: Sequence[str],
    picture: Picture | None,
    story: Story,
    way: int,
    related: Sequence[Story],
    latest: Sequence[Story],
) -> tuple[str, str]:
    """The content column and the side column."""
    dice = Random(f"{shape.id} {way}")
    end = _end_of_article(shape.lines)
    article = _Article(story, paragraphs, picture, dice)
    for line in shape.lines[:end]:
        article.draw(line)
    main, side = _blocks(shape, shape.lines[end:], related, latest, dice)
    return f"{article.html()}\n{main}", side


def _end_of_article(lines: Sequence[Line]) -> int:
    """Where the text and what belongs to it end, and the blocks begin."""
    last = max(n for n, line in enumerate(lines) if line.t in (*_TEXT, "title"))
    for number, line in enumerate(lines[last + 1 :], last + 1):
        if line.t not in ("tags", "ad", "agency", "again"):
            return number
    return len(lines)


class _Article:
    """The article being drawn, line by line."""

    def __init__(
        self, story: Story, paragraphs: Sequence[str], picture: Picture | None, dice: Random
    ) -> None:
        self._story = story
        self._paragraphs = paragraphs
        self._picture = picture
        self._dice = dice
        self._glued = story.language == "en" and dice.random() < 0.3
        self._drawn = 0
        self._head: list[str] = []
        self._body: list[str] = []
        self._tail: list[str] = []

    def html(self) -> str:
        head, body, tail = map("\n".join, (self._head, self._body, self._tail))
        return (
            f'<article class="article article-content-view">\n{head}<div class="article-content">\n'
            f"{body}\n</div>\n{tail}</article>"
        )

    def draw(self, line: Line) -> None:
        if line.t in _TEXT:
            self._place_picture()
            self._paragraph(self._paragraphs[self._drawn])
            self._drawn += 1
        elif line.t == "again":
            for number, text in enumerate(self._paragraphs):
                self._paragraph(f"{line.dateline} {text}" if number == 0 else text)
        elif line.t == "tags":
            place = self._dice.choice((self._body, self._tail))
            place.append(self._dice.choice(_TAGS).format(line.s))
        elif line.t == "ad":
            self._tail.append(self._dice.choice(_ADS).format(line.s))
        elif line.t == "agency" and self._drawn:
            self._body.append(f"<p>{line.s}</p>")
        elif line.t == "credit":
            image, credit = self._credited(line.s)
            self._head.append(image)
            self._dice.choice((self._head, self._body)).append(credit)
        elif line.t != "alt":
            self._head.append(self._head_line(line))

    def _paragraph(self, text: str) -> None:
        self._body.append(f"<p>{escape(text, quote=False)}</p>")
        if self._dice.random() < 0.1:
            self._body.append("<p>&nbsp;</p>")

    def _place_picture(self) -> None:
        if self._picture:
            self._head.append(_image(self._picture))
            self._picture = None

    def _head_line(self, line: Line) -> str:
        dice = self._dice
        if line.t == "agency":
            return line.s.upper() if self._glued else dice.choice(_LABELS).format(line.s)
        if line.t == "section":
            link = f'<a href="/news/{self._story.section}.html">{line.s}</a>'
            return dice.choice(_LABELS).format(dice.choice((line.s, link)))
        if line.t == "time":
            forms = _BROKEN if "\n" in line.s else _TIMES
            printed = self._story.printed
            moment = dice.choice(forms).format(f"{printed:%H:%M}", f"{printed:%d.%m.%Y}")
            return f'<div class="article-time">{moment}</div>'
        if line.t == "title":
            title = escape(self._story.title, quote=False)
            return f'<h1 class="article-content-title">{title}</h1>'
        if line.t == "reading":
            return self._reading(line.s)
        raise ValueError(f"a line of the kind {line.t!r} does not stand above a text")

    def _reading(self, text: str) -> str:
        share = (
            '<ul class="share-buttons"><li>'
            f'<a href="https://social.example.com/share?u={self._story.id}">f</a></li></ul>'
        )
        forms = (text, f"<span>{text}</span>{share}", f"<div>{text}</div>{share}")
        return (
            f'<div class="grid article-content-secondary-header">{self._dice.choice(forms)}</div>'
        )

    def _credited(self, credit: str) -> tuple[str, str]:
        """The picture, and the line that says who made it: in one figure, or on its own."""
        assert self._picture is not None
        image = _image(self._picture)
        self._picture = None
        if self._dice.random() < 0.2:
            return f"<figure>{image}<figcaption>{credit}</figcaption></figure>", ""
        return image, self._dice.choice(_CREDITS).format(credit)


def _image(picture: Picture) -> str:
    alt = escape(picture.alt or "")
    return f'<img class="article-content-image" src="{picture.url}" alt="{alt}">'


def _blocks(
    shape: Shape,
    lines: Sequence[Line],
    related: Sequence[Story],
    latest: Sequence[Story],
    dice: Random,
) -> tuple[str, str]:
    """The blocks behind the article, and those of the side column: the latest stories."""
    words = EDITIONS[shape.language]
    row = dice.choice(_ROWS)
    main: list[str] = []
    side: list[str] = []
    place, links = main, iter(latest)
    seen = set()
    for number, line in enumerate(lines):
        if line.t == "heading":
            heading = line.s
            seen.add(heading)
            links = iter(related if heading == words.related else latest)
            place = side if heading == words.latest else place
            place.append(dice.choice(_HEADINGS).format(line.s))
        elif line.t == "item":
            following = lines[number + 1] if number + 1 < len(lines) else None
            time = following.s if following and following.t == "time" else ""
            place += _row(row, links, time)
        elif line.t == "time" and lines[number - 1].t != "item":
            place.append(f"<div>{line.s}</div>")
        elif line.t == "ad":
            place.append(dice.choice(_ADS).format(line.s))
    if words.related not in seen:
        main.append(block(words.related, ""))
    if words.latest not in seen:
        side.append(block(words.latest, link_rows(latest, times=True), "/news/latest.html"))
    return "\n".join(main), "\n".join(side)


def _row(form: str, links: Iterator[Story], time: str) -> list[str]:
    story = next(links, None)
    if story is None:
        return []
    return [form.format(path=story.path, title=escape(story.title), time=f"<span>{time}</span>")]

"""Shapes of pages: what stands on a page in which order, and how long it is, without the text.

A file of shapes is a list of pages, each with `url`, `language`, `crawl_date` (or null) and
`lines`; a line is a kind `t` with the words as printed (`s`) or a length (`len`). `shapes.json`
beside this file has those of the replica; what a line may be is told in `Line`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsbot.demo.words import EDITIONS
from newsbot.text.dates.clock import KYIV

OWN = Path(__file__).with_name("shapes.json")
_TIME = re.compile(r"(\d\d):(\d\d)\s(\d\d)\.(\d\d)\.(\d{4})")
_ADDRESS = re.compile(r"/+news/+([a-z-]+)(?:/+([^/]+))?/+(\d+)(-amp)?\.html")


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Kinds with words as printed: agency, section, time, reading, credit, note, tags, heading, ad;
    with a length: title, p, item (the title of another article); alt is the title once more, again
    the whole text once more, behind a dateline.
    """

    t: str
    s: str = ""
    len: int = 0
    dateline: str = ""
    background: str = ""
    phone: bool = False
    email: bool = False
    url: bool = False
    list: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One page."""

    url: str
    language: str
    crawl_date: str | None
    lines: tuple[Line, ...]
    name: str = "shape"

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def edition(self) -> str:
        """The edition of the host; `ua.` is another host of the Ukrainian one."""
        hosts = {words.host: code for code, words in EDITIONS.items()}
        return hosts.get(self.host.rstrip("."), "uk")

    @property
    def section(self) -> str:
        return self._parts[1]

    @property
    def tag(self) -> str | None:
        """The third part of the address, decoded."""
        return unquote(self._parts[2]) if self._parts[2] else None

    @property
    def id(self) -> int:
        return int(self._parts[3])

    @property
    def is_amp(self) -> bool:
        return bool(self._parts[4])

    @property
    def _parts(self) -> re.Match[str]:
        found = _ADDRESS.fullmatch(urlsplit(self.url).path)
        if found is None:
            raise ValueError(f"{self.url!r} is no address of an article")
        return found


def load(path: Path) -> list[Shape]:
    """The pages of a file; ValueError where it is none of this form."""
    known = {each.name for each in fields(Line)}
    shapes = []
    for page in json.loads(path.read_text("utf-8")):
        lines = [{name: line[name] for name in line.keys() & known} for line in page["lines"]]
        shape = Shape(
            page["url"],
            page["language"],
            page.get("crawl_date"),
            tuple(Line(**line) for line in lines),
            page.get("name", "shape"),
        )
        shapes.append(whole(shape))
    return shapes


def whole(shape: Shape) -> Shape:
    """The shape with the head that was cut off: agency, time and title before the text."""
    if any(line.t == "title" for line in shape.lines):
        return shape
    head = [Line("agency", s=EDITIONS[shape.language].agency), Line("title", len=70)]
    if not shape.is_amp:
        day = shape.crawl_date or "2026-01-15"
        moment = datetime.fromisoformat(day).replace(hour=9 + shape.id % 9, minute=shape.id % 60)
        head.insert(1, Line("time", s=f"{moment:%H:%M %d.%m.%Y}"))
    return replace(shape, lines=(*head, *shape.lines))


def moment_of(line: Line) -> datetime:
    """What a time line says."""
    found = _TIME.fullmatch(line.s)
    if found is None:
        raise ValueError(f"{line.s!r} is no printed time")
    hour, minute, day, month, year = map(int, found.groups())
    return datetime(year, month, day, hour, minute, tzinfo=KYIV)

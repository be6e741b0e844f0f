"""A replica whose stories all have given shapes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from newsbot.text.dates.clock import KYIV
from replica.shaped import head_time, special_of
from replica.shapes import Shape, moment_of
from replica.site import Replica
from replica.story import Story


def replica_of(shapes: Iterable[Shape]) -> Replica:
    """The site of these pages; of several pages of one article, the one with most lines counts."""
    best: dict[int, Shape] = {}
    for shape in shapes:
        if shape.id not in best or len(shape.lines) > len(best[shape.id].lines):
            best[shape.id] = shape
    replica = Replica(0)
    for ident in sorted(best):
        replica.add(story_of(best[ident]))
    return replica


def story_of(shape: Shape, *, way: int = 0) -> Story:
    """The story of a shape, at the address that the shape has."""
    time = head_time(shape)
    printed = moment_of(time) if time else None
    published = printed or _day(shape)
    event = None
    if shape.section == "press-announcement":
        event, published = printed, _day(shape)
    return Story(
        shape.id,
        shape.edition,
        shape.section,
        published,
        seed=1,
        special=special_of(shape, way=way),
        event=event,
    )


def _day(shape: Shape) -> datetime:
    """When the page came out, where nothing on it tells: the page was stored on that day."""
    return datetime.fromisoformat(shape.crawl_date or "2026-01-15").replace(hour=12, tzinfo=KYIV)

"""The record that newsbot has to make of a story."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from newsbot.demo.words import EDITIONS
from replica.feeds import pub_date
from replica.metadata import stamp
from replica.story import printed_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from replica.content import Content
    from replica.story import Story


def _publication(
    story: Story, content: Content, *, in_feed: bool
) -> tuple[datetime | None, str | None]:
    stated = stamp(story, content)
    if stated is not None:
        return story.published, stated
    if content.published_known and story.event is None:
        return story.published, content.published_raw or printed_time(story.published)
    if in_feed:
        return pub_date(story), format_datetime(pub_date(story))
    raw = printed_time(story.printed) if content.published_raw is None else content.published_raw
    return None, raw or None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def record(
    story: Story, related: Sequence[Story], base_url: str, *, in_feed: bool
) -> dict[str, object]:
    """Every field of the output record that does not depend on the fetch.

    `in_feed`: RSS has told when it came out, which counts where the page does not.
    """
    content = story.content
    root = base_url.rstrip("/")
    published, raw = _publication(story, content, in_feed=in_feed)
    return {
        "id": str(story.id),
        "url": root + story.path,
        "site": "interfax.com.ua",
        "language": story.language,
        "section": story.section,
        "section_name": EDITIONS[story.language].sections.get(story.section),
        "title": story.title,
        "published_at": _iso(published),
        "published_raw": raw,
        "event_at": _iso(story.event),
        "modified_at": _iso(content.modified),
        "reading_minutes": content.minutes,
        "lead": content.lead,
        "body": content.body,
        "source_url": content.source_url,
        "authors": list(content.authors),
        "tags": [tag.name for tag in story.tags],
        "images": [
            {
                "url": root + picture.url if picture.url.startswith("/") else picture.url,
                "caption": picture.caption,
                "credit": picture.credit,
            }
            for picture in content.images
        ],
        "related": [{"title": other.title, "url": root + other.path} for other in related],
    }

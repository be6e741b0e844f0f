"""The record that newsbot has to make of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.demo.markup import printed_time
from newsbot.demo.words import EDITIONS
from replica.metadata import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from replica.story import Story


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def record(story: Story, related: Sequence[Story], base_url: str) -> dict[str, object]:
    """Every field of the output record that does not depend on the fetch."""
    content = story.content
    root = base_url.rstrip("/")
    stated = stamp(story, content)
    known = content.published_known and (story.event is None or stated is not None)
    return {
        "id": str(story.id),
        "url": root + story.path,
        "site": "interfax.com.ua",
        "language": story.language,
        "section": story.section,
        "section_name": EDITIONS[story.language].sections.get(story.section),
        "title": story.title,
        "published_at": _iso(story.published) if known else None,
        "published_raw": stated or content.published_raw or printed_time(story.printed),
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

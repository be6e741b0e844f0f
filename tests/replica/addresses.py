"""All the addresses under which the site serves one article, and pages that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote
from zlib import crc32

from newsbot.demo.words import EDITIONS

if TYPE_CHECKING:
    from replica.story import Story

HOSTS = (*(words.host for words in EDITIONS.values()), "ua.interfax.com.ua")
_TAGS = ("підтримка", "місто_2026", "ап")
_LINK = re.compile(r'href="/news/[a-z-]+/(\d+)\.html"')


def forms(story: Story) -> Iterator[str]:
    """Every form of address, relative where it may be; the plain one first."""
    yield story.path
    yield f"/news/election/{story.id}.html"
    for tag in _TAGS:
        yield f"/news/election/{quote(tag)}/{story.id}.html"
    yield f"/news/{story.section}/{quote(_TAGS[0]).lower()}/{story.id}.html"
    yield story.amp_path
    yield story.path + "?utm_source=telegram"
    yield story.path + "#comments"
    yield "/" + story.path
    yield story.path.replace("/news/", "/news//")
    for host in HOSTS:
        yield f"https://{host}{story.path}"
        yield f"http://{host}.{story.path}"
        yield f"https://www.{host}{story.path}"


def readdress(html: str, stories: Mapping[int, Story], *, odd: bool) -> str:
    """The page with the links that the site has; ``odd``: each link in another form of address."""

    def address(link: re.Match[str]) -> str:
        story = stories.get(int(link[1]))
        if story is None:
            return link[0]
        if not odd:
            return f'href="{story.found_at}"'
        found = list(forms(story))
        return f'href="{found[crc32(b"%d %d" % (story.id, link.start())) % len(found)]}"'

    return _LINK.sub(address, html)

"""RSS and robots.txt."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.demo.words import Edition
    from replica.story import Story

FEEDS = ("last", "general", "economic")
FEED_LENGTH = 30

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /print/
Disallow: /*?print=
Allow: /news/

Sitemap: https://interfax.com.ua/sitemap.xml
"""


def _title(story: Story, number: int) -> str:
    """The ways in which feeds spell a title: CDATA, entities, entities twice, markup."""
    title = escape(story.title, quote=False)
    if number % 4 == 0:
        return f"<![CDATA[{story.title}]]>"
    if number % 4 == 1:
        return title.replace('"', "&quot;")
    if number % 4 == 2:
        return f"<![CDATA[<b>{title}</b>]]>"
    return escape(title.replace('"', "&quot;").replace(" ", "&nbsp;", 1), quote=False)


def pub_date(story: Story) -> datetime:
    """To the second, unlike the page."""
    return story.published + timedelta(seconds=story.id % 60)


def tells_date(story: Story, number: int) -> bool:
    """Whether item number so-and-so has a date: one has none by chance."""
    # A date that nobody knows is not told here either.
    return number != 4 and (story.event is not None or story.content.published_known)


def _item(story: Story, number: int, root: str, section: str) -> str:
    content = story.content
    link = f"{root}{story.path}"
    if number % 5 == 3:
        link += "?utm_source=rss&utm_medium=feed"
    body = f'<p>{escape(content.body.split(chr(10))[0], quote=False)}</p><img src="/x.gif">'
    description = f"<![CDATA[{body}]]>" if number % 2 else escape(body, quote=False)
    lines = [
        f"<title>{_title(story, number)}</title>",
        f"<link>{escape(link, quote=False)}</link>",
        f"<description>{description}</description>",
        f"<category>{escape(section)}</category>",
    ]
    if tells_date(story, number):
        lines.append(f"<pubDate>{format_datetime(pub_date(story))}</pubDate>")
    if number != 7:
        lines.append(
            f'<guid isPermaLink="{"false" if number % 2 else "true"}">{link.split("?")[0]}</guid>'
        )
    return "<item>\n  " + "\n  ".join(lines) + "\n</item>"


def rss(edition: Edition, name: str, stories: Sequence[Story], root: str) -> str:
    """The feed of the newest stories; ``root`` is the address links begin with."""
    items = "\n".join(
        _item(story, number, root, edition.sections.get(story.section, story.section))
        for number, story in enumerate(stories)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>{edition.agency} &#8212; {name}</title>
<link>{root}/</link>
<description><![CDATA[{edition.latest_news}]]></description>
<atom:link href="{root}/news/{name}.rss" rel="self" type="application/rss+xml"/>
<language>{edition.code}</language>
{items}
</channel></rss>
"""

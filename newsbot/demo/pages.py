"""The pages of the made-up site: articles, their AMP twins, lists, menu pages, RSS."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture
from newsbot.demo.markup import block, link_rows, list_main, list_row, time_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.demo.story import Story
    from newsbot.demo.words import Edition

ROBOTS = "User-agent: *\nDisallow: /search\nAllow: /news/\n"

_THUMBNAIL = "https://media.interfax.com.ua/media/thumbs/images/2024/05/thumb-{}.jpg"


def article_page(story: Story, latest: Sequence[Story]) -> str:
    """The page of a story as it stands while ``latest`` are the newest."""
    edition = story.edition
    title = escape(story.title, quote=False)
    picture = ""
    if story.picture:
        picture = (
            f'<img class="article-content-image" src="{story.picture}" alt="{escape(story.title)}">'
        )
    body = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    if story.id % 4 == 0:
        body.insert(2, _advertisement(edition, story.id))
    if story.source_url:
        body.append(f"<p>{edition.source}: {escape(story.source_url, quote=False)}</p>")
    tags = ", ".join(f'<a href="{tag.path}">{escape(tag.name)}</a>' for tag in story.tags)
    newline = "\n"
    main = f"""<h3 class="category-title"><a href="/news/{story.section}.html">{
        edition.sections[story.section]
    }</a></h3>
<article class="article article-content-view">
{edition.agency}
<div class="article-time">{time_spans(story.published)}</div>
<h1 class="article-content-title">{title}</h1>
<div class="grid article-content-secondary-header">{edition.reading.format(story.minutes)}</div>
{picture}<div class="article-content">
{newline.join(body)}
</div>
<div class="article-tags">{tags}</div>
</article>
{block(edition.related, link_rows(story.related, times=True))}"""
    side = block(edition.latest, link_rows(latest, times=True), "/news/latest.html")
    head = furniture.plain_head(edition, f"{story.title} - {edition.agency}")
    head += f'\n  <link rel="amphtml" href="https://{edition.host}{story.amp_path}">'
    return furniture.page(edition.code, head, main, side)


def _advertisement(edition: Edition, number: int) -> str:
    """Within the body; its label comes after it, as everywhere on the site."""
    return (
        f'<div class="ads"><a href="https://ads.example.com/click?b={number}" target="_blank">'
        '<img src="https://media.interfax.com.ua/media/ads/2026/banner.png" alt=""></a>'
        f'<span class="ad-subtitle">{edition.ad_label}</span></div>'
    )


def amp_page(story: Story, latest: Sequence[Story]) -> str:
    """The AMP twin: no time of its own, the times of others in its list."""
    edition = story.edition
    head = (
        f"  <title>{escape(story.title)}</title>\n"
        f'  <link rel="canonical" href="https://{edition.host}{story.path}">'
    )
    body = "\n".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    others = "\n".join(
        f'<li><a href="{other.path}">{escape(other.title)}</a>'
        f" <span>{other.published:%H:%M, %d.%m.%Y}</span></li>"
        for other in latest
    )
    main = f"<main><h1>{escape(story.title)}</h1>\n{body}\n<ul>\n{others}\n</ul></main>"
    return furniture.document(edition.code, head, main).replace("<html ", "<html amp ", 1)


def list_page(
    edition: Edition,
    heading: str,
    base: str,
    stories: Sequence[Story],
    page: int,
    pages: int,
) -> str:
    """One page of a list, newest first."""
    rows = "\n".join(
        list_row(story, time_spans(story.published), story.picture and _THUMBNAIL.format(story.id))
        for story in stories
    )
    head = furniture.plain_head(edition, f"{heading} - {edition.agency}")
    main = list_main(heading, base, rows, page, pages)
    return furniture.page(edition.code, head, main, "")


def menu_page(edition: Edition, path: str) -> str:
    """About, products and so on: text and a headline, yet no article."""
    name = edition.menu[path]
    main = (
        f'<h3 class="category-title"><a href="{path}">{name}</a></h3>\n'
        f'<div class="static-content"><h1>{name}</h1>\n<p>{edition.agency} (demo).</p>\n'
        f'<p><a href="/news/latest.html">{edition.latest_news}</a></p></div>'
    )
    return furniture.page(edition.code, furniture.plain_head(edition, name), main, "")


def rss(edition: Edition, name: str, stories: Sequence[Story], root: str) -> str:
    """The feed of the newest stories; ``root`` is the address links begin with."""
    items = "\n".join(
        f"<item>\n  <title>{escape(story.title, quote=False)}</title>\n"
        f"  <link>{root}{story.path}</link>\n"
        f"  <description>{escape(story.paragraphs[0], quote=False)}</description>\n"
        f"  <category>{escape(edition.sections[story.section])}</category>\n"
        f"  <pubDate>{format_datetime(story.published)}</pubDate>\n"
        f'  <guid isPermaLink="true">{root}{story.path}</guid>\n</item>'
        for story in stories
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>{edition.agency} - {name}</title>
<link>{root}/</link>
<description>{edition.latest_news}</description>
<language>{edition.code}</language>
{items}
</channel></rss>
"""

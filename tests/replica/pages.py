"""The article page and its AMP twin."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture
from newsbot.demo.markup import block, link_rows, time_spans
from newsbot.demo.words import EDITIONS
from replica.metadata import article_head
from replica.story import printed_time
from replica.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replica.content import Content, Picture
    from replica.story import Story


def _image(picture: Picture) -> str:
    alt = escape(picture.alt or "")
    return f'<img class="article-content-image" src="{picture.url}" alt="{alt}">\n'


def _tail(story: Story, neighbour: Story) -> str:
    """Links as others build them; none of them leads to an article that is not linked elsewhere."""
    other = EDITIONS["en" if story.edition == "uk" else "uk"]
    return f"""<div class="article-share">
<a href="https://social.example.com/share?u={story.path}">Facebook</a>
<a href="https://t.example.com/share?url={story.path}&amp;text=">Telegram</a>
<a class="comments-link" href="{story.path}#comments">0</a>
<a href="{neighbour.path}?utm_source=telegram&amp;utm_medium=post">→</a>
<a href="//news/{neighbour.section}/{neighbour.id}.html">→</a>
<a href="http://{story.host}./news/{neighbour.section}/{neighbour.id}.html">→</a>
<a href="https://{other.host}/news/general/1207{story.id % 1000:03}.html">{other.code}</a>
<a class="article-link" href="https://example.org/news/political/123.html">example.org</a>
</div>"""


def article_page(
    story: Story,
    content: Content,
    related: Sequence[Story],
    latest: Sequence[Story],
    neighbour: Story,
) -> str:
    """The whole page of a story, or of a page that only looks like one."""
    if content.page is not None:
        return content.page
    edition = EDITIONS[story.language]
    head = article_head(story, content, edition)
    if content.drawn is not None:
        main, side = content.drawn(related, latest)
        return furniture.page(story.edition, head, main, side, lang=content.lang)
    title = content.title_html or escape(story.title, quote=False)
    time = content.time_html or f'<div class="article-time">{time_spans(story.printed)}</div>'
    # The English label is glued to the time, as in wire copies; the others stand on their own line.
    label = content.label_html or edition.agency + ("" if story.language == "en" else "\n")
    reading = edition.reading.format(content.minutes) if content.minutes is not None else ""
    lead = f'<div class="article-lead">{escape(content.lead)}</div>' if content.lead else ""
    if content.lead_html is not None:
        lead = content.lead_html
    byline = "".join(
        f'<div class="article-author">{escape(name)}</div>\n'
        for name in (content.authors if content.byline else ())
    )
    updated = ""
    if content.modified and content.meta not in ("jsonld", "jsonld-utc"):
        moment = printed_time(content.modified)
        updated = f'<div class="article-updated">{WORDS[story.language].updated}: {moment}</div>\n'
    source = content.source_html or ""
    if content.source_url and not source:
        source = f"<p>{edition.source}: {escape(content.source_url, quote=False)}</p>\n"
    tags = ", ".join(f'<a href="{tag.path}">{escape(tag.name)}</a>' for tag in story.tags)
    tags = f'<div class="article-tags">{tags}</div>\n' if tags else ""
    more = link_rows(related, content.related_suffixes, times=True)
    body = "\n".join(piece.html for piece in content.blocks)
    main = f"""<h3 class="category-title"><a href="/news/{story.section}.html">{
        edition.sections[story.section]
    }</a></h3>
{content.before_article}<article class="article article-content-view">
{label}{time}
<h1 class="article-content-title">{title}</h1>
<div class="grid article-content-secondary-header"><span class="reading-time">{reading}</span>
<ul class="share-buttons"><li><a href="https://social.example.com/share?u={story.id}">f</a></li>
<li><a href="https://t.example.com/share?url={story.id}">t</a></li></ul></div>
{_image(content.picture) if content.picture else ""}{lead}{byline}<div class="article-content">
{body}
{source}</div>
{updated}{tags}{_tail(story, neighbour)}
</article>
{content.after_article}{block(content.related_heading or edition.related, more)}"""
    side = block(edition.latest, link_rows(latest, times=True), "/news/latest.html")
    return furniture.page(story.edition, head, main, side, lang=content.lang)


def amp_page(story: Story, content: Content, latest: Sequence[Story]) -> str:
    """The AMP twin: no time of its own, the times of others below; its canonical link names it."""
    edition = EDITIONS[story.language]
    head = (
        f"  <title>{escape(story.title)}</title>\n"
        f'  <link rel="canonical" href="https://{story.host}{story.path}">\n'
        '  <script async src="https://cdn.example.com/amp/v0.js"></script>\n'
        "  <style amp-boilerplate>body{visibility:visible}</style>"
    )
    body = "\n".join(f"<p>{escape(text)}</p>" for text in content.body.split("\n\n"))
    items = "\n".join(
        f'<li><a href="{other.path}">{escape(other.title)}</a>'
        f"<div>{other.printed:%H:%M, %d.%m.%Y}</div></li>"
        for other in latest[:5]
    )
    main = (
        f'<header class="amp-header"><a href="/">{edition.agency}</a></header>\n'
        f"<main><h1>{escape(story.title)}</h1>\n{body}\n"
        '<amp-ad type="demo" width="300" height="250"></amp-ad>\n'
        f"<div>{edition.ad_label}</div>\n<h3>{edition.latest}</h3><ul>\n{items}\n</ul></main>"
    )
    html = furniture.document(story.edition, head, main)
    return html.replace("<html ", "<html amp ", 1)

"""The front page in its template of 2018: everything doubled, times without dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture
from newsbot.demo.markup import block, link_rows
from replica.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsbot.demo.words import Edition
    from replica.story import Story

_IMAGE = "https://media.interfax.com.ua/media/images/2017/10/{:04}_154700.jpg"
_HOT = ("general", "political", "economic", "sport")
_EVENTS = (
    ("Grain & Bread Expo", "https://expo.example.com/uk-UA/about/information.aspx"),
    ("Congress of Libraries", "https://events.example.org/news/general/4711.html"),
)


@dataclass(frozen=True, slots=True)
class FrontStories:
    """What the front page is made of: the newest, by section, and the moment."""

    newest: Sequence[Story]
    sections: Mapping[str, Sequence[Story]]
    now: datetime


def _pictured(story: Story, shape: str, image: str, text: str, tag: str = "h2") -> str:
    """An article whose image and headline both link to it."""
    title = escape(story.title)
    return f"""<div class="{shape}">
 <div class="{image} article-image-wrapper"><a href="{story.path}">
  <img class="article-image" src="{_IMAGE.format(story.id % 9999)}" alt="{title}"/></a></div>
 <div class="{text}"><{tag} class="article-link-wrapper">
  <a class="article-link"
     href="{story.path}">
   {title}
  </a>
 </{tag}></div>
</div>"""


def _hot_section(edition: Edition, slug: str, stories: Sequence[Story]) -> str:
    hot = "\n".join(
        _pictured(story, "grid article article-section-hot", "col-14", "col-34")
        for story in stories[:3]
    )
    return f"""<section class="section-wrapper">
<h3 class="section-title"><a href="/news/{slug}.html">
  {edition.sections[slug].upper()}
</a></h3>
<div class="grid"><div class="col-58 vertical-border">
{hot}
</div><div class="col-38 articles-list">
{link_rows(stories[3:8], times=False)}
</div></div></section>"""


def _side_list(edition: Edition, slug: str, rows: str) -> str:
    name = edition.sections[slug].upper()
    return (
        f'<div class="section-wrapper\n\n articles-list press-releases"><h3 class="section-title">'
        f'<a href="/news/{slug}.html">\n {name}\n</a></h3>\n{rows}</div>'
    )


def _announcement(spans: Sequence[str], link: str) -> str:
    times = "\n".join(f"<span>{text}</span>" for text in spans)
    return f"""<div class="grid article"><div class="col-18 article-time">
{times}
</div><div class="col-78"><p class="article-link-wrapper">
{link}
</p></div></div>"""


def _announcements(edition: Edition, stories: Sequence[Story], now: datetime) -> str:
    """The times are those of the events: days after the articles came out."""
    rows = []
    for number, story in enumerate(stories):
        event = now + timedelta(days=2 + number)
        spans = ("10:00", f"{event:%d.%m}", f"{event:%Y}")[number % 2 :]
        link = f'<a class="article-link" href="{story.path}">\n {escape(story.title)}\n</a>'
        rows.append(_announcement(spans, link))
    return (
        '<div class="section-wrapper articles-indent"><h3 class="section-title">'
        f'<a href="/news/press-announcement.html">{WORDS[edition.code].announcements}</a></h3>\n'
        + "\n".join(rows)
        + "</div>"
    )


def _recommends(edition: Edition, now: datetime) -> str:
    heading = WORDS[edition.code].recommends
    event = now + timedelta(days=9)
    rows = [
        _announcement(
            (f"{event:%d.%m}", f"{event:%Y}"),
            f'<a class="article-link" target="_blank" href="{href}">\n {escape(name)}\n</a>',
        )
        for name, href in _EVENTS
    ]
    return (
        '<div class="section-wrapper articles-indent article-indent-time-bold">'
        f'<h3 class="section-title"><a href="/news/event.html">\n{heading}\n</a></h3>\n'
        + "\n".join(rows)
        + "</div>"
    )


def front_page(edition: Edition, stories: FrontStories) -> str:
    """The whole front page."""
    newest = stories.newest
    top = "\n".join(
        _pictured(story, f"article {shape}", "col-27", "col-57")
        for shape, story in zip(
            ("article-biggest", "article-subtop grid", "article-subtop grid"),
            newest[1:4],
            strict=False,
        )
    )
    latest = block(edition.latest_news, link_rows(newest[:10], times=True), "/news/latest.html")
    sections = "\n".join(_hot_section(edition, slug, stories.sections[slug]) for slug in _HOT)
    main = f"""<div class="grid top-block"><div class="col-12">
{top}
</div><div class="col-12">
{latest}
</div><div class="clearfix"></div></div>
{sections}"""
    by_section = stories.sections
    pictured = {
        slug: "\n".join(
            _pictured(story, "grid article article-subtop", "col-13", "col-23", "p")
            for story in by_section[slug][:5]
        )
        for slug in ("video", "interview")
    }
    announced = by_section["press-announcement"] or by_section["press-release"]
    side = "\n".join(
        (
            (
                '<a href="/news/25-years-ago.html"><img src="/static/articles/images/25_years.jpg"'
                f' alt="{edition.menu["/news/25-years-ago.html"]}"></a>'
            ),
            _side_list(
                edition, "press-release", link_rows(by_section["press-release"][:3], times=False)
            ),
            *(_side_list(edition, slug, rows) for slug, rows in pictured.items()),
            _announcements(edition, announced[:3], stories.now),
            _recommends(edition, stories.now),
            _side_list(
                edition,
                "press-conference",
                link_rows(by_section["press-conference"][:5], times=False),
            ),
        )
    )
    return furniture.page(edition.code, furniture.plain_head(edition, edition.agency), main, side)

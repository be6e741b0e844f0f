"""Latest, section and tag lists in the templates of 2021 and of 2019, and their paging."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture
from newsbot.demo.pages import block, link_rows, time_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.demo.editions import Edition
    from newsbot.demo.story import Story

OLD_TEMPLATE_SECTION = "economic"

_THUMB = "https://media.interfax.com.ua/media/thumbs/images/2024/05/thumb-{}.jpg"


def _row(story: Story) -> str:
    title = escape(story.title)
    image = ""
    if story.id % 3:
        # The image links to the article as well: every address of such a row occurs twice.
        thumb = _THUMB.format(story.id % 11)
        image = (
            f'<a href="{story.path}"><img class="article-image" src="{thumb}" alt="{title}"></a>\n'
        )
    time = _time(story)
    return f"""<div class="grid article">
 <div class="col-13 article-time">{time}</div>
 <div class="col-23">
 {image}<h2 class="article-link-wrapper">
  <a class="article-link" href="{story.path}">{title}</a></h2>
 </div>
</div>"""


def _time(story: Story) -> str:
    if story.special and story.is_article and not story.content.published_known:
        # A date that the page cannot tell must not be learnt from the list either.
        return f"<span>{escape(story.content.published_raw or '')}</span>"
    return time_spans(story.published)


def _old_row(story: Story) -> str:
    title = escape(story.title)
    return f"""<div class="grid article article-old">
 <div class="col-27 article-image-wrapper"><a href="{story.path}"><img class="article-image"
  src="{_THUMB.format(story.id % 11)}" alt="{title}"/></a>
  <span class="article-time-big">{_time(story)}</span></div>
 <div class="col-57">
  <h1 class="article-link-wrapper"><a class="article-link" href="{story.path}">
   {title}
  </a></h1>
 </div>
</div>"""


def pager(base: str, page: int, pages: int) -> str:
    """Links to the neighbours of this page; the first page has no number in its address."""
    links = []
    for number in sorted({1, page - 1, page, page + 1, page + 2, pages}):
        if not 1 <= number <= pages:
            continue
        path = f"{base}.html" if number == 1 else f"{base}-{number}.html"
        if number == page:
            links.append(f'<span class="pager-current">{number}</span>')
        else:
            links.append(f'<a href="{path}">{number}</a>')
    return f'<div class="pager">{" ".join(links)}</div>'


def listing_page(
    edition: Edition,
    heading: str,
    base: str,
    rows: Sequence[Story],
    page: int,
    pages: int,
    latest: Sequence[Story],
) -> str:
    """One page of a list, newest first."""
    old = base == f"/news/{OLD_TEMPLATE_SECTION}"
    printed = "\n".join(_old_row(story) if old else _row(story) for story in rows)
    main = f"""<h3 class="category-title"><a href="{base}.html">{escape(heading)}</a></h3>
<div class="articles-section-view">
{printed}
</div>
{pager(base, page, pages)}"""
    is_latest = base == "/news/latest"
    side = (
        ""
        if is_latest
        else block(edition.latest, link_rows(latest, times=True), "/news/latest.html")
    )
    head = furniture.plain_head(edition, f"{heading} - {edition.agency}")
    return furniture.page(edition.code, head, main, side)

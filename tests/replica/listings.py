"""Latest, section and tag lists in the templates of 2021 and of 2019, and their paging."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import furniture
from newsbot.demo.markup import block, link_rows, list_main, list_row, time_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.demo.words import Edition
    from replica.story import Story

OLD_TEMPLATE_SECTION = "economic"

_THUMB = "https://media.interfax.com.ua/media/thumbs/images/2024/05/thumb-{}.jpg"


def _row(story: Story) -> str:
    return list_row(story, _time(story), _THUMB.format(story.id % 11) if story.id % 3 else None)


def _time(story: Story) -> str:
    if story.special and story.is_article and not story.content.published_known:
        # A date that the page cannot tell must not be learnt from the list either.
        return f"<span>{escape(story.content.published_raw or '')}</span>"
    return time_spans(story.printed)


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
    main = list_main(heading, base, printed, page, pages)
    is_latest = base == "/news/latest"
    side = (
        ""
        if is_latest
        else block(edition.latest, link_rows(latest, times=True), "/news/latest.html")
    )
    head = furniture.plain_head(edition, f"{heading} - {edition.agency}")
    return furniture.page(edition.code, head, main, side)

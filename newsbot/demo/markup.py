"""How the pages print times, links to articles, blocks, lists and pagers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class Linked(Protocol):
    """What a link to an article needs to know of it."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> datetime: ...


def time_spans(moment: datetime) -> str:
    return f"<span>{moment:%H:%M}</span><span>{moment:%d.%m.%Y}</span>"


def link_rows(stories: Sequence[Linked], suffixes: Sequence[str] = (), *, times: bool) -> str:
    """Rows of a titled block, as on the front page: the time alone, never the date."""
    rows = []
    for number, story in enumerate(stories):
        suffix = suffixes[number % len(suffixes)] if suffixes else ""
        time = f'\n  <span class="article-time">{story.published:%H:%M}</span>' if times else ""
        last = " last" if number == len(stories) - 1 else ""
        rows.append(
            f'<div class="article{last}">\n <h2 class="article-link-wrapper">\n'
            f'  <a class="article-link"\n     href="{story.path}{suffix}">\n'
            f"   {escape(story.title)}\n  </a>{time}\n </h2>\n</div>"
        )
    return "\n".join(rows)


def block(heading: str, rows: str, href: str | None = None) -> str:
    """A titled block of links; without rows it is its heading only."""
    title = f'<a href="{href}">\n  {heading}\n </a>' if href else heading
    return (
        f'<div class="section-wrapper articles-list">\n <h6 class="section-title">{title}</h6>\n'
        f"{rows}\n</div>"
    )


def list_row(story: Linked, time: str, thumbnail: str | None) -> str:
    """A row of a list page. With a picture every address of the row occurs twice."""
    title = escape(story.title)
    image = ""
    if thumbnail:
        image = (
            f'<a href="{story.path}"><img class="article-image" src="{thumbnail}" alt="{title}">'
            "</a>\n"
        )
    return f"""<div class="grid article">
 <div class="col-13 article-time">{time}</div>
 <div class="col-23">
 {image}<h2 class="article-link-wrapper">
  <a class="article-link" href="{story.path}">{title}</a></h2>
 </div>
</div>"""


def list_main(heading: str, base: str, rows: str, page: int, pages: int) -> str:
    """The content column of a list page; ``base`` is its path without number and `.html`."""
    return f"""<h3 class="category-title"><a href="{base}.html">{escape(heading)}</a></h3>
<div class="articles-section-view">
{rows}
</div>
{_pager(base, page, pages)}"""


def _pager(base: str, page: int, pages: int) -> str:
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

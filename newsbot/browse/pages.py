"""The pages: an article, a day, a section's month, the beginning. Each is one string."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import NamedTuple
from zlib import crc32

from newsbot.archive.diff_page import fields_of
from newsbot.archive.revised import Revised
from newsbot.feeds.records import record_of
from newsbot.guards.html_page import html_page, shown
from newsbot.items import Article, Link

_STYLE = "style-src 'self' file:"
_POLICY = f"default-src 'none'; {_STYLE}"
_SEARCHED = f"default-src 'none'; script-src 'self' file:; {_STYLE}"
"""`'self'` is nobody where a page is opened from a disk, which `file:` is."""
_UNSAFE = re.compile(r"[^\w.-]|^\.")
_LONGEST = 80
NO_TITLE = "(no headline)"
NO_SECTION = "none"


class Row(NamedTuple):
    """An article in the lists."""

    moment: datetime
    """When it was published, else fetched; in Kyiv."""
    path: str
    """Of its page, from the folder's own."""
    title: str
    section: str
    language: str

    @property
    def day(self) -> str:
        return f"{self.moment:%Y-%m-%d}"

    @property
    def month(self) -> str:
        return f"{self.moment:%Y-%m}"


def file_name(text: str) -> str:
    """What a stranger named, as name of a file or folder, which is no way out of this one."""
    name = _UNSAFE.sub(lambda letter: f"~{ord(letter[0]):x}", text or "~")
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}~{crc32(text.encode()):08x}"


def beginning(rows: Sequence[Row], sections: Mapping[str, int], listed: int) -> str:
    """The first page: search, sections, days; `rows` newest first."""
    return _page(
        "The archive",
        "",
        (
            f'<p class="soft">{len(rows)} articles</p>',
            '<label class="soft" for="words">Words, or how they begin</label>',
            '<input type="search" id="words" autocomplete="off">',
            '<p class="soft" id="said" role="status"></p><ul id="found"></ul>',
            "<h2>Sections</h2>",
            '<ul class="days">',
            *(
                _counted(f"section/{file_name(name)}/index.html", name, count)
                for name, count in sorted(sections.items())
            ),
            "</ul>",
            *_days(rows),
        ),
        policy=_SEARCHED,
        body=f' data-listed="{listed}"',
        end='<script src="search.js"></script>',
    )


def _days(rows: Sequence[Row]) -> Iterator[str]:
    for month, of_month in groupby(rows, key=lambda row: row.month):
        yield f'<h2>{month}</h2><ul class="days">'
        for day, of_day in groupby(of_month, key=lambda row: row.day):
            count = sum(1 for _ in of_day)
            yield _counted(f"day/{day}.html", day[8:], count)
        yield "</ul>"


def listing(title: str, rows: Iterable[Row], up: str, *, form: str) -> str:
    """A list of articles; `form` is that of their times."""
    items = (
        f'<li><span class="soft">{row.moment:{form}}</span> {_link(up + row.path, row.title)} '
        f'<span class="soft">{shown(row.section)} {shown(row.language)}</span></li>'
        for row in rows
    )
    return _page(title, up, ("<ul>", *items, "</ul>"))


def months(section: str, counts: Mapping[str, int], up: str) -> str:
    """A section's own first page."""
    items = (_counted(f"{month}.html", month, count) for month, count in counts.items())
    return _page(section, up, ("<ul>", *items, "</ul>"))


def _counted(url: str, text: str, count: int) -> str:
    return f'<li>{_link(url, text)} <span class="soft">{count}</span></li>'


def article_page(
    revisions: Sequence[Article], row: Row, up: str, page_of: Callable[[str], str | None]
) -> str:
    """The newest of an article's revisions, with the older ones.

    `page_of` gives the page in the folder of what an address leads to.
    """
    newest = revisions[-1]
    day = _link(f"{up}day/{row.day}.html", row.day)
    section = _link(f"{up}section/{file_name(row.section)}/{row.month}.html", row.section)
    return _page(
        row.title,
        up,
        (
            f'<p class="soft">{day} {row.moment:%H:%M} · {section}</p>',
            *_text(newest),
            "<dl>",
            *_about(newest),
            "</dl>",
            *_links("Related", newest.related, up, page_of),
            *_older(revisions),
            *_latest(newest.latest, up, page_of),
        ),
        language=newest.language,
    )


def _text(article: Article) -> Iterator[str]:
    if article.lead:
        yield f'<p class="lead">{shown(article.lead)}</p>'
    for paragraph in (article.body or "").split("\n\n"):
        yield "<p>" + "<br>".join(map(shown, paragraph.split("\n"))) + "</p>"


def _about(article: Article) -> Iterator[str]:
    facts = (
        ("address", article.url),
        ("source", article.source_url),
        ("authors", ", ".join(article.authors)),
        ("tags", ", ".join(article.tags)),
        ("changed", article.modified_at),
        ("fetched", article.fetched_at),
        ("revision", str(article.revision)),
        *(("picture", image.url) for image in article.images),
    )
    for name, value in facts:
        if value:
            yield f"<dt>{name}</dt><dd>{_outer(value, value)}</dd>"


def _links(
    title: str, links: Sequence[Link], up: str, page_of: Callable[[str], str | None]
) -> Iterator[str]:
    if links:
        yield f"<h2>{title}</h2><ul>"
        for link in links:
            page = page_of(link.url)
            inner = _outer(link.url, link.title) if page is None else _link(up + page, link.title)
            yield f"<li>{inner}</li>"
        yield "</ul>"


def _latest(links: Sequence[Link], up: str, page_of: Callable[[str], str | None]) -> Iterator[str]:
    """What every page of that hour had beside it is told last, and folded."""
    if links:
        yield "<details><summary>What stood beside it</summary>"
        yield from _links("Latest", links, up, page_of)
        yield "</details>"


def _older(revisions: Sequence[Article]) -> Iterator[str]:
    """What each revision has changed, the newest first."""
    for before, after in reversed([*pairwise(revisions)]):
        yield f"<details><summary>Revision {after.revision}, fetched {shown(after.fetched_at)}"
        yield '</summary><dl class="changed">'
        yield from fields_of(Revised(record_of(before), record_of(after)))
        yield "</dl></details>"


def _outer(url: str, text: str) -> str:
    """What a page named: a link where it is the address of a page."""
    return _link(url, text) if url.startswith(("http:", "https:")) else shown(text)


def _link(url: str, text: str) -> str:
    return f'<a href="{shown(url)}">{shown(text)}</a>'


def _page(
    title: str,
    up: str,
    parts: Iterable[str],
    *,
    policy: str = _POLICY,
    language: str | None = None,
    body: str = "",
    end: str = "",
) -> str:
    """`up` leads to the folder's own place: `../`."""
    lang = f' lang="{shown(language)}"' if language else ""
    return html_page(
        title,
        (
            *([f"<nav>{_link(f'{up}index.html', 'The archive')}</nav>"] if up else []),
            f"<article{lang}><h1>{shown(title)}</h1>",
            *parts,
            f"</article>{end}",
        ),
        head=f'<link rel="stylesheet" href="{up}pages.css">',
        policy=policy,
        body=body,
    )

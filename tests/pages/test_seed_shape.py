"""The page of SITE.md, with an invented text of the same shape, and the same text as one flow."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from pages.reading import article_of, body_of, page_of
from pages.shapes import LABEL, URL, Story

STORY = Story()
LINES = [
    LABEL,
    STORY.raw,
    STORY.title,
    "1 хв читати",
    *STORY.paragraphs,
    f"Джерело: {STORY.source}",
    "ЩЕ ЗА ТЕМОЮ",
    "ОСТАННЄ",
    *(title for title, _ in STORY.latest),
    "РЕКЛАМА",
    "РЕКЛАМА",
    "UKR.NET- новини з усієї України",
    "РЕКЛАМА",
]
PATHS = dict(STORY.latest)


def flow(form: str, lines: Sequence[str] = LINES) -> str:
    """All lines of the page one after another, each in the same markup."""
    parts = []
    for line in lines:
        text = escape(line, quote=False)
        if line in PATHS:
            text = f"<a href='{PATHS[line]}'>{text}</a>"
        is_bare = line in PATHS and form == "bare links"
        if line == STORY.title:
            parts.append(f"<h1>{text}</h1>")
        elif form == "br":
            parts.append(f"{text}<br><br>")
        else:
            tag = {"bare links": "p"}.get(form, form)
            parts.append(text if is_bare else f"<{tag}>{text}</{tag}>")
    return "<html><body><div>" + "\n".join(parts) + "</div></body></html>"


@pytest.mark.parametrize("form", ["p", "div", "br", "bare links", "section"])
def test_flow_of_lines(form: str) -> None:
    html = flow(form)
    article = article_of(html, URL)
    assert article.title == STORY.title
    assert article.evidence.published == [("visible", STORY.raw)]
    assert article.reading_minutes == 1
    assert body_of(article) == list(STORY.paragraphs)
    assert article.source_url == STORY.source
    assert article.related == []
    assert [link.title for link in article.latest] == list(PATHS)
    assert page_of(html, URL).has_block == {"related": True, "latest": True}


@pytest.mark.parametrize("heading", ["h2", "h3", "p", "div"])
@pytest.mark.parametrize("name", ["Останнє", "Ще за темою"])
def test_a_chapter_called_like_a_block_stays_in_the_text(heading: str, name: str) -> None:
    first, second, *_ = STORY.paragraphs
    html = (
        f"<h1>{STORY.title}</h1><div>{STORY.raw}</div><div><p>{first}</p>"
        f"<{heading}>{name}</{heading}><p>{second}</p></div><h3>ОСТАННЄ</h3>"
        + "".join(f"<p><a href='{path}'>{title}</a></p>" for title, path in STORY.latest)
    )
    article = article_of(html, URL)
    assert body_of(article) == [first, name, second]
    assert len(article.latest) == len(STORY.latest)
    assert article.related == []


def test_a_text_goes_on_behind_an_inserted_block() -> None:
    first, second, *rest = STORY.paragraphs
    html = (
        f"<h1>{STORY.title}</h1><div>{STORY.raw}</div><div><p>{first}</p><p>{second}</p>"
        "<h4>Ще за темою</h4><ul><li><a href='/news/general/5.html'>П’ята</a></li></ul>"
        + "".join(f"<p>{text}</p>" for text in rest)
        + "</div>"
    )
    article = article_of(html, URL)
    assert body_of(article) == list(STORY.paragraphs)
    assert [link.title for link in article.related] == ["П’ята"]


@pytest.mark.parametrize("form", ["p", "div", "section"])
@pytest.mark.parametrize("label", ["AD", "ADVERTISING", "Загрузка..."])
def test_a_label_between_the_rows_of_a_block_does_not_end_it(form: str, label: str) -> None:
    at = LINES.index(STORY.latest[-1][0])
    article = article_of(flow(form, [*LINES[:at], label, *LINES[at:]]), URL)
    assert [link.title for link in article.latest] == list(PATHS)
    assert body_of(article) == list(STORY.paragraphs)

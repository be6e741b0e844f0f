"""How pages of other sites are built: old tables, blogs, briefs among teasers, comments, chapters."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from sites.not_articles import ABOUT, BODY, FETCHED_AT, RAIL, TEASERS, TEXTS, TITLE, URL, WHEN, page

LONG = " ".join(TEXTS * 2)
REMARKS = "".join(
    f"<div><b>Reader {n}</b><p>I have never seen so many apples in my life as this year, and I am {n + 70}!</p></div>"
    for n in range(9)
)
LAYOUTS = {
    "paragraphs parted by line breaks": f"<h1>{TITLE}</h1>{WHEN}<div>{'<br><br>'.join(TEXTS)}</div>{RAIL}",
    "paragraphs in elements of no meaning": f"<h1>{TITLE}</h1>{WHEN}<div>{''.join(f'<div>{text}</div>' for text in TEXTS)}</div>{RAIL}",
    "a page in a table": f"<table><tr><td>{RAIL}</td><td><font size=5><b>{TITLE}</b></font><br>22 September 2026<br><br>{'<br><br>'.join(TEXTS)}<br><br></td></tr><tr><td colspan=2>Home</td></tr></table>",
    "a blog": f"<h1><a href='/'>An orchard's diary</a></h1><div><h2>{TITLE}</h2><small>September 22nd, 2026 by Olena</small><div>{BODY}</div></div>{RAIL}",
    "the site's name in an h1": f"<h1>Example</h1><h2>{TITLE}</h2>{WHEN}<div>{BODY}</div>{RAIL}",
    "teasers in the text's own container": f"<main><h1>{TITLE}</h1>{WHEN}{BODY}{TEASERS}</main>",
    "teasers below the text": f"<main><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div>{TEASERS}</main>",
    "what readers wrote": f"<div><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div><h4>Comments (9)</h4>{REMARKS}</div>",
}


def read(inner: str, title: str = TITLE) -> Article:
    return newsbot.read(page(inner, title=title), url=URL, fetched_at=FETCHED_AT)


def paragraphs(inner: str) -> list[str]:
    return (read(inner).body or "").split("\n\n")


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_text_of_a_layout(name: str) -> None:
    article = read(LAYOUTS[name])
    assert article.title == TITLE
    assert (article.published_at or "").startswith("2026-09-22")
    assert (article.body or "").split("\n\n") == [*TEXTS]


def test_a_brief_is_no_list_for_the_teasers_below_it() -> None:
    assert paragraphs(f"<main><h1>{TITLE}</h1>{WHEN}<p>{TEXTS[0]}</p></main>{TEASERS}") == [
        TEXTS[0]
    ]


@pytest.mark.parametrize(
    "chapters",
    [
        "".join(
            f"<div><h3><a href='/news/story-number-{n}-of-many'>Story {n}</a></h3><p>{n}. {LONG}</p></div>"
            for n in range(3)
        ),
        "".join(
            f"<div><h3><a href='/news/story-number-{n}-of-many'>Story {n}</a></h3><p>{n}. {TEXTS[0]}</p></div>"
            for n in range(2)
        ),
        "".join(
            f"<div><h3><a href='/news/one-story-of-many'>Story {n}</a></h3><p>{n}. {TEXTS[0]}</p></div>"
            for n in range(4)
        ),
        "".join(
            f"<div><h3><a href='/news/story-number-{n}-of-many'>Story {n}</a></h3><p>{n}. {TEXTS[0]}</p><p>{n}. {TEXTS[1]}</p></div>"
            for n in range(3)
        ),
    ],
    ids=["long", "two", "to one article", "of two paragraphs"],
)
def test_chapters_under_linked_headings_are_no_teasers(chapters: str) -> None:
    body = paragraphs(f"<main><h1>{TITLE}</h1>{WHEN}<div><p>{TEXTS[2]}</p>{chapters}</div></main>")
    assert [text for text in body if text.startswith("1. ")] != []


def test_the_heading_of_the_first_chapter_stays_where_others_open_chapters_too() -> None:
    posts = "".join(
        f"<div><time>1{n}:05</time><h2>Update number {n}</h2><p>{text}</p></div>"
        for n, text in enumerate(TEXTS)
    )
    body = paragraphs(f"<main><h1>{TITLE}</h1>{WHEN}<div>{posts}</div></main>")
    assert body == [part for n, text in enumerate(TEXTS) for part in (f"Update number {n}", text)]


def test_a_heading_alone_before_a_text_is_a_label() -> None:
    inner = f"<div><h2>Article content</h2>{BODY}</div>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}{inner}{RAIL}") == [*TEXTS]


def test_a_chapter_about_comments_is_no_end() -> None:
    inner = f"<p>{TEXTS[0]}</p><h2>Comments</h2><p>{TEXTS[1]}</p><p>{TEXTS[2]}</p>"
    body = paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{inner}</div>{RAIL}")
    assert [text for text in body if text in TEXTS] == [*TEXTS]


def test_a_headline_is_not_left_for_the_name_of_a_site_below_it() -> None:
    inner = f"<h1>Apple harvest doubled</h1>{WHEN}{BODY}<h2>The Example of all the orchards</h2>"
    title = "Apple harvest doubled - The Example of all the orchards"
    assert read(inner, title=title).title in {"Apple harvest doubled", title}


@pytest.mark.parametrize(
    "text",
    [
        "Gardeners brought in their apples in twice as many baskets, in all of the orchards.",
        "The region around Poltava had a mild spring, so there was more of everything.",
    ],
    ids=["its headline", "its description"],
)
def test_a_text_in_other_words_is_an_article(text: str) -> None:
    html = page(f"<h1>{TITLE}</h1>{WHEN}<p>{text}</p>", head=ABOUT)
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).body == text


def test_scripts_without_blanks_are_told_apart_too() -> None:
    title, text = (
        "古い橋、一年ぶりに修理へ",
        "市議会は昨年春の洪水以来通行止めになっている古い橋を修理することを決めた。",
    )
    about = f"<meta name='description' content='{text}'>"
    offer = "有料会員になると会員限定の記事もお読みいただけます。ぜひご利用ください。"
    html = page(f"<h1>{title}</h1>{WHEN}<div><p>{{}}</p></div>", title=title, head=about)
    assert newsbot.read(html.format(text), url=URL, fetched_at=FETCHED_AT).body == text
    with pytest.raises(NotAnArticle, match="headline"):
        newsbot.read(html.format(offer), url=URL, fetched_at=FETCHED_AT)

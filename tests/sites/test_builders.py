"""Pages as publishing systems and their page builders put them together."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

HEAD = f"<h1>{TITLE}</h1>{WHEN}"
CONSENT = "<div id='consent'><span>This site keeps a small file in your browser, so that it knows you when you come again.</span><p>Agreed</p></div>"


def read(inner: str) -> Article:
    return newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)


def paragraphs(inner: str) -> list[str]:
    return (read(inner).body or "").split("\n\n")


@pytest.mark.parametrize(
    "names",
    [
        "builder-widget builder-widget-text",
        "entry-content with-share",
        "text has-social-links",
        "post-1 post hentry category-video tag-popular",
    ],
)
def test_a_text_whose_names_only_seem_to_be_of_furniture(names: str) -> None:
    """What is built of widgets, has buttons beside it, or is told of under a tag is text."""
    inner = f"<header>{HEAD}</header><main><div class='{names}'>{BODY}</div></main>{CONSENT}"
    assert paragraphs(inner) == [*TEXTS]


def test_names_of_furniture_before_the_parts_that_it_has() -> None:
    more = f"<div class='share-bar with-labels'><p>{CONSENT}</p></div>"
    assert paragraphs(f"<main>{HEAD}<div>{BODY}{more}</div></main>") == [*TEXTS]


def test_a_notice_in_an_element_of_accelerated_pages_is_no_text() -> None:
    notice = "<amp-user-notification><p>This site keeps a small file in your browser.</p></amp-user-notification>"
    inner = f"<article><header><h1>{TITLE}</h1>{WHEN}</header><div class='content'><p>{TEXTS[0]}</p></div></article>"
    assert paragraphs(f"{inner}{notice}") == [TEXTS[0]]


BY = "<a rel='author' href='/author/olena/'>Olena Sad</a>"


@pytest.mark.parametrize(
    "line",
    [
        f"<p>by {BY} | 22 September 2026 | <a href='/fruit/'>Fruit</a> | 3 comments</p>",
        f"<div><span>22 September 2026</span> <span>von {BY}</span></div>",
    ],
)
def test_of_a_line_with_an_author_and_more_the_link_is_the_name(line: str) -> None:
    assert read(f"<article><h1>{TITLE}</h1>{line}{BODY}</article>").authors == ["Olena Sad"]


def test_the_authors_of_other_articles_below_a_text_are_not_its_own() -> None:
    other = "<p>by <a rel='author' href='/author/petro/'>Petro Hai</a></p>"
    inner = f"<h1>{TITLE}</h1><p>by {BY}</p>{WHEN}{BODY}"
    assert read(f"<article>{inner}</article><div>{other}</div>").authors == ["Olena Sad"]
    below = f"<article>{HEAD}{BODY}<p>by {BY}</p></article>"
    assert read(below).authors == ["Olena Sad"]


ROW = "<div class='item'><h3><a href='https://www.example.ua/news/pears-are-late-this-year'>Pears are late this year in all orchards</a></h3><time datetime='2026-09-20T08:00:00+03:00'>20 September</time></div>"


def test_the_stamp_of_a_row_in_a_rail_is_not_the_articles() -> None:
    rail = f"<div class='rail'><h4>New here</h4>{ROW * 4}</div>"
    inner = f"<main><div><article><h1>{TITLE}</h1><div>22 September 2026</div>{BODY}</article></div><div>{rail}</div></main>"
    assert (read(inner).published_at or "")[:10] == "2026-09-22"
    undated = f"<main><div><article><h1>{TITLE}</h1><div>by {BY}</div>{BODY}</article></div><div>{rail}</div></main>"
    assert (read(undated).published_at or "")[:10] == "2026-09-22", "the day of its address"


def test_the_stamp_of_a_row_in_a_long_list_of_others_is_not_the_articles() -> None:
    rows = "".join(
        f"<div><a href='https://www.example.ua/news/{name}-are-late-this-year'>{name} are late this year in all orchards</a><div><a href='https://www.example.ua/news/{name}-are-late-this-year'>Why they are late.</a></div><div><time datetime='2026-09-20T08:00:00Z'>20 Sep</time> • <a href='https://people.example/@x'>Olena Sad</a></div></div>"
        for name in ("Pears", "Plums", "Nuts")
    )
    others = f"<div><div><div>Top Latest</div><div>{rows}</div></div></div>"
    inner = f"<div><div><article><h1>{TITLE}</h1><div>22 September 2026</div>{BODY}</article></div>{others}</div>"
    url = "https://www.example.ua/news/apple-harvest-doubled-1234567"
    article = newsbot.read(page(inner), url=url, fetched_at=FETCHED_AT)
    assert (article.published_at or "")[:10] == "2026-09-22"


def test_the_stamp_of_a_remark_with_a_footer_is_not_the_articles() -> None:
    """As blogs mark up what readers write: an article with a footer above its text."""
    remark = "<li><article><footer><b>Reader</b> <time datetime='2026-09-21T08:00:00+03:00'>21 September 2026</time></footer><p>What a harvest!</p></article></li>"
    inner = f"<main><article><h1>{TITLE}</h1><div>22 September 2026</div>{BODY}</article><ol class='comment-list'>{remark * 3}</ol></main>"
    assert (read(inner).published_at or "")[:10] == "2026-09-22"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("<time class='updated' datetime='2026-09-22T10:15:00+03:00'>22 September 2026</time>", 10),
        (
            "<p>21 September 2026</p><p>Updated: <time class='updated' datetime='2026-09-22T10:15:00+03:00'>22 September 2026</time></p>",
            0,
        ),
        (
            "<time itemprop='dateModified' datetime='2026-09-22T10:15:00+03:00'>22 September 2026</time>",
            0,
        ),
    ],
)
def test_the_only_stamp_with_the_date_that_is_printed_is_of_publication(
    printed: str, expected: int
) -> None:
    """Old themes call it «updated» whatever it is, as their microformat asks for one."""
    article = read(f"<article><h1>{TITLE}</h1><div>{printed}</div>{BODY}</article>")
    assert (article.published_at or "")[11:13] == f"{expected:02}"


def test_the_title_of_a_table_of_contents_is_no_text() -> None:
    contents = "<div><div><p>What is told here</p></div><nav><ul><li><a href='#a'>Jam</a></li></ul></nav></div>"
    parts = [f"<p>{text}</p>" for text in TEXTS]
    inner = f"<article>{HEAD}<div>{parts[0]}{contents}{''.join(parts[1:])}</div></article>"
    assert paragraphs(inner) == [*TEXTS]


def test_the_headline_once_more_above_the_text_is_none_of_it() -> None:
    inner = f"<main><header>{HEAD}</header><article><h1>{TITLE}</h1>{BODY}</article></main>"
    assert paragraphs(inner) == [*TEXTS]


def named(names: str) -> str:
    markup = page(f"<main>{HEAD}{BODY}</main>").replace("<body>", f"<body class='{names}'>")
    assert names in markup
    return markup


@pytest.mark.parametrize(
    "names",
    [
        "archive tag tag-apples tag-12 wide",
        "archive author author-olena author-3",
        "search search-results",
        "error404",
    ],
)
def test_a_page_whose_software_says_that_it_lists_posts(names: str) -> None:
    """With one post under a tag it looks like that post."""
    with pytest.raises(NotAnArticle, match="a list of articles"):
        newsbot.read(named(names), url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    "names",
    [
        "post-template single single-post postid-7 category-12",
        "archive category category-news",  # of other software, of a post
    ],
)
def test_a_page_whose_names_only_look_like_those_of_a_list(names: str) -> None:
    assert newsbot.read(named(names), url=URL, fetched_at=FETCHED_AT).title == TITLE


def test_the_stamp_in_the_footer_of_its_own_article_is_the_articles() -> None:
    stamp = "<time class='entry-date published' datetime='2026-09-{}T10:15:00+03:00'>{} September 2026</time>"
    own = f"<footer>Published {stamp.format(22, 22)}</footer>"
    entry = f"<article class='hentry'><h1>{TITLE}</h1><div>{BODY}</div>{own}"
    remark = f"<article><p>What a harvest!</p><footer>{stamp.format(23, 23)}</footer></article>"
    assert read(f"<main>{entry}{remark}</article></main>").published_at == (
        "2026-09-22T10:15:00+03:00"
    )
    more = entry.replace(own, own + own.replace("22", "21"))
    with pytest.raises(NotAnArticle, match="nothing that tells"):
        read(f"<main>{more}</article></main>")

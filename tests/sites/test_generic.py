"""Pages of sites that nobody has described: what is read of them, and what is refused."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from newsbot.sites.any_host import AnyHost
from newsbot.sites.generic import GENERIC
from newsbot.sites.known import site_of
from sites.not_articles import (
    BODY,
    FETCHED_AT,
    NOT_ARTICLES,
    TEASERS,
    TEXTS,
    TITLE,
    URL,
    WHEN,
    page,
)


def read(html: str, url: str = URL) -> Article:
    return newsbot.read(html, url=url, fetched_at=FETCHED_AT)


def body_with(more: str, *, after: int = 2) -> list[str]:
    parts = [f"<p>{text}</p>" for text in TEXTS]
    inner = f"<main><h1>{TITLE}</h1><p class='when'>22 September 2026, 10:15</p><div>{''.join([*parts[:after], more, *parts[after:]])}</div></main>"
    return (read(page(inner)).body or "").split("\n\n")


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("after", [0, 9])
def test_a_source_above_the_text_opens_it(after: int, stop: str) -> None:
    source = f"<p><b>Source:</b> the union of gardeners on <a href='https://union.example/a'>its page</a>{stop}</p>"
    parts = [f"<p>{text}</p>" for text in TEXTS]
    parts.insert(after, source)
    inner = f"<main><h1>{TITLE}</h1><p>22 September 2026, 10:15</p>{''.join(parts)}</main>"
    article = read(page(inner))
    assert article.source_url == "https://union.example/a"
    opening = [] if after else [f"Source: the union of gardeners on its page{stop}"]
    assert article.body == "\n\n".join([*opening, *TEXTS])


FURNITURE = {
    "a pointer in a paragraph": "<p>Read also: <a href='/news/pears-1234566'>Pears are late this year</a></p>",
    "a pointer in a heading": "<h3><a href='/news/pears-1234566'>Pears are late this year</a></h3>",
    "a newsletter": "<div class='newsletter-box'><p>Get the news of the day into your mailbox every morning.</p><p>By signing up you agree to our terms and conditions.</p></div>",
    "a caption outside of a figure": "<img src='/a.jpg'><p>Photo: Olena Sad / Example</p>",
    "a caption that ends with its credit": "<div><img src='/a.jpg'><span>Gardeners with their baskets in an orchard. Photograph: O. Sad/Example</span></div>",
    "a caption with its credit in brackets": "<p>Gardeners with their baskets in an orchard (Photo: O. Sad)</p>",
    "a table of titles": "<table>"
    + "".join(
        f"<tr><td>1{n}:15</td><td><a href='/x?{n}'>Another story of this site, number {n}</a></td></tr>"
        for n in range(5)
    )
    + "</table>",
    "buttons in a table": "<table><tr><td></td><td>comment</td><td>Send to friend</td></tr></table>",
    "a table around a button": "<table><tr><td><img src='/a.png'></td><td>Join us</td></tr><tr><td></td><td>Post a comment</td></tr></table>",
    "a caption by its name": "<div class='img-caption'>Gardeners with their baskets in an orchard near the town.</div>",
    "an aside": "<aside><p>The union of gardeners was founded in 1992 and has forty members.</p></aside>",
    "a rail of teasers": "<ul>"
    + "".join(
        f"<li><a href='/news/story-number-{n}'>Another story of this site, number {n}</a></li>"
        for n in range(5)
    )
    + "</ul>",
    "comments": "<div id='x' class='comments-list'>"
    + "<div><p>What a lovely harvest, I have never seen so many apples in my life!</p></div>" * 3
    + "</div>",
    "a label and its links": "<p>More on this</p><p><a href='/news/pears-1234566'>Pears are late</a></p>",
    "the same paragraph twice": f"<p>{TEXTS[1]}</p>",
    "a post of a network": "<blockquote><p>So many apples!</p>— Garden Union (@gardens) <a href='https://x.example/1'>September 22</a></blockquote>",
    "the word for advertising": "<div>Advertisement</div>",
    "a figure": "<figure><img src='/a.jpg'><figcaption>Gardeners with their baskets. One of them holds an apple.</figcaption></figure>",
}


@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_between_paragraphs_is_no_text(name: str) -> None:
    assert body_with(FURNITURE[name]) == [*TEXTS]


KEPT = {
    "a subheading": ("<h2>What comes next</h2>", ["What comes next"]),
    "a list": (
        "<ul><li>twelve tons of jam;</li><li>three of juice</li></ul>",
        ["twelve tons of jam;", "three of juice"],
    ),
    "a quote": (
        "<blockquote><p>We have never seen anything like it in our lives.</p></blockquote>",
        ["We have never seen anything like it in our lives."],
    ),
    "a short paragraph": ("<p>It was a feast.</p>", ["It was a feast."]),
    "a link in a sentence": (
        "<p>The <a href='/tag/union'>union of gardeners</a> keeps the books of it since 1992.</p>",
        ["The union of gardeners keeps the books of it since 1992."],
    ),
    "a sentence that is mostly links": (
        "<p>It was the union that <a href='/news/gardeners-count-their-apples-1234566'>told gardeners to count their apples</a>, and then <a href='/news/a-book-of-apples-1234565'>wrote a book about how to do so</a>.</p>",
        [
            "It was the union that told gardeners to count their apples, and then wrote a book about how to do so."
        ],
    ),
    "a table": (
        "<table><tr><td>Apples</td><td>12</td></tr><tr><td>Pears</td><td>3</td></tr></table>",
        ["Apples\t12\nPears\t3"],
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_the_text_stays(name: str) -> None:
    html, kept = KEPT[name]
    assert body_with(html) == [*TEXTS[:2], *kept, *TEXTS[2:]]


def test_posts_of_a_live_blog_are_one_text() -> None:
    posts = "".join(
        f"<div class='post'><div><time>1{n}:05</time></div><div class='entry'><p>{text}</p><p>More will follow, the union of gardeners promised.{n}</p></div></div>"
        for n, text in enumerate(TEXTS)
    )
    article = read(page(f"<main><h1>{TITLE}</h1><div>{posts}</div></main>"))
    assert all(text in (article.body or "") for text in TEXTS)


def test_the_headings_of_sections_stay() -> None:
    parts = "".join(
        f"<section><header><div>1{n}:05</div><h3>What was said, part {n}</h3></header><div><p>{text}</p><p>It was a feast, number {n}.</p></div></section>"
        for n, text in enumerate(TEXTS)
    )
    box = "<section><h3>Most read of today</h3><p><a href='/news/pears-1234566'>Pears are late this year</a></p></section>"
    article = read(
        page(
            f"<main><h1>{TITLE}</h1>{WHEN}<div>{parts.replace('</section>', '</section>' + box, 1)}</div></main>"
        )
    )
    body = (article.body or "").split("\n\n")
    assert [each for each in body if each.startswith("What was said")] == [
        "What was said, part 0",
        "What was said, part 1",
        "What was said, part 2",
    ]
    assert "Most read of today" not in body


@pytest.mark.parametrize("last", ["", "<div class='note'><p>Something else.</p></div>"])
def test_the_last_section_may_have_a_single_paragraph(last: str) -> None:
    """A page may be cut into sections by its advertising, wherever that stands."""
    sections = "".join(
        f"<div class='column'><div class='text'>{''.join(f'<p>{text}</p>' for text in texts)}</div></div><div class='slot'></div>"
        for texts in (TEXTS[:2], TEXTS[2:])
    )
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<div>{sections}</div>{last}</main>"
    assert (read(page(inner)).body or "").split("\n\n") == [*TEXTS]


@pytest.mark.parametrize(
    ("standfirst", "is_text"),
    [
        ("The union of gardeners counted apples in all of the orchards of the region and found twice as many as in any year before", True),
        ("The year of the apple", False),
    ],
)  # fmt: skip
def test_a_standfirst_may_have_no_stop(standfirst: str, is_text: bool) -> None:
    above = f"<div><h1>{TITLE}</h1><h2>{standfirst}</h2></div><div>By Olena Sad</div><div>4 min read</div>"
    article = read(page(f"<main>{above}{WHEN}<div>{BODY}</div></main>"))
    assert (article.body or "").split("\n\n") == [*[standfirst][:is_text], *TEXTS]
    assert article.reading_minutes == 4


LATER = [f"{text} Of this the paper has {n} notes." for n in range(3) for text in TEXTS]


@pytest.mark.parametrize(
    ("between", "is_one"),
    [
        ("", False),
        ("<div class='shop'><a href='/shop'>Advertise with us</a></div>", True),
        ("<h3>From our readers</h3>", False),
        (
            "<ul><li>Gardeners stand in an orchard near the town.</li></ul>",
            False,
        ),
    ],
    ids=["nothing", "a box", "a heading", "another text"],
)
def test_a_text_may_go_on_behind_what_was_put_into_it(between: str, is_one: bool) -> None:
    before = "".join(f"<p>{text}</p>" for text in TEXTS)
    inner = (
        f"<div id='a'>{before}</div>{between}<section><p>{LATER[0]}</p><p>{LATER[1]}</p></section>"
    )
    body = (read(page(f"<main><h1>{TITLE}</h1>{WHEN}{inner}</main>")).body or "").split("\n\n")
    assert body == [*TEXTS, *(LATER[:2] if is_one else ())]


@pytest.mark.parametrize("more", [2, 0])
def test_a_text_may_go_on_outside_of_a_box_that_an_editor_made(more: int) -> None:
    note = "<p>Write to the gardeners of the town if you would like to help them.</p>"
    boxed = "".join(f"<p>{text}</p>" for text in (*TEXTS, *LATER[2:5]))
    loose = "".join(f"<p>{text}</p>" for text in LATER[:more]) or note
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<div class='entry'><div>{boxed}</div>{loose}</div></main>"
    body = (read(page(inner)).body or "").split("\n\n")
    assert body == [*TEXTS, *LATER[2:5], *LATER[:more]]


@pytest.mark.parametrize("measure", ["mt-2.5", "lg:w-1", "px-[15px]"])
def test_measures_in_names_tell_no_sections_apart(measure: str) -> None:
    """The last page of a long read has another margin, and is short."""
    parts = "".join(
        f"<div class='{name} mx-auto'><div class='post-content'>{''.join(f'<p>{text}</p>' for text in texts)}</div></div>"
        for name, texts in (("my-2.5", LATER), (measure, TEXTS[:2]))
    )
    body = (read(page(f"<main><h1>{TITLE}</h1>{WHEN}{parts}</main>")).body or "").split("\n\n")
    assert body == [*LATER, *TEXTS[:2]]


HIDDEN = f"<div id='articleBody' class='single' style='display: none'>{''.join(f'<p>{text}</p>' for text in LATER)}</div>"


def test_a_text_that_waits_for_a_script_is_read() -> None:
    offer = "<p>Please sign up or log in to read on about the orchards.</p>"
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<p>{TEXTS[0]}</p>{HIDDEN}{offer}</main>"
    article = read(page(inner))
    # What is shown above the text, outside of it, may be its standfirst.
    assert [article.lead, *(article.body or "").split("\n\n")] == [TEXTS[0], *LATER]


@pytest.mark.parametrize(
    "hidden",
    [
        HIDDEN.replace("articleBody", "terms"),
        f"<div class='article-text' hidden>{BODY}</div>",
        HIDDEN.replace("<p>", "<p><button>").replace("</p>", "</button></p>"),
    ],
    ids=["without its name", "not longer than what is shown", "of buttons"],
)
def test_what_else_is_hidden_stays_hidden(hidden: str) -> None:
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<p>{TEXTS[0]}</p>{hidden}</main>"
    assert (read(page(inner)).body or "").split("\n\n") == [TEXTS[0]]
    before = f"{hidden}<main><h1>{TITLE}</h1>{WHEN}<p>{TEXTS[0]}</p></main>"
    assert (read(page(before)).body or "").split("\n\n") == [TEXTS[0]]


def test_the_root_of_a_host_is_a_front_page_unless_it_says_more() -> None:
    html = page(f"<h1>{TITLE}</h1>{WHEN}{BODY}")
    with pytest.raises(NotAnArticle, match="a front page"):
        read(html, url="https://example.org/")
    stated = page(
        f"<h1>{TITLE}</h1>{WHEN}{BODY}", head="<meta property='og:type' content='article'>"
    )
    assert read(stated, url="https://example.org/").title == TITLE


def test_names_that_lie_are_seen_through() -> None:
    """The whole text in a container with a name of furniture, a line of furniture beside it."""
    inner = f"<h1>{TITLE}</h1>{WHEN}<div class='promo-widget'>{BODY}</div><p>Have a nice evening and come back soon.</p>"
    assert (read(page(inner)).body or "").split("\n\n") == [*TEXTS]


@pytest.mark.parametrize("name", NOT_ARTICLES)
def test_what_is_no_article_is_refused(name: str) -> None:
    with pytest.raises(NotAnArticle):
        read(NOT_ARTICLES[name])


def test_an_article_says_that_nobody_described_its_site() -> None:
    article = read(page(f"<h1>{TITLE}</h1>{WHEN}{BODY}"), URL + "?utm_source=x&page=2#top")
    assert (article.site, article.id, article.section) == ("example.ua", "1234567", None)
    assert article.url == URL + "?page=2"
    assert article.language == "en"
    assert not article.evidence.described


@pytest.mark.parametrize("lang", ["de", "pl"])
def test_latin_letters_are_no_proof_of_english(lang: str) -> None:
    html = page(f"<h1>{TITLE}</h1>{WHEN}{BODY}").replace("lang='en'", f"lang='{lang}'")
    assert read(html).language == lang


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/a/1234567.html", "1234567"),
        ("https://EXAMPLE.org./2026-09-22/20260922-7654321-x/", "7654321"),
        ("https://example.org/a/1234567-x?page=7654321", "1234567"),
        ("https://example.org/story?d=20260922&id=1234567&cid=post_7654321", "1234567"),
        ("https://example.org/story?of=a-1234567", "1234567"),
        ("https://example.org/2026/09/22/", None),
        ("ftp://example.org/1234567", None),
        ("https://user@example.org/1234567", None),
        ("not an address", None),
    ],
)
def test_ids(url: str, found: str | None) -> None:
    address = AnyHost().article(url, "")
    if found is None:
        assert address is None or not address.id.isdigit()
    else:
        assert address is not None
        assert address.id == found


def test_a_described_host_is_read_with_its_description() -> None:
    assert site_of("https://www.interfax.com.ua./news/general/1.html").name == "interfax.com.ua"
    assert site_of("https://interfax.com.ua.example.org/1") is GENERIC
    assert site_of("https://[bad") is GENERIC


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ("<div class='byline'>By Olena Sad</div>", ""),
        ("", "<meta name='news_keywords' content='apples'>"),
        ("", "<meta property='og:type' content='news'>"),
        ("", "<meta name='published_time' content='2026-09-22T10:15:00+03:00'>"),
    ],
)
def test_what_tells_an_article_without_a_date_on_its_page(above: str, head: str) -> None:
    assert read(page(f"<h1>{TITLE}</h1>{above}{BODY}", head=head)).body


def test_a_long_text_tells_an_article_where_nothing_else_does() -> None:
    chapters = "".join(f"<p>{number}. {text}</p>" for number in range(8) for text in TEXTS)
    undated = URL.replace("/2026/09/22", "")
    html = page(f"<h1>{TITLE}</h1><div>{chapters}</div>")
    assert newsbot.read(html, url=undated, fetched_at=FETCHED_AT).body
    remarks = TEASERS.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    article = read(page(f"<h1>{TITLE}</h1><div>{chapters}</div><section>{remarks}</section>"))
    assert "What it is about" not in (article.body or "")
    with pytest.raises(NotAnArticle, match="list of articles"):
        read(page(f"<h1>{TITLE}</h1><div>{BODY}</div><section>{remarks}</section>"))
    with pytest.raises(NotAnArticle, match="list of articles"):
        read(page(f"<h1>{TITLE}</h1><section>{remarks}</section><div>{chapters}</div>"))


def test_the_name_of_whoever_owns_a_page_is_no_byline() -> None:
    with pytest.raises(NotAnArticle, match="nothing that tells"):
        read(page(f"<h1>{TITLE}</h1><div class='author'>olena-sad</div>{BODY}"))


@pytest.mark.parametrize("stop", ["။", "۔", "։"])
def test_a_sentence_may_end_otherwise(stop: str) -> None:
    texts = [f"{'бв ' * 14}г{stop}", f"{'єж ' * 15}з{stop}"]
    inner = "".join(f"<div>{text}</div>" for text in texts)
    article = read(page(f"<h1>{TITLE}</h1>{WHEN}<div>{inner}</div>"))
    assert (article.body or "").split("\n\n") == texts


OWN = "https://www.example.org/news/apple-harvest-doubled-1234567?utm_source=feed"


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (f"<h1><a href='{URL}'>{TITLE}</a></h1>", ""),
        (f"<h1>Example</h1><h2><a href='{URL}'>{TITLE}</a></h2>", ""),
        (f"<h1><a href='{OWN}'>{TITLE}</a></h1>", f"<meta property='og:url' content='{OWN}'>"),
        (
            f"<h1><a href='https://cdn.example.org/print/77'>{TITLE}</a></h1>",
            f"<meta property='og:title' content='{TITLE}'>",
        ),
    ],
)
def test_a_headline_may_be_a_link_to_its_page(above: str, head: str) -> None:
    article = read(page(f"{above}{WHEN}{BODY}<h3>What comes next in the orchards</h3>", head=head))
    assert article.title == TITLE


def test_a_heading_that_leads_elsewhere_is_no_headline() -> None:
    with pytest.raises(NotAnArticle, match="no headline"):
        read(page(f"<h1><a href='/'>{TITLE}</a></h1>{WHEN}{BODY}", title=TITLE))
    with pytest.raises(NotAnArticle, match="no headline"):
        read(page(f"<h2><a href='/news/pears-1234566'>{TITLE}</a></h2>{WHEN}{BODY}"))


def test_the_name_of_the_site_is_no_headline() -> None:
    head = "<meta property='og:site_name' content='Orchard News'>"
    inner = f"<h1>Orchard News</h1><div class='x'><b>{TITLE}</b></div>{WHEN}{BODY}"
    assert read(page(inner, head=head)).title == TITLE
    with pytest.raises(NotAnArticle, match="no headline"):
        read(page(f"<h1>Orchard News</h1>{WHEN}{BODY}", head=head, title="Orchard News"))

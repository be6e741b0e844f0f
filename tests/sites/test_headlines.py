"""Headlines that no heading tells, on sites that nobody described."""

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, RAIL, TEASERS, TEXTS, TITLE, URL, WHEN, page

MOST_READ = (
    f"<div><h3><a href='{URL}'>{TITLE}</a></h3><h3><a href='/news/pears-are-late-1234566'>"
    "Pears are late this year</a></h3></div>"
)


def read(inner: str, title: str = TITLE) -> Article:
    return newsbot.read(page(inner, title=title), url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize("above", ["", f"<ul><li>Home</li><li>{TITLE}</li></ul>"])
def test_a_page_among_those_that_are_read_most_is_headed_above(above: str) -> None:
    article = read(f"{above}<div class='x'>{TITLE}</div>{WHEN}<div>{BODY}</div>{MOST_READ}")
    assert article.title == TITLE
    assert article.body == "\n\n".join(TEXTS)


def test_a_heading_behind_the_end_of_a_breadcrumb_is_the_headline() -> None:
    path = f"<ul><li>Home</li><li>{TITLE}</li></ul><h4>Latest news</h4>{RAIL}"
    text = "Twice as many apples were picked."
    article = read(f"{path}<article><h2>{TITLE}</h2>{WHEN}<p>{text}</p></article>")
    assert article.body == text


def test_a_heading_that_says_all_of_the_title_is_one_behind_text_that_says_half() -> None:
    teaser = f"<div><b>Apple harvest doubled in the orchards</b></div><p>{TEXTS[1]}</p>"
    article = read(f"<div>{teaser}</div><h2>{TITLE}</h2>{WHEN}<div>{BODY}</div>")
    assert article.title == TITLE


def test_a_line_that_says_the_title_otherwise_is_the_headline() -> None:
    said = "Orchards of Poltava: the apple harvest has doubled"
    article = read(f"<div><b>{said}</b></div>{WHEN}<div>{BODY}</div>")
    assert article.title == said


def test_a_line_with_a_word_or_two_of_the_title_is_none() -> None:
    with pytest.raises(NotAnArticle, match="no headline"):
        read(f"<div><b>The orchards of the region</b></div>{WHEN}<div>{BODY}</div>")
    with pytest.raises(NotAnArticle):
        read(f"<div><b>Orchard news for all growers</b></div>{TEASERS}", title="Orchard news")


@pytest.mark.parametrize("tag", ["div", "h2", "h3"])
@pytest.mark.parametrize("name", ["div", "h2"])
def test_the_name_of_a_site_above_is_no_headline_where_the_title_begins_with_it(
    name: str, tag: str
) -> None:
    site = "Gardeners of Poltava"
    top = f"<div><{name}>{site}</{name}></div><div><a href='/a'>World</a></div>"
    inner = f"{top}<div><{tag}>{TITLE}</{tag}>{WHEN}{BODY}</div>"
    assert read(inner, title=f"{site} - {TITLE}").title == TITLE


def test_a_name_of_a_site_below_the_text_is_no_headline_however_long() -> None:
    site = "The Daily News of the Union of Gardeners of Poltava"
    inner = f"<div><div>Apple harvest doubled</div>{WHEN}{BODY}</div><div>{site}</div>"
    html = page(inner, title="").replace(" | Example", f"Apple harvest doubled - {site}")
    article = newsbot.read(html, url=URL, fetched_at=FETCHED_AT)
    assert article.title == "Apple harvest doubled"


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("<figure><img src='/a.jpg'><figcaption>(The Daily Gardener)</figcaption></figure>", ""),
        ("<div>The Daily Gardener</div>", "<meta property='og:site_name' content='{0}'>"),
    ],
)
def test_neither_a_credit_nor_the_name_of_a_site_is_a_headline(credit: str, name: str) -> None:
    site, said = "The Daily Gardener", "Twice as many apples in the orchards of the region"
    inner = f"<h1>{said}</h1>{WHEN}{credit}<div>{BODY}</div>"
    html = page(inner, head=name.format(site)).replace(" | Example", f" | {site}")
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).title == said


QUOTE = "Whoever plants an apple tree does not ask for shade today, but whether there will be any."
QUOTED = f"<blockquote><p>{QUOTE} Ten years later somebody sits under it.</p></blockquote>"
ABOUT = "<meta property='og:description' content='{}'><meta property='og:type' content='{}'>"


def untitled(about: str, kind: str = "article") -> str:
    name = "<h1><a href='/'>Notes of a gardener</a></h1>"
    others = f"<div><h2>Recent notes</h2>{RAIL}</div><p>This is a quote, found by the gardener.</p>"
    inner = f"{name}<div>{WHEN}{QUOTED}</div>{others}"
    return page(inner, title="Quoted: a gardener", head=ABOUT.format(about, kind))


def test_a_quote_without_a_headline_has_the_title_of_its_page() -> None:
    article = newsbot.read(untitled(f"{QUOTE} Ten years later …"), url=URL, fetched_at=FETCHED_AT)
    assert article.title == "Quoted: a gardener | Example"
    assert article.body == f"{QUOTE} Ten years later somebody sits under it."


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        (QUOTE[:30], "article"),
        (f"{QUOTE} Ten years later …", "website"),
        ("Notes on trees.", "article"),
    ],
)
def test_a_page_that_announces_no_article_has_no_title_without_a_headline(
    about: str, kind: str
) -> None:
    with pytest.raises(NotAnArticle):
        newsbot.read(untitled(about, kind), url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    ("kicker", "parted", "is_part"),
    [
        ("Orchards of Poltava", ": ", True),
        ("Orchards of Poltava", ". ", True),
        ("Orchards of Poltava", " - ", False),
        ("Orchards of Poltava", " | ", False),
        ("Orchards of Poltava", " » ", False),
        ("<a href='/section/orchards/'>Orchards of Poltava</a>", " — ", False),
    ],
)
def test_a_section_above_is_no_part_of_the_headline_as_a_kicker_is(
    kicker: str, parted: str, is_part: bool
) -> None:
    stated = f"Orchards of Poltava{parted}{TITLE}"
    head = f"<meta property='og:title' content='{stated}'>"
    html = page(f"<div>{kicker}</div><h1>{TITLE}</h1>{WHEN}{BODY}", title="", head=head)
    found = newsbot.read(html, url=URL, fetched_at=FETCHED_AT).title
    assert found == (stated if is_part else TITLE)


STATED = f"<meta property='og:title' content='{TITLE}'>"


def test_a_section_that_the_title_names_is_no_headline_where_another_is() -> None:
    """«News», hidden above the headline, was the title of the article."""
    html = page(f"<h1>News</h1><h1>{TITLE}</h1>{WHEN}{BODY}", title="News", head=STATED)
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).title == TITLE


def test_a_title_that_goes_on_with_the_standfirst() -> None:
    """The standfirst, which was the longer part of the title, was taken for all of it."""
    said = "Growers of the whole region expect no more than half of what there was last year"
    html = page(
        f"<h1>{TITLE}</h1><h2>{said}</h2>{WHEN}{BODY}", title=f"{TITLE} - {said}", head=STATED
    )
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).title == TITLE


@pytest.mark.parametrize("title", ["War is over", "Obituary"])
def test_a_short_headline_above_the_name_of_the_site_at_the_foot(title: str) -> None:
    """The name at the foot was the headline, and of the text below it nothing was found."""
    name = "The Herald of the Union"
    html = page(
        f"<article><h1>{title}</h1>{WHEN}<div>{BODY}</div></article><h1>{name}</h1>", title="@"
    )
    article = newsbot.read(
        html.replace("@ | Example", f"{title} - {name}"), url=URL, fetched_at=FETCHED_AT
    )
    assert article.title == title
    assert TEXTS[-1] in (article.body or "")

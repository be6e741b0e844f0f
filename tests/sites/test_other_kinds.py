"""Pages that say or show of themselves that they are no article, on sites that nobody described."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.errors import NotAnArticle
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

HEAD = f"<h1>{TITLE}</h1>{WHEN}"
OPENING = f"<p>{TEXTS[0]}</p>"
LINK = "<a href='/news/pears-are-late-this-year'>Pears are late this year</a>"
ARTICLE = "<meta property='og:type' content='article'>"


def refusal(inner: str, *, url: str = URL, title: str = TITLE, head: str = "") -> str | None:
    try:
        newsbot.read(page(inner, title=title, head=head), url=url, fetched_at=FETCHED_AT)
    except NotAnArticle as refused:
        return refused.problem
    return None


@pytest.mark.parametrize(
    "path",
    [
        "/tag/apples/",
        "/search/label/apples",
        "/2026/09/",
        "/2026/9/22",
        "/?s=apples",
        "/?q=%D1%8F%D0%B1%D0%BB%D1%83%D0%BA%D0%BE&page=2",
    ],
)
def test_an_address_of_a_list_is_none_of_an_article(path: str) -> None:
    url = f"https://www.example.ua{path}"
    assert refusal(HEAD + BODY, url=url) == "a list of articles"
    assert refusal(HEAD + BODY, url=url, head=ARTICLE) is None, "it says that it is one"


@pytest.mark.parametrize(
    "path", ["/tag/apples/harvest-has-doubled", "/2026/09/22/apples", "/?q=node/12", "/?s=1234"]
)
def test_an_address_that_only_resembles_one_of_a_list(path: str) -> None:
    assert refusal(HEAD + BODY, url=f"https://www.example.ua{path}") is None


def test_a_text_under_a_heading_that_leads_to_it_is_of_another_page() -> None:
    entry = f"<article><h2>{LINK}</h2>{WHEN}{BODY}</article>"
    assert refusal(f"<main><h1>About: pears</h1>{entry}</main>") == "a list of articles"
    own = entry.replace("Pears are late this year", TITLE)
    assert refusal(f"<main>{HEAD}{own}</main>") != "a list of articles"
    unlinked = f"<article><h2>What they gave</h2>{BODY}</article>"
    assert refusal(f"<main>{HEAD}{unlinked}</main>") is None


@pytest.mark.parametrize(
    ("inner", "head"),
    [
        (HEAD + BODY, "<meta property='og:type' content='product'>"),
        (HEAD + BODY, "<meta property='product:price:amount' content='22'>"),
        (f"<div class='product type-product post-7'>{HEAD}{BODY}</div>", ""),
        (f"<h1>{TITLE}</h1><p>22,00 ₴</p>{WHEN}{BODY}", ""),
        (f"<h1>{TITLE}</h1><p>Price: $1,200.50</p>{WHEN}{BODY}", ""),
        (f"<div itemscope itemtype='https://schema.org/Question'>{HEAD}{BODY}</div>", ""),
        (f"{HEAD}<div itemscope itemtype='http://schema.org/Recipe'>{BODY}</div>", ""),
        (HEAD + "".join(f"<div><h3>Re: {TITLE}</h3><p>{text}</p></div>" for text in TEXTS), ""),
    ],
)
def test_what_shops_and_forums_show_is_no_article(inner: str, head: str) -> None:
    assert refusal(inner, head=head) == "a product, a recipe, a vacancy or a post of a forum"


@pytest.mark.parametrize(
    "path", ["viewtopic.php?t=167", "forum/apples-7", "showthread.php/1234-apples", "a/threads/7/"]
)
def test_an_address_of_a_forum(path: str) -> None:
    url = f"https://www.example.ua/{path}"
    assert refusal(HEAD + BODY, url=url) == "a product, a recipe, a vacancy or a post of a forum"
    assert refusal(HEAD + BODY, url=url, head=ARTICLE) is None, "it says that it is one"
    assert refusal(HEAD + BODY, url=f"https://www.example.ua/forum-{path[-1]}/apples") is None


def test_a_list_of_entries_as_wordpress_marks_them() -> None:
    entry = f"<div class='post hentry'><h2>{LINK}</h2>{WHEN}{BODY}</div>"
    assert refusal(f"<main><h1>About: pears</h1>{entry}</main>") == "a list of articles"
    assert refusal(f"<main>{HEAD}{entry.replace('hentry', 'entry')}</main>") != "a list of articles"


def test_a_price_in_a_story_is_none_of_a_shop() -> None:
    assert refusal(f"{HEAD}{BODY}<p>22,00 ₴</p>") is None
    assert refusal(f"<h1>{TITLE}</h1><p>$22 a bag, and more</p>{WHEN}{BODY}") is None
    assert refusal(f"<h1>{TITLE}</h1><p>22,00 ₴</p>{WHEN}{BODY}", head=ARTICLE) is None


@pytest.mark.parametrize("title", ["Privacy Policy", "Datenschutzerklärung", "Контакти"])
def test_a_page_about_the_site_is_no_article(title: str) -> None:
    inner = f"<h1>{title}</h1>{WHEN}{BODY}"
    assert refusal(inner, title=title, head=ARTICLE) == "a page about the site"
    longer = f"{title}: what the council has changed"
    assert refusal(f"<h1>{longer}</h1>{WHEN}{BODY}", title=longer) is None


@pytest.mark.parametrize(
    "wall",
    [
        "<p>This post is for paid subscribers</p>",
        "<div><h2>Цей матеріал доступний лише передплатникам</h2><a href='/sub'>Далі</a></div>",
        "<div><b>Our offer</b></div><div>22 a month</div><div>Jetzt anmelden, um weiterzulesen</div>",
    ],
)
def test_the_opening_of_a_text_is_not_the_text(wall: str) -> None:
    closed = "the opening of a text that is not for everybody"
    assert refusal(f"<article>{HEAD}{OPENING}{wall}</article>", head=ARTICLE) == closed
    whole = "".join(f"<p>{text} {text} {text}</p>" for text in TEXTS * 4)
    assert refusal(f"<article>{HEAD}{whole}{wall}</article>", head=ARTICLE) is None


def test_a_wall_before_another_article_is_not_the_articles() -> None:
    card = f"<div><span>For subscribers only</span><h3>{LINK}</h3></div>"
    assert refusal(f"<article>{HEAD}{BODY}</article>{card}", head=ARTICLE) is None
    told = f"<p>The union’s yearbook is for subscribers only, and costs 22.</p>{BODY}"
    assert refusal(f"<article>{HEAD}{told}</article>", head=ARTICLE) is None


def test_an_entry_with_a_password_is_not_read() -> None:
    names = "post-2 post type-post post-password-required hentry"
    inner = f"<article class='{names}'>{HEAD}{OPENING}</article>"
    assert refusal(inner) == "the opening of a text that is not for everybody"
    assert refusal(inner.replace("post-password-required", "")) is None


NO_TEXT = "no text but what stands beside one"


def test_what_stands_beside_a_text_is_none() -> None:
    pictures = "<figure><img src='/1.jpg'><figcaption>An apple</figcaption></figure>" * 3
    rail = f"<aside><h2>About us</h2><p>{TEXTS[1]}</p></aside>"
    assert refusal(f"<main>{HEAD}{pictures}</main>{rail}", head=ARTICLE) == NO_TEXT
    assert refusal(f"<main>{HEAD}{pictures}{OPENING}</main>{rail}", head=ARTICLE) is None
    named = f"<div class='popup'><p>{TEXTS[1]}</p></div>"
    assert refusal(f"<main>{HEAD}{named}</main>", head=ARTICLE) is None, "as builders call them"


@pytest.mark.parametrize("bar", ["We use cookies", "Wir verwenden Cookies"])
def test_a_question_for_consent_is_no_text(bar: str) -> None:
    ask = f"<div><span>{bar}, 843 partner and more of them, {TEXTS[1]}</span> <a>OK</a></div>"
    assert refusal(f"<main>{HEAD}</main>{ask}", head=ARTICLE) is not None
    assert refusal(f"<main>{HEAD}{BODY}</main>{ask}", head=ARTICLE) is None


def test_tables_alone_are_no_text() -> None:
    rows = "<tr><th>Who</th><th>When</th></tr>" + "<tr><td>The mayor</td><td>Monday</td></tr>" * 3
    assert refusal(f"<main>{HEAD}<table>{rows}</table></main>") == NO_TEXT
    assert refusal(f"<main>{HEAD}<table>{rows}</table></main>", head=ARTICLE) is None
    assert refusal(f"<main>{HEAD}{OPENING}<table>{rows}</table></main>") is None

"""How pages of other sites are built: old tables, blogs, briefs among teasers, comments, chapters."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import re

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
FIRST_TEASER = TEASERS.partition("</div>")[0] + "</div>"
"""At the end of a list that turns as a wheel it stands once more."""
LAYOUTS = {
    "paragraphs parted by line breaks": f"<h1>{TITLE}</h1>{WHEN}<div>{'<br><br>'.join(TEXTS)}</div>{RAIL}",
    "paragraphs in elements of no meaning": f"<h1>{TITLE}</h1>{WHEN}<div>{''.join(f'<div>{text}</div>' for text in TEXTS)}</div>{RAIL}",
    "a page in a table": f"<table><tr><td>{RAIL}</td><td><font size=5><b>{TITLE}</b></font><br>22 September 2026<br><br>{'<br><br>'.join(TEXTS)}<br><br></td></tr><tr><td colspan=2>Home</td></tr></table>",
    "a blog": f"<h1><a href='/'>An orchard's diary</a></h1><div><h2>{TITLE}</h2><small>September 22nd, 2026 by Olena</small><div>{BODY}</div></div>{RAIL}",
    "the site's name in an h1": f"<h1>Example</h1><h2>{TITLE}</h2>{WHEN}<div>{BODY}</div>{RAIL}",
    "a page in a form": f"<form><div><b>{TITLE}</b></div><div>22 September 2026</div><div>{BODY}</div>{RAIL}</form>",
    "a page of line breaks in a form": f"<form><div><b>{TITLE}</b></div><div>22 September 2026</div><div>{'<br><br>'.join(TEXTS)}</div>{RAIL}</form>",
    "a headline in a link to its page": f"<header><a href='{URL}'><h1>{TITLE}</h1></a></header>{WHEN}<div>{BODY}</div>{RAIL}",
    "a headline in a link to its picture": f"<a href='/media/1.jpg'><h1>{TITLE}</h1></a>{WHEN}<div>{BODY}</div>{RAIL}",
    "a day with a full stop, above": f"<div>22. September 2026</div><h1>{TITLE}</h1><div>{BODY}</div>{RAIL}",
    "teasers in the text's own container": f"<main><h1>{TITLE}</h1>{WHEN}{BODY}{TEASERS}</main>",
    "teasers that go round": f"<main><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div><div>{TEASERS}{FIRST_TEASER}</div></main>",
    "teasers below the text": f"<main><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div>{TEASERS}</main>",
    "a date in the footer of the headline's header": f"<article><header><h1>{TITLE}</h1><footer><time>22.09.2026 10:15</time></footer></header><div>{BODY}</div></article>{RAIL}",
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


@pytest.mark.parametrize("form", ["<p>{0}</p><p>{1}</p>", "<p>{0} {1} {2}</p>"])
def test_what_a_reader_agrees_to_in_a_form_is_no_text(form: str) -> None:
    terms = [f"We keep your address for {n} years and give it to our partners." for n in range(3)]
    inner = f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}<form>{form.format(*terms)}</form></div>"
    assert paragraphs(inner) == [*TEXTS]


def test_a_link_to_the_page_needs_no_title_in_its_address() -> None:
    url = "https://www.example.org/news/apples/"
    inner = f"<div><ul><li>About</li></ul><h1><a href='{url}'>Apples doubled</a></h1>{WHEN}<div>{BODY}</div></div><h4>A widget of this page</h4><p>{TEXTS[0]}</p>"
    html = page(inner, title="Apples doubled")
    assert newsbot.read(html, url=url, fetched_at=FETCHED_AT).title == "Apples doubled"


def test_a_heading_that_leads_elsewhere_is_no_headline() -> None:
    inner = f"<a href='/news/pears-1234566'><h1>Pears are late this year</h1></a><h2>{TITLE}</h2>{WHEN}<div>{BODY}</div>"
    assert read(inner).title == TITLE


def test_a_title_without_blanks_is_parted_from_the_name_of_its_site() -> None:
    title = "古い橋、一年ぶりに修理へ"
    texts = [
        f"市議会は昨年春の洪水以来通行止めになっている古い橋を{n}回修理することを決めた。"
        for n in range(3)
    ]
    body = "".join(f"<p>{text}</p>" for text in texts)
    html = page(
        f"<div>{title}</div><div>2026年9月22日 10:15</div><div>{body}</div>",
        title=f"{title}_例日報",
    )
    article = newsbot.read(html.replace(" | Example", ""), url=URL, fetched_at=FETCHED_AT)
    assert (article.title, article.body) == (title, "\n\n".join(texts))


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026/09/22/apple-harvest-doubled", "2026-09-22"),
        ("index.php/2026/9/2/apples/", "2026-09-02"),
        ("2026/09/31/apples/", None),
        ("2026/09/22/", None),
        ("2026/09/22/2/", None),
        ("2026/13/apples/", None),
    ],
)
def test_the_day_in_an_address_is_that_of_an_article_without_another(
    path: str, day: str | None
) -> None:
    url = f"https://www.example.ua/{path}"
    html = page(f"<h1>{TITLE}</h1><div><p>{LONG}</p>{BODY}</div>")
    if day is None:
        with pytest.raises(NotAnArticle, match=r"nothing that tells|a list of articles"):
            newsbot.read(html, url=url, fetched_at=FETCHED_AT)
    else:
        article = newsbot.read(html, url=url, fetched_at=FETCHED_AT)
        assert (article.published_at, article.published_raw) == (f"{day}T00:00:00+03:00", day)
        assert article.evidence.sources["published_at"] == "address"
        html = page(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}</div>")
        article = newsbot.read(html, url=url, fetched_at=FETCHED_AT)
        assert article.published_at == "2026-09-22T10:15:00+03:00"


@pytest.mark.parametrize("head", ["div", "header"])
@pytest.mark.parametrize("tag", ["p", "h2"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_shorter_than_its_standfirst(head: str, tag: str, count: int) -> None:
    standfirst = f"{TEXTS[0]} The spring was mild, and the bees were many."
    texts = [
        "Most of them become jam before November, said Olena Sad of the union of gardeners.",
        "Nobody knows why.",
        *TEXTS[2:],
    ][:count]
    inner = f"<article><{head}><h1>{TITLE}</h1>{WHEN}<{tag}>{standfirst}</{tag}></{head}><div>{''.join(f'<p>{text}</p>' for text in texts)}<i>Read also:</i></div></article>{RAIL}"
    assert paragraphs(inner)[-count:] == texts


def test_the_articles_that_a_page_goes_on_with_are_others() -> None:
    other = "".join(
        f"<article class='a'><h2><a href='/news/story-{n}'>Another story, of pears</a></h2><div><p>Pears are late this year because of the rain, growers of the north say, number {n}.</p><p>They hope for a dry October, and for many visitors at the fair, number {n}.</p></div></article>"
        for n in range(3)
    )
    inner = (
        f"<main><article class='a'><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div></article>{other}</main>"
    )
    assert paragraphs(inner) == [*TEXTS]


@pytest.mark.parametrize(
    "printed",
    ["22 вересня 2026 р., 10:15", "22 вересня 2026 року, 10:15", "22 сентября 2026 г., 10:15", "22.09.2026, вт, 10:15"],
)  # fmt: skip
def test_the_time_behind_the_word_for_a_year_below_a_text(printed: str) -> None:
    article = read(f"<div><h1>{TITLE}</h1><div>{BODY}</div><div><span>{printed}</span></div></div>")
    assert article.published_at == "2026-09-22T10:15:00+03:00"


@pytest.mark.parametrize(
    "dates",
    [
        "<div>Оновлено: 22.09.2026 15:30 | Опубліковано: 22.09.2026 10:15</div>",
        "<div><div>Оновлено</div><div>22.09.2026 15:30</div><div>Опубліковано</div><div>22.09.2026 10:15</div></div>",
    ],
)
def test_the_time_of_a_change_before_that_of_publication(dates: str) -> None:
    article = read(f"<div><h1>{TITLE}</h1>{dates}<div>{BODY}</div></div>")
    assert article.published_at == "2026-09-22T10:15:00+03:00"
    assert article.modified_at == "2026-09-22T15:30:00+03:00"


LINK = "<a href='/news/pears-are-late-7654321'>"


@pytest.mark.parametrize(
    ("sentence", "is_text"),
    [
        (f"Раніше ми писали, що {LINK}садівники чекали на врожай ще влітку</a>.", True),
        (f"Про це {LINK}повідомляє спілка садівників області</a>.", True),
        (f"Нагадаємо, {LINK}Полтава збирала яблука до самого листопада</a>.", True),
        (f"Як повідомлялося, {LINK}груші цього року достигли пізніше.</a>", True),
        (f"{LINK}рішення сесії про сади та виноградники</a> та кошторис.", True),
        (f"Читайте: {LINK}Груші цього року достигли пізніше, ніж торік</a>.", False),
        (f"Детальніше: {LINK}груші цього року достигли пізніше, ніж торік</a>.", False),
        (f"Також {LINK}Груші цього року достигли пізніше, ніж торік</a>.", False),
        (f"{LINK}груші цього року достигли пізніше, ніж торік.</a>", False),
    ],
)
@pytest.mark.parametrize("is_last", [False, True])
def test_a_sentence_that_goes_on_in_its_link_is_no_pointer(
    sentence: str, is_text: bool, is_last: bool
) -> None:
    printed = re.sub("<[^>]+>", "", sentence)
    placed = [*TEXTS, sentence] if is_last else [TEXTS[0], sentence, *TEXTS[1:]]
    body = "".join(f"<p>{text}</p>" for text in placed)
    wanted = [printed if text == sentence else text for text in placed if is_text or text in TEXTS]
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{body}</div>{RAIL}") == wanted


@pytest.mark.parametrize(
    "line",
    ["Фото ілюстративне", "Архівне фото.", "Фото з відкритих джерел", "(Фото пресслужби спілки)", "Автор: Олена Сад"],
)  # fmt: skip
def test_a_last_line_of_a_photo_or_an_author_is_no_text(line: str) -> None:
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}<p>{line}</p></div>") == [*TEXTS]


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


LINKS = "".join(
    f"<li><p><a href='/news/story-number-{n}-of-many'>The story number {n} of this site</a></p>{n} Aug 2026</li>"
    for n in range(3, 6)
)
BOX = f"<div class='box'><div><h2>Related articles</h2></div><ul>{LINKS}</ul></div>"
OPENING = "".join(f"<div class='p{n}'><p>{text}</p></div>" for n, text in enumerate(TEXTS))
GOES_ON = tuple(f"{n} of the growers have planted new trees, which will bear in four years." for n in range(4, 7))  # fmt: skip


def test_a_text_goes_on_behind_a_box_in_it() -> None:
    rest = "".join(f"<p>{text}</p>" for text in GOES_ON)
    inner = f"<div>{OPENING}{BOX}<div class='body'>{rest}</div></div>"
    article = read(f"<div><h1>{TITLE}</h1></div>{WHEN}{inner}{RAIL}")
    assert (article.body or "").split("\n\n") == [*TEXTS, *GOES_ON]
    assert len(article.related) == len(range(3, 6))


@pytest.mark.parametrize(
    "behind",
    [
        "".join(f"<p>{text}</p>" for text in GOES_ON[:2]),
        "".join(f"<p>Reader {n}</p><p>{text}</p>" for n, text in enumerate(GOES_ON)),
        "<h3>From our partners</h3>" + "".join(f"<p>{text}</p>" for text in GOES_ON),
    ],
    ids=["of the author", "of readers", "of others"],
)
def test_what_stands_behind_a_box_is_not_always_the_text(behind: str) -> None:
    inner = f"<div>{OPENING}{BOX}<div class='end'>{behind}</div></div>"
    assert paragraphs(f"<div><h1>{TITLE}</h1></div>{WHEN}{inner}") == [*TEXTS]


def test_the_day_of_the_last_related_article_is_not_that_of_the_page() -> None:
    inner = f"<div><h1>{TITLE}</h1></div><div>{BODY}{BOX}{BODY}</div>"
    url = "https://www.example.org/2026/09/22/apples-doubled/"
    article = newsbot.read(page(inner), url=url, fetched_at=FETCHED_AT)
    assert (article.published_at or "")[:10] == "2026-09-22"


def test_preformatted_text_keeps_its_lines_and_paragraphs() -> None:
    verse = "An apple a day,\n  and a pear in May;\n"
    inner = f"<div><p>{TEXTS[0]}</p><pre>\n{verse}\n \n{TEXTS[1]}\n</pre><p>{TEXTS[2]}</p></div>"
    body = paragraphs(f"<h1>{TITLE}</h1>{WHEN}{inner}")
    assert body == [TEXTS[0], "An apple a day,\nand a pear in May;", *TEXTS[1:]]


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

"""What pages say of their article in JSON-LD, microdata and meta tags."""

from __future__ import annotations

import json

import pytest

from newsbot.pages.document import Document, parse
from newsbot.pages.json_ld import about_this_page, read_json_ld
from newsbot.pages.metadata import Metadata, read_meta
from newsbot.pages.microdata import read_microdata

TITLE = "Млин на Росі знову меле жито"
OWN = "https://example.com/news/general/700001.html"
OTHER = "https://example.com/news/general/700002.html"
PUBLISHED = "2026-05-04T10:20:30+03:00"


def stated(*scripts: object) -> Metadata | None:
    texts = [text if isinstance(text, str) else json.dumps(text) for text in scripts]
    return about_this_page(
        read_json_ld(texts),
        is_own=lambda url: url.endswith("700001.html"),
        is_other=lambda url: url.endswith("700002.html"),
        titles=[None, TITLE],
    )


def node(kind: object = "NewsArticle", **more: object) -> dict[str, object]:
    return {"@type": kind, "headline": TITLE, "datePublished": PUBLISHED, **more}


@pytest.mark.parametrize(
    "data",
    [
        node(),
        [{"@type": "BreadcrumbList"}, node()],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, node()]},
        {"@type": "WebPage", "mainEntity": node()},
        {"@type": "WebPage", "mainEntityOfPage": node(), "datePublished": "2020-01-01"},
        node("LiveBlogPosting", liveBlogUpdate=[node("BlogPosting", datePublished="2026-01-01")]),
        node("ReportageNewsArticle"),
        node("OpinionNewsArticle"),
        node(["Article", "Product"]),
        node("http://schema.org/NewsArticle"),
        node("BlogPosting"),
    ],
)
def test_an_article_in_any_wrapping(data: object) -> None:
    found = stated(data)
    assert found is not None
    assert (found.title, found.published, found.is_article) == (TITLE, PUBLISHED, True)


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "WebPage", "headline": TITLE, "datePublished": PUBLISHED},
        {"@type": "ItemList", "itemListElement": [node()]},
        {"@type": "JobPosting", "title": TITLE, "datePosted": PUBLISHED},
        {"@type": "LiveBlogPosting", "headline": "Зовсім інша історія про море", "url": OTHER},
        node(url=OTHER),
        node(headline="Рибалки Азова чекають на хамсу"),
        "{",
        "null",
        '"NewsArticle"',
        "[" * 5000,
    ],
)
def test_what_is_not_about_the_article_says_nothing(data: object) -> None:
    assert stated(data) is None


def test_an_article_with_the_address_of_the_page_goes_before_one_without() -> None:
    found = stated(
        node(datePublished="2019-01-01T00:00:00Z", articleSection="Чуже"),
        node(mainEntityOfPage={"@type": "WebPage", "@id": OWN}, headline="Млин"),
    )
    assert found is not None
    assert (found.title, found.published) == ("Млин", PUBLISHED)
    assert found.section_name == "Чуже", "what the better one does not say is taken from the other"


def test_a_title_in_other_words_is_still_the_article_s() -> None:
    found = stated(node(headline="Знову меле жито старий млин на Росі"))
    assert found is not None
    assert found.published == PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "<!-- %s -->",
        "//<![CDATA[\n%s\n//]]>",
        "<![CDATA[%s]]>",
        "%s;",
        "\n\t%s\n",
    ],
)
def test_a_script_may_be_wrapped(text: str) -> None:
    assert stated(text % json.dumps(node())) is not None


def test_a_script_with_a_comma_too_many_is_read() -> None:
    assert stated(f'{{"@type": "NewsArticle", "headline": "{TITLE}",}}') is not None


@pytest.mark.parametrize("behind", ["}", "\n}\n", '{"@type": "Organization"}', "<br>"])
def test_a_script_goes_on_behind_its_value(behind: str) -> None:
    assert stated(json.dumps(node()) + behind) is not None


def test_entities_and_tags_in_strings_are_resolved() -> None:
    found = stated(
        node(
            headline="Млин &quot;Рось&quot; знову меле жито",
            articleSection="Село &amp;amp; люди",
            keywords=["млин&nbsp;води", "<b>жито</b>", ""],
        )
    )
    assert found is not None
    assert found.title == 'Млин "Рось" знову меле жито'
    assert found.section_name == "Село & люди"
    assert found.tags == ["млин води", "жито"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ганна Лоза", ["Ганна Лоза"]),
        ({"name": "Ганна Лоза"}, ["Ганна Лоза"]),
        (
            [{"@type": "Person", "name": "Ганна Лоза"}, {"@type": ["Person"], "name": "Юрій Кущ"}],
            ["Ганна Лоза", "Юрій Кущ"],
        ),
        ({"@type": "Person", "name": ["Ганна Лоза", "Юрій Кущ"]}, ["Ганна Лоза", "Юрій Кущ"]),
        ({"@id": "#hanna"}, ["Ганна Лоза"]),
        ([{"@type": "Person", "name": "D&#039;Arc"}], ["D'Arc"]),
        ({"@type": "Organization", "name": "Агенція"}, []),
        ("https://example.com/authors/7", []),
        ({"@id": "#nobody"}, []),
        (None, []),
        (7, []),
    ],
)
def test_authors(author: object, names: list[str]) -> None:
    person = {"@id": "#hanna", "@type": "Person", "name": "Ганна Лоза"}
    found = stated({"@graph": [node(author=author), person]})
    assert found is not None
    assert found.authors == names


def document(head: str = "", body: str = "") -> Document:
    return Document(parse(f"<html><head>{head}</head><body>{body}</body></html>"))


def no_other(_url: str) -> bool:
    return False


def test_meta_tags_that_are_repeated_are_all_read() -> None:
    found = read_meta(
        document(
            '<meta property="article:tag" content="млин">'
            '<meta property="article:tag" content="жито">'
            '<meta name="author" content="Ганна Лоза"><meta name="author" content="Юрій Кущ">'
            '<meta property="og:title" content="Млин &amp;quot;Рось&amp;quot;">'
        ),
        is_other=no_other,
    )
    assert found is not None
    assert found.tags == ["млин", "жито"]
    assert found.authors == ["Ганна Лоза", "Юрій Кущ"]
    assert found.title == 'Млин "Рось"'


NAKED = '<meta property="article:published_time" content="2026-05-04 10:20:00">'
MODIFIED = '<meta property="article:modified_time" content="2026-05-05T01:00Z">'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2026-05-04T10:20Z">',
            "2026-05-04T10:20Z",
        ),
        ('<meta itemprop="datePublished" content="2026-05-04T10:20Z">', "2026-05-04T10:20Z"),
        ('<meta name="pubdate" content="20260504T102000Z">', "20260504T102000Z"),
        ('<meta name="pub_date" content="20260504">', "20260504"),
        ('<meta property="article:published" content="2026-05-04T10Z">', "2026-05-04T10Z"),
        (
            f'{NAKED}<meta name="pubdate" content="2026-05-04T10:20:00+02:00">',
            "2026-05-04T10:20:00+02:00",
        ),
        (f'{NAKED}<meta name="pubdate" content="2026-05-04">', "2026-05-04 10:20:00"),
        ('<meta http-equiv="Date" content="2026-05-04">', None),
        (f'{NAKED}<meta name="pubdate" content="May 4, 2026 4:20 PM">', "2026-05-04 10:20:00"),
        (
            f'{NAKED}<meta name="pubdate" content="May 4, 2026 4:20 p.m. EDT">',
            "May 4, 2026 4:20 p.m. EDT",
        ),
        ('<meta name="pubdate" value="2026-05-04">', "2026-05-04"),
        (MODIFIED + '<meta name="date" content="2026-05-05T01:00Z">', None),
        (MODIFIED, None),
        ('<meta property="og:updated_time" content="2026-05-05T01:00Z">', None),
    ],
)
def test_the_time_in_meta_tags_is_that_of_publication(head: str, published: str | None) -> None:
    found = read_meta(document(head), is_other=no_other)
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(
    ("head", "dated"),
    [
        ('<meta name="date" content="2026-05-04">', "2026-05-04"),
        (f'{MODIFIED}<meta name="date" content="2026-05-06">', "2026-05-06"),
        (MODIFIED + '<meta name="date" content="2026-05-05T01:00Z">', None),
        (f'{NAKED}<meta name="date" content="2026-05-04">', None),
    ],
)
def test_what_calls_itself_a_date_may_be_that_of_the_page(head: str, dated: str | None) -> None:
    found = read_meta(document(head), is_other=no_other)
    assert found is not None
    assert found.dated == dated


def test_a_property_of_an_item_in_the_page_is_no_statement_about_the_page() -> None:
    found = read_meta(
        document(body='<div itemscope><meta itemprop="datePublished" content="2020-01-01"></div>'),
        is_other=no_other,
    )
    assert found is not None
    assert found.published is None


def test_a_property_of_an_item_may_stand_in_its_value() -> None:
    found = microdata(
        f"<div {ITEM}><h1>{TITLE}</h1>"
        f'<data itemprop="datePublished" value="{PUBLISHED}">учора</data></div>'
    )
    assert found is not None
    assert found.published == PUBLISHED


ITEM = 'itemscope itemtype="https://schema.org/NewsArticle"'


def microdata(body: str) -> Metadata | None:
    return read_microdata(document(body=body).headlines[0])


def test_microdata_of_the_item_around_the_headline() -> None:
    found = microdata(
        f'<div {ITEM}><a>Сусіднє</a><meta itemprop="datePublished" content="2020-01-01"></div>'
        f'<article {ITEM}><h1 itemprop="headline name">{TITLE}</h1>'
        f'<time itemprop="datePublished" datetime="{PUBLISHED}">учора</time>'
        '<meta itemprop="dateModified" content="2026-05-05">'
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person">'
        '<b itemprop="name">Ганна Лоза</b></span> <i itemprop="author">Юрій Кущ</i>'
        '<div itemprop="publisher" itemscope><b itemprop="name">Агенція</b></div>'
        '<div itemprop="articleBody"><p>Жито.</p></div>'
        f'<aside {ITEM}><meta itemprop="datePublished" content="2019-01-01"></aside></article>'
    )
    assert found is not None
    assert found.title == TITLE
    assert found.published == PUBLISHED
    assert found.modified == "2026-05-05"
    assert found.authors == ["Ганна Лоза", "Юрій Кущ"]


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>",
        f'<h1>{TITLE}</h1><div {ITEM}><time itemprop="datePublished">2020-01-01</time></div>',
        f'<p itemscope itemtype="https://schema.org/Person"><h1 itemprop="name">{TITLE}</h1></p>',
    ],
)
def test_microdata_of_nothing_around_the_headline_say_nothing(body: str) -> None:
    assert microdata(body) is None


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("<html lang='DE-at' xml:lang='en'>", "de"),
        ("<html lang='' xml:lang='pl-PL'>", "pl"),
        ("<html><head><meta http-equiv='Content-Language' content='cs, sk'>", "cs"),
        ("<html><head><meta http-equiv='refresh' content='de'>", None),
    ],
)
def test_the_language_of_a_page(page: str, language: str | None) -> None:
    assert Document(parse(page + "<p>x")).language == language


def test_only_a_moment_in_the_title_of_an_abbreviation_is_a_stamp() -> None:
    html = "<abbr title='Union of gardeners'>UG</abbr><abbr title='2026-09-22T10:15Z'>today</abbr>"
    assert [each.text for each in Document(parse(html)).stamps] == ["today"]

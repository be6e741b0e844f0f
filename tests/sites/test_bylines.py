"""Who wrote an article of a site that nobody described: names of people, or nobody."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import json
from html import escape

import pytest

import newsbot
from sites.not_articles import BODY, FETCHED_AT, TITLE, URL, WHEN, page


def authors(above: str = "", *, head: str = "", url: str = URL) -> list[str]:
    inner = f"<main><article><h1>{TITLE}</h1>{above}{WHEN}{BODY}</article></main>"
    return newsbot.read(page(inner, head=head), url=url, fetched_at=FETCHED_AT).authors


def stated(*names: str, site: str = "Orchard Daily") -> str:
    tags = "".join(f"<meta name='author' content='{escape(name, quote=True)}'>" for name in names)
    return f"<meta property='og:site_name' content='{site}'>{tags}"


def in_json(author: object) -> str:
    described = {"@type": "NewsArticle", "headline": TITLE, "author": author}
    return f"<script type='application/ld+json'>{json.dumps(described)}</script>"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Olena Sadova", ["Olena Sadova"]),
        ("Von Jana Obst", ["Jana Obst"]),
        ("By The Orchard Agency", ["The Orchard Agency"]),
        ("By Orchard-Redaktion", []),
        ("Af Jens Obst", ["Jens Obst"]),
        ("Редакція «Саду»", []),
        ("More stories by Olena Sadova", ["Olena Sadova"]),
        ("Olena Sadova and Petro Hai", ["Olena Sadova", "Petro Hai"]),
        ("Jana Obst und Karl Kern, Poltawa", ["Jana Obst", "Karl Kern"]),
        ("Olena Sadova, Petro Hai, and Ivan Lis, WIRE", ["Olena Sadova", "Petro Hai", "Ivan Lis"]),
        ("Olena Sadova; Petro Hai", ["Olena Sadova", "Petro Hai"]),
        ("By our foreign staff", []),
        ("NEWS WIRES", []),
        ("Олена Садова та Петро Гай", ["Олена Садова", "Петро Гай"]),
        ("Olena Sadova, Kyiv correspondent", ["Olena Sadova"]),
        ("Olena Sadova | Garden Press", ["Olena Sadova"]),
        ("Olena Sadova, ORCHARD TODAY", ["Olena Sadova"]),
        ("OLENA SADOVA, PETRO HAI", ["OLENA SADOVA", "PETRO HAI"]),
        ("Olena Sadova (os)", ["Olena Sadova"]),
        ("José Huerto y Campo", ["José Huerto y Campo"]),
        ("Jardins et faits divers", ["Jardins et faits divers"]),
        ("Олена Садова та Урсула фон дер Гай", ["Олена Садова", "Урсула фон дер Гай"]),
        ("Olena Sadova, Karim al-Bustan", ["Olena Sadova", "Karim al-Bustan"]),
        ("Олена Садова, Петро д’Артаньян", ["Олена Садова", "Петро д’Артаньян"]),
        ("Von der Birne", ["Von der Birne"]),
        ("Olena Sadova sadova@example.ua", ["Olena Sadova"]),
        ("果樹太郎", ["果樹太郎"]),
        ("olena", ["olena"]),
    ],
)
def test_the_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert authors(head=stated(byline)) == names
    assert authors(head=in_json({"@type": "Person", "name": byline})) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Af <a href='/x'>Jens Obst</a>", ["Jens Obst"]),
        ("AV Linux Release", []),
        ("Foto av <a href='/x'>Jens Obst</a>", []),
        ("En del av <a href='/x'>Schibsted Norge</a>", []),
        ("By Minh Le", ["Minh Le"]),
        ("By <a href='/x'>Hong Van</a>", ["Hong Van"]),
    ],
)
def test_a_line_above_a_text_may_be_signed(line: str, names: list[str]) -> None:
    assert authors(f"<p>{line}</p>") == names


@pytest.mark.parametrize(
    "text",
    [
        "/@olena",
        "facebook.com/olena",
        "www.facebook.com",
        "olena@example.com",
        "orchard.example.ua",
        "22 September 2026",
        "Orchard Media Inc.",
        "Редакція",
        "admin",
        "Orchard Daily",
        "ORCHARD DAILY",
        "Text by Olena Sadova photographs by Petro Hai",
        "The writer of these lines has grown apples for years",
        "Olena Sadova Olena Sadova",
    ],
)
def test_what_is_no_name_is_left_out(text: str) -> None:
    assert authors(head=stated(text)) == []
    assert authors(head=stated(text, "Petro Hai")) == ["Petro Hai"]


def test_the_name_of_the_site_gives_way_to_that_of_a_person() -> None:
    assert authors(head=stated("Example")) == []
    assert authors("<p>By Olena Sadova</p>", head=stated("Example")) == ["Olena Sadova"]
    person = in_json({"@type": "Person", "name": "Orchard Daily"})
    assert authors(head=stated("Olena Sadova") + person) == ["Olena Sadova"]


def test_a_person_is_named_once() -> None:
    assert authors(head=stated("Olena Sadova", "OLENA SADOVA", "Olena  Sadova")) == ["Olena Sadova"]


@pytest.mark.parametrize("name", ["parsely-author", "dc.creator", "citation_author"])
def test_another_tag_names_the_author_where_the_first_has_an_address(name: str) -> None:
    address = "<meta property='article:author' content='https://www.facebook.com/olena'>"
    assert authors(head=f"{address}<meta name='{name}' content='Olena Sadova'>") == ["Olena Sadova"]


def test_a_family_name_that_stands_first_is_not_all_of_a_name() -> None:
    names = ("Sadova, Olena", "Hai, Petro M.", "Ivan Lis")
    head = "".join(f"<meta name='citation_author' content='{name}'>" for name in names)
    assert authors(head=head) == ["Olena Sadova", "Petro M. Hai", "Ivan Lis"]


OLENA = "<a href='/authors/olena-sadova/'>Olena Sadova</a>"


@pytest.mark.parametrize(
    "line",
    [
        f"<div class='meta'>{OLENA} <span>3 comments</span></div>",
        f"<div>{OLENA} <a href='/authors/olena-sadova/feed/'>Feed</a> <a href='/authors/'>Authors</a></div>",
        "<p>Written by <a href='/page?id=7'>Olena Sadova</a> in <a href='/fruit/'>Fruit Trees</a></p>",
        "<p>by <a href='https://social.example/olena'>Olena Sadova</a><span>Olena Sadova</span></p>",
        "<div><span> By </span><b>Olena Sadova</b></div>",
    ],
)
def test_a_byline_under_the_headline(line: str) -> None:
    assert authors(line) == ["Olena Sadova"]
    assert authors(line, head=stated("Petro Hai")) == ["Olena Sadova"], "a tag may be of all pages"
    described = in_json({"@type": "Person", "name": "Petro Hai"})
    assert authors(line, head=described) == ["Petro Hai"]


def test_two_links_behind_one_by() -> None:
    line = "<p>By <a href='/p/1'>Olena Sadova</a> and <a href='/p/2'>Petro Hai</a> in <a href='/kyiv'>Kyiv Region</a></p>"
    assert authors(line) == ["Olena Sadova", "Petro Hai"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By tomorrow all will be gone.</p>",
        "<p>By Olena Sadova 22 September</p>",
        "<p>By Poltava</p>",
        "<p>Von der Birne</p>",
        "<div><a href='/editors-picks/apples'>Apple Stories</a></div>",
        "<div><a href='/authors/olena-sadova/'>All posts</a> <a href='/authors/olena-sadova/'>Full Bio</a></div>",
        "<div><a href='/people/olena-sadova/'>Olena Sadova</a></div>",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert authors(line) == []


def test_a_blog_that_is_called_as_its_author_says_no_more_than_its_address() -> None:
    url = URL.replace("www.example.ua", "www.olena-sadova.ua")
    assert authors(head=stated("Olena Sadova"), url=url) == []


def below(*lines: str) -> list[str]:
    inner = f"<main><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div></main><div>{''.join(lines)}</div>"
    return newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT).authors


def card(name: str) -> str:
    person = f"<a rel='author' href='/people/{name.split()[0].lower()}'>{name}</a>"
    return f"<div>By {person}</div>"


def test_a_role_in_the_link_to_an_author() -> None:
    signed = "<a rel='author' href='/x'>Olena Sadova<span>Staff Writer</span></a>"
    assert below(f"<p class='by'>{signed}</p>") == ["Olena Sadova"]
    assert below("<a rel='author' href='/x'>Olena <b>Sadova</b></a>") == ["Olena Sadova"]
    assert below("<a rel='author' href='/x'>Anna Maria <b>BAUM</b></a>") == ["Anna Maria BAUM"]


def test_the_name_below_a_label_below_a_text() -> None:
    label = "<p class='author_p'>Автор:</p>"
    assert below(label, "<p><a href='/x'>Олена Садова</a></p>") == ["Олена Садова"]
    for other in (
        "<p>Читати далі</p>",
        "<p>Світові Новини</p>",
        "<h2><a href='/x'>Наш Сад</a></h2>",
    ):
        assert below(label, other) == []
    assert below("<p>Автор:</p>", "<p><a href='/world'>Світові Новини</a></p>") == []


OTHER = "<h3><a href='/news/pears-are-late-1234566'>Pears are late this year</a></h3>"


def test_who_wrote_another_article_below_is_no_author_of_this_one() -> None:
    assert below(card("Olena Sadova"), OTHER, card("Petro Hai")) == ["Olena Sadova"]
    assert below(OTHER, card("Petro Hai")) == []
    own = "<h3><a href='/author/olena-sadova'>Olena Sadova</a></h3>"
    assert below(own, card("Olena Sadova")) == ["Olena Sadova"]


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("head__author", "Olena Sadova", ["Olena Sadova"]),
        ("article-author-name", "Olena Sadova, Petro Hai", ["Olena Sadova", "Petro Hai"]),
        ("autor", "Jana Obst und Karl Kern", ["Jana Obst", "Karl Kern"]),
        ("authority", "Olena Sadova", []),
        ("author", "<a href='/page/olena-sadova'>Olena Sadova</a>", ["Olena Sadova"]),
        ("author", "<a href='/page/ophelie-baum'>Ophélie Baum</a>", ["Ophélie Baum"]),
        ("author-box", "<a href='/u/5'>Ver Perfil</a>", []),
        ("byline", "<a href='/c/world'>World Affairs</a>", []),
        ("author", "<a href='#'>Read Later</a>", []),
        ("author", "<a href='#'>Читати Далі</a>", []),
        ("autor-box", "Debate Von", []),
        ("author", "文｜果园 周芳", []),
        ("author", "Politics", []),
        ("author", "Politics, Olena Sadova", []),
        ("author", "Olena Sadova is a gardener", []),
        ("who", "Olena Sadova", []),
    ],
)
def test_a_name_in_an_element_that_is_called_after_authors(
    name: str, line: str, found: list[str]
) -> None:
    assert authors(f"<p class='{name}'>{line}</p>") == found

"""Tags and sections of a site that nobody described: words for readers, or none."""

# ruff: noqa: E501 - sentences are easier to read in one line

from __future__ import annotations

import json

import pytest

import newsbot
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, TITLE, URL, WHEN, page


def read(head: str) -> Article:
    inner = f"<main><article><h1>{TITLE}</h1>{WHEN}{BODY}</article></main>"
    return newsbot.read(page(inner, head=head), url=URL, fetched_at=FETCHED_AT)


def tags(*stated: str) -> list[str]:
    """The tags of a page that states some in its head."""
    return read("".join(f"<meta property='article:tag' content='{each}'>" for each in stated)).tags


def in_json(**stated: object) -> Article:
    described = {"@type": "NewsArticle", "headline": TITLE, **stated}
    return read(f"<script type='application/ld+json'>{json.dumps(described)}</script>")


@pytest.mark.parametrize(
    "tag",
    [
        "26157981-b4f7-4929-adc1-e860c6f03636",
        "_prio_3",
        "paywall_exclude",
        "https://example.ua/tag/apples",
        "www.example.ua",
        "example.ua",
        "Example",
        TITLE,
        TITLE.upper(),
        "...",
        "orchards apples Poltava gardeners union jam November schools hospitals spring bees growers",
    ],
)
def test_what_is_for_machines_or_known_is_no_tag(tag: str) -> None:
    assert tags(tag, "Apples", "Jam") == ["Apples", "Jam"]
    assert tags(tag, tag) == []
    assert in_json(keywords=[tag, "Apples"]).tags == ["Apples"]


def test_settings_are_no_tags_and_one_colon_makes_none() -> None:
    assert tags("Day: Tuesday", "Page Type: Article", "Apples") == ["Apples"]
    assert tags("Orchards: a guide", "Apples") == ["Orchards: a guide", "Apples"]


def test_a_tag_comes_once() -> None:
    assert tags("Apples", "apples", "APPLES", "Jam") == ["Apples", "Jam"]


def test_keywords_that_are_stated_one_by_one_may_have_commas() -> None:
    assert tags("Sadova, Olena", "Apples") == ["Sadova, Olena", "Apples"]
    assert tags("Apples, Jam,Bees") == ["Apples", "Jam", "Bees"]
    assert tags("Apples;Jam, sweet;Bees") == ["Apples", "Jam, sweet", "Bees"]
    assert in_json(keywords=["Sadova, Olena", "Apples"]).tags == ["Sadova, Olena", "Apples"]
    assert in_json(keywords="Apples, Jam").tags == ["Apples", "Jam"]
    assert in_json(keywords=["Apples, Jam"]).tags == ["Apples", "Jam"]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Gardens", "Gardens"),
        ("gardens,news", "gardens"),
        ("Gardens, Fields and Woods", "Gardens, Fields and Woods"),
        ("gardens_news", None),
        ("2026", None),
        ("Article", None),
        ("Uncategorized", None),
        ("Без категорії", None),
    ],
)
def test_the_name_of_a_section(stated: str, name: str | None) -> None:
    assert in_json(articleSection=stated).section_name == name
    found = read(f"<meta property='article:section' content='{stated}'>")
    assert found.section_name == name


def test_the_name_of_a_section_stands_behind_what_is_none() -> None:
    described = {"@type": "NewsArticle", "headline": TITLE, "articleSection": "Articles"}
    script = f"<script type='application/ld+json'>{json.dumps(described)}</script>"
    assert (
        read(f"{script}<meta property='article:section' content='Fruit'>").section_name == "Fruit"
    )

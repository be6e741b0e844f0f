"""The schema that the package ships: it says what `Article` and the validation pipeline say."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from scrapy.exporters import JsonLinesItemExporter

import schema
from articles import finished_article, raw_article
from newsbot.feeds.records import record_of
from newsbot.items import RECORD_FIELDS, Article, Image, Link
from newsbot.pipelines.validation import problems_of

DESIGN_FIELDS = [
    *("id", "url", "site", "language", "section", "section_name", "title"),
    *(
        "published_at",
        "published_raw",
        "event_at",
        "modified_at",
        "reading_minutes",
        "lead",
        "body",
    ),
    *("source_url", "authors", "tags", "images", "related", "latest"),
    *("fetched_at", "revision", "content_hash"),
]
"""The promise to everyone who reads the feed; adding one is a new version."""


def test_the_schema_is_one_and_lists_the_fields_in_order() -> None:
    Draft202012Validator.check_schema(schema.schema())
    assert list(RECORD_FIELDS) == DESIGN_FIELDS
    assert schema.schema()["required"] == DESIGN_FIELDS
    assert list(schema.schema()["properties"]) == DESIGN_FIELDS
    assert schema.schema()["additionalProperties"] is False


def test_internal_fields_are_those_that_the_record_leaves_out() -> None:
    assert {field.name for field in fields(Article)} - set(RECORD_FIELDS) == {"edition", "evidence"}


def test_the_documentation_names_every_field_in_order() -> None:
    text = Path(__file__).parent.parent.joinpath("docs", "data-format.md").read_text("utf-8")
    assert re.findall(r"^### `(\w+)`", text, re.MULTILINE) == DESIGN_FIELDS


def test_the_example_of_the_documentation_is_a_record() -> None:
    text = Path(__file__).parent.parent.joinpath("docs", "data-format.md").read_text("utf-8")
    examples = re.findall(r"```json\n(\{.*?\n\})\n```", text, re.DOTALL)
    assert examples
    for example in examples:
        record = json.loads(example)
        schema.check(record)
        assert list(record) == DESIGN_FIELDS


def is_valid(item: Article) -> bool:
    return bool(schema.validator().is_valid(record_of(item)))


def test_a_whole_record() -> None:
    assert not list(problems_of(finished_article()))
    schema.check(record_of(finished_article()))


def test_the_feed_writes_what_the_schema_checks() -> None:
    file = BytesIO()
    exporter = JsonLinesItemExporter(file, fields_to_export=list(RECORD_FIELDS))
    exporter.export_item(finished_article())
    assert json.loads(file.getvalue()) == record_of(finished_article())


# What a field may hold, from plausible to absurd: for each value both must say the same.

ODD_TEXT = st.one_of(
    st.sampled_from(
        ["", " ", "\n", "\t", "\u00a0", "слово", "a\x00b", "a\x7f", "a\x85", "a\nb", "\u200b"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
INSTANT = st.one_of(
    st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S+03:00")),
    st.sampled_from(
        [
            "2026-09-23T01:12:00+03:00",
            "2026-09-23T01:12:00-03:00",
            "2026-09-23T01:12:00Z",
            "2026-09-23T01:12:00",
            "2026-09-23T01:12+03:00",
            "2026-09-23 01:12:00+03:00",
            "20260923T011200+0300",
            "2026-09-23T01:12:00.5+03:00",
            "2026-09-23T01:12:00+03:00\n",
            "2026-13-23T01:12:00+03:00",
            "2026-02-30T01:12:00+03:00",
            "2026-09-23T25:12:00+03:00",
            "2026-09-23T01:12:00+25:00",
            "２026-09-23T01:12:00+03:00",
            "вчора",
            "",
        ]
    ),
)
ADDRESS = st.one_of(
    st.sampled_from(
        [
            "https://example.org/",
            "http://example.org",
            "https://приклад.укр/шлях?питання=1#місце",
            "https://example.org/a b",
            "https://example.org/\n",
            "https://",
            "https:///path",
            "//example.org/",
            "ftp://example.org/",
            "javascript:alert(1)",
            " https://example.org/",
            "",
        ]
    ),
    st.text(max_size=10).map(lambda tail: f"https://example.org/{tail}"),
)
ARTICLE_ADDRESS = st.sampled_from(
    [
        "https://interfax.com.ua/news/general/1.html",
        "http://127.0.0.1:8931/news/press-release/1208142.html",
        "https://interfax.com.ua/news/general/1.html?x=1",
        "https://interfax.com.ua/news/general/1.html#top",
        "https://interfax.com.ua/news/general/1-amp.html",
        "https://interfax.com.ua//news/general/1.html",
        "https://interfax.com.ua/news/General/1.html",
        "https://interfax.com.ua/news/general/1.html\n",
        "https://example.org/приклад/новина/",
        "https://example.org",
        "/news/general/1.html",
        "",
    ]
)
SECTION = st.one_of(
    st.sampled_from(["general", "press-release", "25", "Політика", "a" * 65, "-x", "a\n", ""]),
    st.text("abc09-_ ", max_size=5),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(["1", "1208142", "9" * 64, "9" * 65, "", "1a", "-1", "A1", "1\n", "١"]),
    "url": ARTICLE_ADDRESS,
    "site": ODD_TEXT,
    "language": st.sampled_from(["uk", "ru", "en", "de", "deu", "d", "", "UK", "uk\n", None]),
    "section": st.none() | SECTION,
    "section_name": st.none() | ODD_TEXT,
    "title": st.none() | ODD_TEXT | st.sampled_from(["б" * 2000, "б" * 2001]),
    "published_at": st.none() | INSTANT,
    "published_raw": st.none() | ODD_TEXT,
    "event_at": st.none() | INSTANT,
    "modified_at": st.none() | INSTANT,
    "reading_minutes": st.none() | st.integers(-1, 1001),
    "lead": st.none() | ODD_TEXT,
    "body": st.none() | ODD_TEXT,
    "source_url": st.none() | ADDRESS,
    "authors": st.lists(ODD_TEXT, max_size=2),
    "tags": st.lists(ODD_TEXT, max_size=2),
    "images": st.lists(
        st.builds(Image, ADDRESS, st.none() | ODD_TEXT, st.none() | ODD_TEXT), max_size=2
    ),
    "related": st.lists(st.builds(Link, ODD_TEXT, ADDRESS), max_size=2),
    "latest": st.lists(st.builds(Link, ODD_TEXT, ADDRESS), max_size=2),
    "fetched_at": st.none() | INSTANT,
    "revision": st.integers(-1, 3),
}


def test_every_field_is_tried() -> None:
    assert [*VALUES, "content_hash"] == DESIGN_FIELDS


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
def test_plain_code_and_schema_agree(name: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    item = finished_article(**{name: value})
    problems = list(problems_of(item))
    assert is_valid(item) == (not problems), problems
    assert {field for field, _ in problems} <= {name}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_they_agree_on_whole_records(changes: dict[str, Any]) -> None:
    item = finished_article(**changes)
    assert is_valid(item) == (not list(problems_of(item)))


@pytest.mark.parametrize("name", ["title", "body", "lead", "section_name"])
def test_half_of_a_character_is_never_exported(name: str) -> None:
    """A lone surrogate cannot be written as UTF-8 and would take the feed down with it."""
    assert list(problems_of(finished_article(**{name: "a\ud83d"})))
    assert list(problems_of(finished_article(tags=["a\ud83d"])))
    assert list(problems_of(finished_article(images=[Image("https://example.org/\ud83d")])))


def test_what_pages_hand_over_is_not_yet_a_record() -> None:
    assert list(problems_of(raw_article(title=None)))
    assert not is_valid(raw_article())

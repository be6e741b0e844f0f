"""The steps of the pipeline, one by one: an article in, an article or a drop out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from articles import raw_article
from fuzz.reading import read_article
from hostile.pages import TITLE
from hostile.pages import article as page
from newsbot import outcomes
from newsbot.errors import NotWanted
from newsbot.items import HASH_VERSION, Article, Evidence, Image, Link, Paragraph
from newsbot.pipelines.ads import AdsPipeline
from newsbot.pipelines.content_hash import content_hash
from newsbot.pipelines.dates import DatesPipeline
from newsbot.pipelines.text import TextPipeline
from newsbot.pipelines.validation import ValidationPipeline
from newsbot.pipelines.window import WindowPipeline
from newsbot.spiders.interfax import InterfaxSpider


@pytest.fixture
def crawler() -> Crawler:
    """A crawler that has stats and a spider, and crawls nothing."""
    return crawler_for()


def crawler_for(**arguments: str) -> Crawler:
    crawler = get_crawler(InterfaxSpider, {"NEWSBOT_LEDGER": ""})
    crawler.spider = InterfaxSpider(**arguments)
    return crawler


def counts(crawler: Crawler, prefix: str) -> dict[str, Any]:
    stats = crawler.stats.get_stats()
    return {name: value for name, value in stats.items() if name.startswith(prefix)}


# Dates


def dated(*published: tuple[str, str], modified: tuple[tuple[str, str], ...] = ()) -> Article:
    return raw_article(evidence=Evidence(published=list(published), modified=list(modified)))


def test_a_date_gets_the_offset_of_its_season(crawler: Crawler) -> None:
    step = DatesPipeline(crawler)
    for raw, instant in (
        ("04:25 26.04.2025", "2025-04-26T04:25:00+03:00"),
        ("04:25 26.01.2025", "2025-01-26T04:25:00+02:00"),
    ):
        item = step.process_item(dated(("visible", raw)))
        assert (item.published_at, item.published_raw) == (instant, raw)
        assert item.modified_at is None


def test_the_first_readable_statement_wins(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(
        dated(("visible", "колись"), ("json-ld", "2025-04-26T01:25:00Z"), ("meta", "25.04.2025"))
    )
    assert item.published_at == "2025-04-26T04:25:00+03:00"
    assert item.published_raw == "2025-04-26T01:25:00Z"
    assert item.evidence.sources["published_at"] == "json-ld"
    assert item.evidence.disagreements == ["published_at"]


def test_the_same_moment_in_two_forms_is_no_disagreement(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(
        dated(("visible", "04:25 26.04.2025"), ("json-ld", "2025-04-26T01:25:30Z"))
    )
    assert item.published_at == "2025-04-26T04:25:30+03:00", "the more exact of the two"
    assert item.evidence.disagreements == []


def test_an_unreadable_date_is_null_and_keeps_its_text(crawler: Crawler) -> None:
    step = DatesPipeline(crawler)
    for _ in range(9):
        item = step.process_item(dated(("visible", "після дощу в четвер")))
        assert item.published_at is None
        assert item.published_raw == "після дощу в четвер"
    assert counts(crawler, "dates/") == {"dates/unread/published_at": 9}


def test_a_page_without_a_date(crawler: Crawler) -> None:
    item = DatesPipeline(crawler).process_item(dated())
    assert item.published_at is item.published_raw is item.modified_at is None
    assert not counts(crawler, "dates/")


def test_a_change_is_read_like_a_publication(crawler: Crawler) -> None:
    item = dated(
        ("visible", "04:25 26.04.2025"), modified=(("visible", "Оновлено: 05:00 26.04.2025"),)
    )
    assert DatesPipeline(crawler).process_item(item).modified_at == "2025-04-26T05:00:00+03:00"


def test_yesterday_is_seen_from_the_fetch_in_kyiv(crawler: Crawler) -> None:
    """22:40 UTC is past midnight in Kyiv."""
    item = DatesPipeline(crawler).process_item(dated(("visible", "вчора, 23:55")))
    assert item.fetched_at == "2026-09-22T22:40:00+00:00"
    assert item.published_at == "2026-09-22T23:55:00+03:00"


# The window


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2026-09-21T23:59:00+03:00", False),
        ("2026-09-22T00:00:00+03:00", True),
        ("2026-09-23T12:00:00+03:00", True),
        ("2026-09-23T23:59:00+03:00", True),
        ("2026-09-24T00:00:00+03:00", False),
        (None, True),
    ],
)
def test_the_window(published: str | None, inside: bool) -> None:
    """An article whose date nobody can read stays: leaving it out would be a guess."""
    crawler = crawler_for(since="2026-09-22", until="2026-09-23")
    step, item = WindowPipeline(crawler), raw_article(published_at=published)
    if inside:
        assert step.process_item(item) is item
    else:
        with pytest.raises(NotWanted) as dropped:
            step.process_item(item)
        assert outcomes.of_drop(item, dropped.value) == outcomes.NotWanted("outside")


def test_without_a_window_everything_stays(crawler: Crawler) -> None:
    item = raw_article(published_at="1999-01-01T00:00:00+02:00")
    assert WindowPipeline(crawler).process_item(item) is item


# Advertising


def test_what_the_page_and_the_text_strip_is_counted_together(crawler: Crawler) -> None:
    item = raw_article()
    item.evidence.paragraphs = [
        Paragraph("Перше речення."),
        Paragraph("РЕКЛАМА"),
        Paragraph("Читайте також: Груші цього року дрібні", linked=True),
        Paragraph("Реклама яблук подорожчала, кажуть садівники."),
    ]
    item.evidence.stripped = {"container": 2, "label": 1}
    kept = AdsPipeline(crawler).process_item(item).evidence.paragraphs
    assert [paragraph.text for paragraph in kept] == [
        "Перше речення.",
        "Реклама яблук подорожчала, кажуть садівники.",
    ]
    assert counts(crawler, "ads/") == {"ads/label": 2, "ads/insert": 1, "ads/container": 2}


# Text


def test_paragraphs_become_the_body() -> None:
    item = raw_article(
        title="  Врожай\u00a0яблук\u200b\nподвоївся ",
        lead="\u00a0",
        section_name="",
        tags=["Сади\u00ad", "\u200b", ""],
        authors=["  Дарина   Лозова "],
        images=[
            Image("https://example.org/1.jpg", " "),
            Image("https://example.org/2.jpg", "Сад\n"),
        ],
        related=[Link(" Груші\u00a0дрібні ", "https://interfax.com.ua/news/general/1.html")],
    )
    item.evidence.paragraphs = [
        Paragraph(" Перший\u00a0абзац. "),
        Paragraph("\u200b"),
        Paragraph("Другий\nрядок."),
        Paragraph("А\tБ\nВ\tГ"),
    ]
    item = TextPipeline().process_item(item)
    assert item.body == "Перший абзац.\n\nДругий\nрядок.\n\nА\tБ\nВ\tГ"
    assert item.title == "Врожай яблук подвоївся"
    assert item.lead is item.section_name is None
    assert (item.tags, item.authors) == (["Сади"], ["Дарина Лозова"])
    assert [image.caption for image in item.images] == [None, "Сад"]
    assert item.related[0].title == "Груші дрібні"


def test_typography_is_kept() -> None:
    text = "«Ми — “за”», - каже п’ять об'єднань і сім’я: 5–6 %, №5…"
    item = raw_article(title=text)
    item.evidence.paragraphs = [Paragraph(text)]
    item = TextPipeline().process_item(item)
    assert item.title == item.body == text


def test_an_article_without_text_is_dropped() -> None:
    item = raw_article()
    item.evidence.paragraphs = [Paragraph("\u200b "), Paragraph("")]
    with pytest.raises(DropItem, match="no text is left"):
        TextPipeline().process_item(item)


# Validation


def test_a_broken_item_is_dropped_and_counted(crawler: Crawler) -> None:
    step = ValidationPipeline(crawler)
    with pytest.raises(DropItem, match="title: missing") as caught:
        step.process_item(raw_article(title=None, body=None))
    problem = "title: missing; body: missing"
    assert outcomes.of_drop(raw_article(), caught.value) == outcomes.Unread(problem)
    assert counts(crawler, "validation/") == {
        "validation/dropped": 1,
        "validation/title": 1,
        "validation/body": 1,
    }


@pytest.mark.parametrize(
    "statement",
    [
        {"head": '<meta property="article:published_time" content="MOMENT">'},
        {
            "head": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
            + TITLE
            + '", "datePublished": "MOMENT", "dateModified": "MOMENT"}</script>'
        },
        {"start": '<time datetime="MOMENT"></time>'},
    ],
    ids=["meta", "json-ld", "time"],
)
@pytest.mark.parametrize("fraction", [".1", ".123456", ",123456789"])
def test_a_fraction_of_a_second_costs_nothing(statement: dict[str, str], fraction: str) -> None:
    moment = f"2025-04-26T01:25:10{fraction}Z"
    parts: dict[str, Any] = {
        place: markup.replace("MOMENT", moment) for place, markup in statement.items()
    }
    record = read_article(page(time=None, **parts).encode())
    assert isinstance(record, Article), record
    assert record.published_at == "2025-04-26T04:25:10+03:00"
    assert record.modified_at in {None, record.published_at}


# Revision


CONTENT: dict[str, Callable[[Article], object]] = {
    "title": lambda item: setattr(item, "title", "Інше"),
    "lead": lambda item: setattr(item, "lead", "Інше"),
    "body": lambda item: setattr(item, "body", "Інше"),
    "published_at": lambda item: setattr(item, "published_at", "2026-09-23T01:13:00+03:00"),
    "event_at": lambda item: setattr(item, "event_at", "2026-09-23T02:00:00+03:00"),
    "modified_at": lambda item: setattr(item, "modified_at", "2026-09-23T02:00:00+03:00"),
    "source_url": lambda item: setattr(item, "source_url", "https://example.org/"),
    "tags": lambda item: item.tags.append("Груші"),
    "image": lambda item: setattr(item.images[0], "url", "https://example.org/2.jpg"),
    "caption": lambda item: setattr(item.images[0], "caption", None),
    "credit": lambda item: setattr(item.images[0], "credit", "Сава Верба"),
    "another image": lambda item: item.images.append(Image("https://example.org/2.jpg")),
}
SURROUNDINGS: dict[str, Callable[[Article], object]] = {
    "latest": lambda item: item.latest.clear(),
    "size of an image": lambda item: setattr(item.images[0], "url", item.images[0].url + "?w=640"),
    "related": lambda item: item.related.clear(),
    "fetched_at": lambda item: setattr(item, "fetched_at", "2026-09-24T00:00:00+00:00"),
    "published_raw": lambda item: setattr(item, "published_raw", "23 вересня 2026, 01:12"),
    "section": lambda item: setattr(item, "section", "general"),
    "section_name": lambda item: setattr(item, "section_name", "Події"),
    "url": lambda item: setattr(item, "url", "https://interfax.com.ua/news/general/1208142.html"),
    "reading_minutes": lambda item: setattr(item, "reading_minutes", 2),
    "authors": lambda item: item.authors.append("Дарина Лозова"),
    "language": lambda item: setattr(item, "language", "ru"),
    "revision": lambda item: setattr(item, "revision", 2),
    "advertising": lambda item: item.evidence.stripped.update(label=3),
}


@pytest.mark.parametrize("name", CONTENT)
def test_content_makes_a_revision(name: str) -> None:
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    before = content_hash(item)
    CONTENT[name](item)
    assert content_hash(item) != before


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_make_no_revision(name: str) -> None:
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    before = content_hash(item)
    SURROUNDINGS[name](item)
    assert content_hash(item) == before


def test_content_does_not_slide_from_field_to_field() -> None:
    one = raw_article(title="А", lead=None, body="Б", tags=["В", "Г"])
    for other in (
        raw_article(title="А", lead="Б", body=None, tags=["В", "Г"]),
        raw_article(title="А", lead=None, body="Б", tags=["ВГ"]),
        raw_article(title="А", lead=None, body="Б", tags=["В,Г"]),
    ):
        assert content_hash(one) != content_hash(other)


def test_the_hash_is_that_of_its_version() -> None:
    """Where it changes, HASH_VERSION is raised, or every ledger takes its articles for changed."""
    assert HASH_VERSION == 2
    item = raw_article(body="Текст.", published_at="2026-09-23T01:12:00+03:00")
    digest = "782e1ffd54dc58d108c4177311a1a246a6f3cc32fee1aba8b04ee4864235030b"
    assert content_hash(item) == digest

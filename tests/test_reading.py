"""`newsbot.read`: whatever a page comes as, one article or one reason comes out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
from parsel import Selector
from scrapy.http import HtmlResponse, Response

import newsbot
from hostile.pages import TITLE
from hostile.pages import article as page
from newsbot.errors import NotAnArticle
from newsbot.pages import values
from newsbot.pages.article import ArticlePage, article_of
from newsbot.pages.body import Text
from newsbot.pages.refusal import problem_of
from newsbot.pipelines.content_hash import content_hash
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Edition
from pages.shaped_page import render
from pages.shapes import URL as STORY_URL
from pages.shapes import Shape, Story, random_shape

URL = "https://interfax.com.ua/news/general/1208001.html"
FETCHED_AT = datetime(2026, 9, 23, 1, tzinfo=UTC)
FORMS: dict[str, Any] = {
    "bytes": page().encode(),
    "text": page(),
    "response": HtmlResponse("https://example.org/", body=page().encode(), encoding="utf-8"),
    "response of no known kind": Response("https://example.org/", body=page().encode()),
    "selector": Selector(page()),
    "windows-1251": page(charset="windows-1251").encode("windows-1251"),
    "utf-16": page(charset="utf-16").encode("utf-16"),
}


def read(form: Any, url: str = URL, **options: Any) -> Any:
    return newsbot.read(form, url=url, **{"fetched_at": FETCHED_AT, **options})


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_page_reads_the_same(form: str) -> None:
    article = read(FORMS[form])
    assert article == read(FORMS["bytes"])
    assert (article.id, article.title, article.language) == ("1208001", TITLE, "uk")
    assert (article.published_at, article.reading_minutes) == ("2026-09-22T10:15:00+03:00", 1)
    assert article.body.count("\n\n") == 1
    assert article.content_hash == content_hash(article)


def test_two_readings_share_nothing() -> None:
    one, other = read(page()), read(page())
    before = asdict(other)
    for name, value in asdict(one).items():
        if isinstance(value, list):
            getattr(one, name).append("x")
    for value in (one.evidence.sources, one.evidence.blocks, one.evidence.stripped):
        value["x"] = 1
    one.evidence.paragraphs.clear()
    one.evidence.disagreements.append("x")
    assert asdict(other) == before == asdict(read(page()))


@pytest.mark.parametrize(
    ("host", "stated", "language"),
    [
        ("interfax.com.ua", "pl", "pl"),
        ("pl.interfax.com.ua", "", "pl"),
        ("en.interfax.com.ua", "", "en"),
        ("interfax.com.ua", "en", "en"),
    ],
)
def test_latin_letters_are_not_english_where_an_edition_is_in_another_language(
    host: str, stated: str, language: str
) -> None:
    polish = Edition(code="pl", language="pl", host="pl.interfax.com.ua")
    site = replace(INTERFAX, editions={**INTERFAX.editions, "pl": polish})
    text = ("Trzy kozy weszły do muzeum.", "Potem wróciły na łąkę.")
    html = page("Kozy zwiedzają muzeum", text).replace('lang="uk"', f'lang="{stated}"')
    url = f"https://{host}/news/general/1208001.html"
    assert read(html, url, site=site).language == language
    assert read(html, URL, site=INTERFAX).language == "en"


def test_a_header_says_how_a_page_is_written() -> None:
    title = "Más señales del niño: la canción de un año"
    text = ("Nadie sabía qué pasó después, según la canción española.",)
    body = page(title, text, charset="").encode("latin-1", "ignore")
    assert read(body, charset="latin-1").title == title


def test_yesterday_is_seen_from_the_fetch() -> None:
    body = page(time=("вчора,", "10:15"))
    assert read(body).published_at == "2026-09-22T10:15:00+03:00"
    later = FETCHED_AT.astimezone(timezone(timedelta(hours=9))) + timedelta(days=1)
    assert read(body, fetched_at=later).published_at == "2026-09-23T10:15:00+03:00"
    assert read(body, fetched_at=later).fetched_at == "2026-09-24T01:00:00+00:00"


def test_a_moment_without_a_zone_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        read(page(), fetched_at=datetime(2026, 9, 23))  # noqa: DTZ001


def test_now_is_the_default_moment() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    read_at = datetime.fromisoformat(newsbot.read(page(), url=URL).fetched_at or "")
    assert before <= read_at <= datetime.now(UTC)


REFUSED: dict[str, tuple[Any, str]] = {
    "nothing": (b"", "no headline"),
    "an encoding of nobody": (b"\xff\x90 \x81\x9d" * 99, "encoding cannot be told"),
    "too heavy": (b"<html>" + b"<b>" * 20_000, "20001 tags"),
    "no text": (page(paragraphs=()), "no body"),
    "a title like a book": (page("б" * 2001), "title: 2001 characters"),
    "a frame that is cut": (page()[:300], "no headline"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_its_reason(name: str) -> None:
    body, reason = REFUSED[name]
    with pytest.raises(NotAnArticle, match=reason) as refused:
        read(body)
    assert reason in refused.value.problem


def test_a_page_of_an_unknown_site_says_that_nobody_described_it() -> None:
    article = read(render(Story(), Shape(names="none")), url="https://www.example.org/a/b-c-d/?x=1")
    assert (article.site, article.evidence.described) == ("example.org", False)
    assert article.url == "https://www.example.org/a/b-c-d/?x=1"
    assert article.title == Story().title
    assert article.section is None
    known = read(render(Story(), Shape()), url=STORY_URL)
    assert (known.site, known.evidence.described) == ("interfax.com.ua", True)


FIELDS = [values.title_of, values.published_of, values.modified_of, values.reading_minutes_of]
FIELDS += [values.lead_of, values.section_name_of, values.language_of, values.authors_of]
FIELDS += [values.tags_of, values.images_of, values.related_of, values.latest_of, problem_of]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_reading_changes_nothing(seed: int) -> None:
    """Fields are functions of a frozen layout: in any order, once or often, they say the same."""
    html = render(Story(), replace(random_shape(seed), head="json-ld"))
    layout = ArticlePage(Selector(html), INTERFAX, url=STORY_URL).layout
    straight = asdict(article_of(layout, "x"))
    for function in Random(seed).sample(FIELDS, len(FIELDS)):
        found = function(layout)
        if isinstance(found, list):
            found.clear()  # nobody else's
    assert asdict(article_of(layout, "x")) == straight
    other = article_of(layout, "x")
    for link in (*other.latest, *other.related):
        link.title = "x"
    assert asdict(article_of(layout, "x")) == straight
    with pytest.raises(FrozenInstanceError):
        layout.text = Text()  # type: ignore[misc]


def test_importing_the_package_imports_nothing() -> None:
    code = (
        "import sys, newsbot; print([n for n in sys.modules if n.startswith(('newsbot.', 'lxml'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.slow
def test_it_reads_without_settings(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(), "utf-8")
    code = f"import newsbot; print(newsbot.read(open('page.html', 'rb').read(), url={URL!r}).title)"
    words = [sys.executable, "-X", "utf8", "-c", code]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == TITLE


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        newsbot.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("label", "event"),
    [
        ("Пресанонси", "2026-09-21T10:00:00+03:00"),
        ("Press Announcement", "2026-09-21T10:00:00+03:00"),
        ("Політика", None),
        ("", None),
    ],
)
def test_an_announcement_is_one_in_whatever_section_it_is_found(
    label: str, event: str | None
) -> None:
    """The section in an address is not the article's; the one that the page prints is."""
    html = (
        f"<html><body><div><p>Інтерфакс-Україна</p><p>{label}</p><p>10:00 21.09.2026</p>"
        "<h1>У Каневі покажуть відбудований млин</h1><p>1 хв читати</p><div><p>Громада запрошує"
        " на показ млина, який чекав на ремонт двадцять років, а дочекався цього літа.</p></div>"
        "</div></body></html>"
    )
    article = newsbot.read(
        html,
        url="https://interfax.com.ua/news/election/1208142.html",
        fetched_at=datetime(2026, 9, 22, tzinfo=UTC),
    )
    assert article.event_at == event
    assert article.published_at == (None if event else "2026-09-21T10:00:00+03:00")
    assert article.section_name == (label or None)

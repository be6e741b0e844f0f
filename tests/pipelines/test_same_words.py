"""Two readings with the same words are one revision, whatever else has changed on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hostile.pages import TEXT, article
from newsbot.outcomes import Unchanged
from newsbot.text.dates.clock import KYIV
from pipelines.recheck import FIRST, Rechecked

IMAGE = '<img class="article-content-image" src="https://media.interfax.com.ua/{}" alt="Мости">'
AD = '<div class="{}"><a href="https://shop.test/?a=1">{}</a></div>'
STAMP = '<meta property="article:modified_time" content="{}">'


@pytest.fixture
def recheck(tmp_path: Path) -> Iterator[Rechecked]:
    rechecked = Rechecked(tmp_path)
    yield rechecked
    rechecked.close()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            article(start=IMAGE.format("media/2026/09/bridge.jpg?token=1")),
            article(start=IMAGE.format("media/2026/09/bridge.jpg?token=2")),
        ),
        (
            article(start=IMAGE.format("t/5f3a/bridge.jpg")),
            article(start=IMAGE.format("t/91bc/bridge.jpg")),
        ),
        (
            article("Уряд ухвалив «програму» - мости", (*TEXT, "М'яч — це м'яч.")),
            article("Уряд ухвалив “програму” – мости", (*TEXT, "М’яч - це мʼяч.")),
        ),
        (
            article(time=("2 години тому", "")),
            article(time=("3 години тому", "")),
        ),
        (article(head=STAMP.format("{now}")), article(head=STAMP.format("{now}"))),
        (
            article(end="<p>Оновлено: 5 хвилин тому</p>"),
            article(end="<p>Оновлено: 65 хвилин тому</p>"),
        ),
        (
            article(end=AD.format("x9", "Купуй слона сьогодні")),
            article(end=AD.format("c7", "Новий кіт за півціни")),
        ),
        (
            article(paragraphs=(TEXT[0], "</p>" + AD.format("x9", "Купуй слона") + "<p>", TEXT[1])),
            article(paragraphs=(TEXT[0], "</p>" + AD.format("c7", "Новий кіт") + "<p>", TEXT[1])),
        ),
    ],
    ids=[
        "token behind a picture",
        "token in a picture's path",
        "typography",
        "N hours ago",
        "a stamp of the fetch",
        "changed N minutes ago",
        "advertising in an unknown wrapper",
        "the same, in the text",
    ],
)
def test_they_are_one_revision(before: str, after: str, recheck: Rechecked) -> None:
    assert recheck.look(before) == 1
    published = recheck.last.published_at
    for _ in range(2):
        assert isinstance(recheck.look(after), Unchanged)
    edited = after.replace("восьми", "дев'яти")
    assert recheck.look(edited) == 2
    assert recheck.last.published_at == published


def test_a_change_that_the_page_itself_names_is_one(recheck: Rechecked) -> None:
    assert recheck.look(article(head=STAMP.format("2026-09-23T08:00:00+00:00"))) == 1
    assert recheck.look(article(head=STAMP.format("2026-09-23T10:10:00+00:00"))) == 2


def test_a_time_that_is_printed_anew_is_a_change(recheck: Rechecked) -> None:
    assert recheck.look(article(time=("12:51", "22.09.2026"))) == 1
    assert recheck.look(article(time=("16:58", "22.09.2026")), after=timedelta(days=1)) == 2


@pytest.mark.parametrize("prints", [True, False], ids=["printed", "in the head"])
@pytest.mark.parametrize("slow", [timedelta(hours=1), timedelta(days=1)], ids=str)
def test_a_clock_that_is_slow_for_a_while_changes_nothing(
    slow: timedelta, prints: bool, recheck: Rechecked
) -> None:
    """By it the article is of the time to come."""
    now = FIRST.astimezone(KYIV)
    stamp = STAMP.format(f"{now:%Y-%m-%dT%H:%M:%S%z}")
    page = article(
        time=(f"{now:%H:%M}", f"{now:%d.%m.%Y}") if prints else ("", ""),
        head=stamp if prints else stamp + stamp.replace("modified", "published"),
    )
    assert recheck.look(page, after=timedelta(minutes=5)) == 1
    published, modified = recheck.last.published_at, recheck.last.modified_at
    assert published is not None
    assert modified is not None
    assert isinstance(recheck.look(page, after=-slow), Unchanged)
    assert isinstance(recheck.look(page, after=slow), Unchanged)
    assert recheck.look(page.replace("восьми", "дев'яти"), after=-slow) == 2
    assert recheck.last.published_at == published
    assert recheck.last.event_at is None
    assert recheck.last.modified_at is None

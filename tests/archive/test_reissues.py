"""What is issued again, edited or shortened, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.told_stories import made_issues, record
from newsbot.archive.fingerprint import fingerprint_of
from newsbot.archive.reissues import reissues
from newsbot.feeds.records import article_of

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
TITLE = "Пресконференція «Ринок яблук: підсумки року» у Полтаві"
BODY = (
    "В агентстві відбудеться пресконференція про ринок яблук. Беруть участь Марта Гнатюк, голова "
    "спілки садівників, та Остап Кравчишин, директор заводу соків. Адреса: вул. Садова, 8. "
    "Початок о 10:00 5 березня, запис до 18:00. Довідки за телефоном 123 45 67."
)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_edited_and_shortened_and_unrelated(seed: int) -> None:
    records, again, pairs = made_issues(450, seed=seed)
    found = list(reissues([fingerprint_of(article_of(each)) for each in records]))
    right = [each for each in found if again.get(each.second.id) == each.first.id]
    assert len(right) >= 0.98 * len(found)
    assert len(right) >= 0.8 * len(again)
    told = {(each.first.id, each.second.id): each.distance for each in found}
    assert not told.keys() & set(pairs["unrelated"])
    assert all(told[pair] == 0 for pair in set(pairs["shortened"]) & told.keys())


def told(second: str, *, event: str | None = None, **late: float) -> float | None:
    """The distance of an announcement and `second`; None where they are two."""
    first = record("1", "uk", MORNING, TITLE, BODY, event_at=event)
    later = record("2", "uk", MORNING + timedelta(**late), TITLE, second, event_at=event)
    found = list(reissues([fingerprint_of(article_of(each)) for each in (first, later)]))
    return found[0].distance if found else None


def test_an_announcement_of_another_hour_is_issued_again() -> None:
    """An announcement may be put off; a story with other numbers is another one."""
    other = BODY.replace("10:00 5", "12:30 9").replace("18:00", "20:00")
    distance = told(other, event="2026-03-05T10:00:00+02:00", days=1)
    assert distance is not None
    assert 0 < distance < 0.5
    assert told(other, days=1) is None


def test_the_same_and_the_same_a_season_later() -> None:
    assert told(BODY, hours=1) == 0
    assert told(BODY, days=100) is None


def test_a_few_words_prove_nothing() -> None:
    assert told("Далі буде.", hours=1) is None


def test_the_same_names_and_numbers_in_other_words_are_no_edition() -> None:
    other = (
        "В агентстві відбудеться пресконференція про ринок яблук. Беруть участь також журналісти. "
        "Марта Гнатюк розкаже про ціни, Остап Кравчишин заперечить їй. Телефонуйте 123 45 67 щодня "
        "до 18:00 або приходьте на Садова 8 о 10:00, березня 5."
    )
    assert told(other, hours=1) is None


def test_of_several_issues_the_nearest_is_told() -> None:
    edited = BODY.replace("Беруть участь", "Виступають зі словом")
    issues = [
        record(str(number), "uk", MORNING + timedelta(hours=number), TITLE, body)
        for number, body in enumerate((BODY, edited, edited, BODY))
    ]
    found = reissues([fingerprint_of(article_of(each)) for each in issues])
    assert [(each.second.id, each.first.id) for each in found] == [
        ("1", "0"),
        ("2", "1"),
        ("3", "0"),
    ]

"""Versions of one story, among stories that look alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.told_stories import made_stories, record
from newsbot.archive.fingerprint import Fingerprint, fingerprint_of, numbers_in
from newsbot.archive.sounds import consonants
from newsbot.archive.translations import translations
from newsbot.feeds.records import article_of

pytestmark = pytest.mark.slow  # every test makes an archive

PRECISION, RECALL = 0.98, 0.8
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
UK = (
    "Полтавмаш купив завод у Ніжині за 1 250 млн грн",
    (
        "Угоду підписав Остап Кравчишин. За словами Кравчишина, завод у Ніжині дасть 12,5 тис. "
        "насосів на рік. Раніше Полтавмаш продав завод в Умані."
    ),
)
EN = (
    "Poltavmash buys plant in Nizhyn for UAH 1,250 mln",
    (
        "The agreement was signed by Ostap Kravchyshyn. According to Kravchyshyn, the plant "
        "in Nizhyn will make 12.5 thousand pumps a year. Earlier Poltavmash sold a plant in Uman."
    ),
)


def prints_of(records: list[dict[str, Any]]) -> list[Fingerprint]:
    return [fingerprint_of(article_of(each)) for each in records]


def found_in(records: list[dict[str, Any]]) -> set[frozenset[str]]:
    return {frozenset((each.first.id, each.second.id)) for each in translations(prints_of(records))}


@pytest.mark.parametrize(
    ("stories", "seed"),
    [
        (150, 1),
        *(pytest.param(400, seed, marks=pytest.mark.slow) for seed in range(2, 7)),
    ],
)
def test_few_are_wrong_and_few_are_missed(stories: int, seed: int) -> None:
    records, pairs = made_stories(stories, seed=seed)
    found = found_in(records)
    assert len(found & pairs) >= PRECISION * len(found)
    assert len(found & pairs) >= RECALL * len(pairs)


def crowd(*records: dict[str, Any]) -> list[dict[str, Any]]:
    """The records among others, so that what is rare can be told from what is not."""
    others, _ = made_stories(60, seed=9)
    return sorted([*others, *records], key=lambda each: str(each["published_at"]))


def version(key: str, language: str, text: tuple[str, str], **late: float) -> dict[str, Any]:
    return record(key, language, MORNING + timedelta(**late), *text)


def is_told(*records: dict[str, Any]) -> bool:
    return frozenset(each["id"] for each in records) in found_in(crowd(*records))


@pytest.mark.parametrize("late", [{"minutes": 5}, {"hours": 20}, {"days": 3}, {"minutes": -30}])
def test_a_version_minutes_to_days_later(late: dict[str, float]) -> None:
    assert is_told(version("1", "uk", UK), version("2", "en", EN, **late))


def test_a_version_weeks_later_is_another_story() -> None:
    assert not is_told(version("1", "uk", UK), version("2", "en", EN, days=15))


def test_other_numbers_and_other_names_are_another_story() -> None:
    original = version("1", "uk", UK)
    numbers = (EN[0].replace("1,250", "870"), EN[1].replace("12.5", "31"))
    assert not is_told(original, version("2", "en", numbers, hours=1))
    names = [text.replace("Poltavmash", "Sumyelektro").replace("Nizhyn", "Kovel") for text in EN]
    assert not is_told(original, version("2", "en", (names[0], names[1]), hours=1))


def test_one_language_or_another_site_is_no_translation() -> None:
    original = version("1", "uk", UK)
    assert not is_told(original, version("2", "uk", UK, hours=1))
    assert not is_told(original, {**version("2", "en", EN, hours=1), "site": "example.org"})


def test_of_two_that_are_as_good_none_is_told() -> None:
    """A version that was issued twice: which one is it of?"""
    records = [version("1", "uk", UK), version("2", "en", EN, hours=1)]
    assert is_told(*records)
    found = found_in(crowd(*records, version("3", "en", EN, hours=2)))
    assert not found & {frozenset(("1", "2")), frozenset(("1", "3"))}


def test_announcements_of_other_hours_are_two() -> None:
    events = ["2026-03-05T10:00:00+02:00", "2026-03-05T12:00:00+02:00"]
    for event, told in ((events[0], True), (events[1], False)):
        original = {**version("1", "uk", UK), "event_at": events[0]}
        other = {**version("2", "en", EN, hours=1), "event_at": event}
        assert is_told(original, other) == told


@pytest.mark.parametrize(
    "words",
    [
        ("Зеленського", "Зеленский", "Zelenskyy"),
        ("Харкові", "Харьков", "Kharkiv"),
        ("Щербина", "Щербины", "Shcherbyna"),
        ("Чернівці", "Черновцах", "Chernivtsi"),
        ("Нафтогазом", "Нафтогаза", "Naftogaz's"),
        ("експорту", "экспорта", "exports"),
        ("центр", "центра", "center"),
        ("Григорій", "Григорием", "Hryhorii"),
    ],
)
def test_words_by_their_consonants(words: tuple[str, ...]) -> None:
    assert len({consonants(word) for word in words}) == 1
    assert consonants(words[0])


def test_words_of_other_scripts_have_no_consonants() -> None:
    assert consonants("東京") == ""
    assert consonants("Αθήνα") == ""


def test_numbers() -> None:
    ukrainian = numbers_in("1 200 млн, 12,5%, 3 тис., о 10:00, 2026")
    assert ukrainian == numbers_in("1,200 mln, 12.5%, 3 thousand, at 10:00, 2026")
    assert ukrainian == {"1200", "12.5", "3", "10:00", "2026"}

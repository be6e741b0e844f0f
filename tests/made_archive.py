"""An archive made for tests, without a crawl: three languages, years of months, revisions."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsbot.feeds.records import record_of
from newsbot.items import Article, Image, Link
from newsbot.text.dates.clock import KYIV

FIRST = 1_000_000
_BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_WORDS = {
    "uk": [
        "яблуко",
        "міст",
        "дорога",
        "врожай",
        "школа",
        "ріка",
        "рада",
        "пенсія",
        "море",
        "їжак’я",
    ],
    "ru": ["яблоко", "мост", "дорога", "урожай", "школа", "река", "совет", "пенсия", "море", "ёж"],
    "en": [
        "apple",
        "bridge",
        "road",
        "harvest",
        "school",
        "river",
        "council",
        "pension",
        "sea",
        "hedgehog",
    ],
}
_SECTIONS = ("political", "economic", "general", "press-release")


def made_records(articles: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Records in the order in which a crawl would write them: revisions come later, by turns.

    One in ten articles has a second revision and one in fifty a third; one in twenty has no
    `published_at`. They lie three hours apart.
    """
    chance = random.Random(seed)
    waiting: list[tuple[int, dict[str, Any]]] = []
    for number in range(articles):
        record = _record(chance, number)
        yield record
        if number % 10 == 0:
            waiting.append((number + chance.randrange(1, 200), record))
        for due, earlier in [each for each in waiting if each[0] <= number]:
            waiting.remove((due, earlier))
            again = _revised(earlier, number)
            yield again
            if number % 5 == 0 and again["revision"] == 2:
                waiting.append((number + 50, again))
    for _, earlier in waiting:
        yield _revised(earlier, articles)


def write_archive(folder: Path, articles: int, *, seed: int = 1) -> list[dict[str, Any]]:
    """Writes day files as the default feed does; the records, in the order of the files."""
    folder.mkdir(parents=True)
    days: dict[str, list[dict[str, Any]]] = {}
    for record in made_records(articles, seed=seed):
        fetched = datetime.fromisoformat(record["fetched_at"]).astimezone(KYIV)
        days.setdefault(fetched.date().isoformat(), []).append(record)
    for day, records in days.items():
        (folder / f"{day}.jsonl").write_text("".join(map(line_of, records)), "utf-8")
    return [record for day in sorted(days) for record in days[day]]


def line_of(record: dict[str, Any]) -> str:
    """As the feed writes it."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def newest_of(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest revision of each, where it stands."""
    last: dict[str, dict[str, Any]] = {}
    for record in records:
        if record["revision"] >= last.get(record["id"], record)["revision"]:
            last[record["id"]] = record
    return [record for record in records if last[record["id"]] is record]


def _record(chance: random.Random, number: int) -> dict[str, Any]:
    language = chance.choice(["uk", "uk", "uk", "ru", "en"])
    section = chance.choice(_SECTIONS)
    key = str(FIRST + number)
    published = _BEGIN + timedelta(hours=3 * number)
    links = [
        Link(_text(chance, language, 4), f"https://interfax.com.ua/news/general/{other}.html")
        for other in range(FIRST + number - 1, max(FIRST, FIRST + number - 9), -1)
    ]
    return record_of(
        Article(
            id=key,
            url=f"https://interfax.com.ua/news/{section}/{key}.html",
            site="interfax.com.ua",
            language=language,
            section=section,
            section_name={"political": "Політика"}.get(section),
            title=_text(chance, language, 6),
            published_at=None if number % 20 == 19 else published.astimezone(KYIV).isoformat(),
            published_raw=f"{published:%H:%M %d.%m.%Y}",
            event_at="2025-05-05T10:00:00+03:00" if section == "press-release" else None,
            reading_minutes=number % 7 or None,
            lead=_text(chance, language, 10) if number % 3 else None,
            body="\n\n".join(_text(chance, language, 40) for _ in range(4)) + '\n«Лапки», "quotes"',
            authors=["Іван Петренко"] if number % 4 == 0 else [],
            tags=[_text(chance, language, 1) for _ in range(number % 3)],
            images=[Image(f"https://media.example.org/{key}.jpg", "Сад", None)][: number % 2],
            related=links[:3],
            latest=links,
            fetched_at=(published + timedelta(minutes=7)).isoformat(),
            content_hash=f"{number:064x}",
        )
    )


def _revised(record: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        **record,
        "title": f"{record['title']}, {record['revision'] + 1}",
        "body": f"{record['body']}\n\nОновлено.",
        "fetched_at": (_BEGIN + timedelta(hours=3 * number, minutes=9)).isoformat(),
        "revision": record["revision"] + 1,
        "content_hash": f"{number + 1:0>32x}{record['content_hash'][32:]}",
    }


def _text(chance: random.Random, language: str, words: int) -> str:
    return " ".join(chance.choices(_WORDS[language], k=words)).capitalize()

"""Stories told in three languages by rule, with those that look alike and are others.

Every text is made up. The versions of a story have their own ids and times, minutes to days apart;
the later ones leave sentences out, round numbers, and put the sentences in another order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsbot.feeds.records import record_of
from newsbot.items import Article, Image
from newsbot.text.dates.clock import KYIV

LANGUAGES = ("uk", "ru", "en")
_BEGIN = datetime(2026, 3, 1, 6, tzinfo=UTC)

_FIRMS = [
    ("Полтавмаш", "Полтавмаш", "Poltavmash"),
    ("Дніпросталь", "Днепросталь", "Dniprostal"),
    ("Агроколос", "Агроколос", "Agrokolos"),
    ("Чорноморбуд", "Черноморстрой", "Chornomorbud"),
    ("Галичхім", "Галичхим", "Halychkhim"),
    ("Сумиелектро", "Сумыэлектро", "Sumyelektro"),
    ("Бузький цукор", "Бугский сахар", "Buzkyi Tsukor"),
    ("Веселка-Банк", "Веселка-Банк", "Veselka Bank"),
    ("Карпатліс", "Карпатлес", "Karpatlis"),
    ("Одеспорт", "Одеспорт", "Odesport"),
    ("Тернопільгаз", "Тернопольгаз", "Ternopilhaz"),
    ("Київфарм", "Киевфарм", "Kyivfarm"),
]
_PEOPLE = [
    ("Остап Кравчишин", "Остап Кравчишин", "Ostap Kravchyshyn"),
    ("Марта Гнатюк", "Марта Гнатюк", "Marta Hnatiuk"),
    ("Богдан Запотічний", "Богдан Запотичный", "Bohdan Zapotichnyi"),
    ("Ярина Щербань", "Ярина Щербань", "Yaryna Shcherban"),
    ("Назар Тютюнник", "Назар Тютюнник", "Nazar Tiutiunnyk"),
    ("Леся Журавель", "Леся Журавель", "Lesia Zhuravel"),
    ("Тимофій Хорольський", "Тимофей Хорольский", "Tymofii Khorolskyi"),
    ("Соломія Цибуля", "Соломия Цыбуля", "Solomiia Tsybulia"),
    ("Денис Бондаревський", "Денис Бондаревский", "Denys Bondarevskyi"),
    ("Віра Мацюк", "Вера Мацюк", "Vira Matsiuk"),
]
_TOWNS = [
    ("Кременчук", "Кременчуг", "Kremenchuk"),
    ("Мукачево", "Мукачево", "Mukachevo"),
    ("Ніжин", "Нежин", "Nizhyn"),
    ("Чорноморськ", "Черноморск", "Chornomorsk"),
    ("Коломия", "Коломыя", "Kolomyia"),
    ("Умань", "Умань", "Uman"),
    ("Дрогобич", "Дрогобыч", "Drohobych"),
    ("Павлоград", "Павлоград", "Pavlohrad"),
    ("Бердичів", "Бердичев", "Berdychiv"),
    ("Ковель", "Ковель", "Kovel"),
]
_EVENTS = [
    [  # a plant is opened
        (
            "Компанія «{firm}» відкрила в місті {town} новий завод за {a} млн грн.",
            "Компания «{firm}» открыла в городе {town} новый завод за {a} млн грн.",
            "{firm} has opened a new plant worth UAH {a} million in the city of {town}.",
        ),
        (
            "Підприємство випускатиме {b} тис. тонн продукції на рік і дасть роботу {c} людям.",
            "Предприятие будет выпускать {b} тыс. тонн продукции в год и даст работу {c} людям.",
            "The enterprise will make {b} thousand tonnes a year and employ {c} people.",
        ),
    ],
    [  # a court
        (
            "Господарський суд відкрив справу проти компанії «{firm}» щодо боргу {a} млн грн.",
            "Хозяйственный суд открыл дело против компании «{firm}» о долге {a} млн грн.",
            "The commercial court has opened a case against {firm} over a debt of UAH {a} million.",
        ),
        (
            "Позов подала мерія міста {town}, засідання призначено через {c} днів, штраф {b}%.",
            "Иск подала мэрия города {town}, заседание назначено через {c} дней, штраф {b}%.",
            "The mayor's office of {town} sued; the hearing is in {c} days, the fine is {b}%.",
        ),
    ],
    [  # shares
        (
            "Акції компанії «{firm}» подорожчали на {b}%, капіталізація сягнула {a} млн грн.",
            "Акции компании «{firm}» подорожали на {b}%, капитализация достигла {a} млн грн.",
            "Shares in {firm} rose {b}%, its capitalisation reached UAH {a} million.",
        ),
        (
            "На біржі уклали {c} угод, найбільшу з них купив інвестор із міста {town}.",
            "На бирже заключили {c} сделок, крупнейшую из них купил инвестор из города {town}.",
            "There were {c} deals on the exchange, the largest by an investor from {town}.",
        ),
    ],
    [  # a strike
        (
            "Працівники компанії «{firm}» у місті {town} оголосили страйк через зарплату.",
            "Работники компании «{firm}» в городе {town} объявили забастовку из-за зарплаты.",
            "Workers of {firm} in {town} have gone on strike over pay.",
        ),
        (
            "У ньому беруть участь {c} людей, вони вимагають {a} млн грн і підвищення на {b}%.",
            "В ней участвуют {c} человек, они требуют {a} млн грн и повышения на {b}%.",
            "It has {c} people, who demand UAH {a} million and a rise of {b}%.",
        ),
    ],
    [  # exports
        (
            "Експорт компанії «{firm}» зріс на {b}% і склав {a} млн грн.",
            "Экспорт компании «{firm}» вырос на {b}% и составил {a} млн грн.",
            "Exports of {firm} grew by {b}% to UAH {a} million.",
        ),
        (
            "Через термінал у місті {town} відвантажено {c} вагонів, решту повезли баржами.",
            "Через терминал в городе {town} отгружено {c} вагонов, остальное повезли баржами.",
            "The terminal in {town} shipped {c} wagons, the rest went by barge.",
        ),
    ],
    [  # a fire
        (
            "Пожежа на складі компанії «{firm}» у місті {town} завдала збитків на {a} млн грн.",
            "Пожар на складе компании «{firm}» в городе {town} нанес ущерб на {a} млн грн.",
            "A fire at a warehouse of {firm} in {town} caused damage of UAH {a} million.",
        ),
        (
            "Гасили {c} рятувальників, вогонь знищив {b} кв. м покрівлі, постраждалих немає.",
            "Тушили {c} спасателей, огонь уничтожил {b} кв. м кровли, пострадавших нет.",
            "Some {c} rescuers put it out; {b} sq m of roof burnt down, nobody was hurt.",
        ),
    ],
    [  # a loan
        (
            "Європейський банк надасть компанії «{firm}» кредит на {a} млн грн під {b}%.",
            "Европейский банк предоставит компании «{firm}» кредит на {a} млн грн под {b}%.",
            "A European bank will lend {firm} UAH {a} million at {b}%.",
        ),
        (
            "Гроші підуть на модернізацію тепломережі міста {town}, договір на {c} місяців.",
            "Деньги пойдут на модернизацию теплосети города {town}, договор на {c} месяцев.",
            "The money is to modernise the heating of {town}, the agreement is for {c} months.",
        ),
    ],
    [  # a new head
        (
            "Наглядова рада компанії «{firm}» звільнила гендиректора та оголосила конкурс.",
            "Наблюдательный совет компании «{firm}» уволил гендиректора и объявил конкурс.",
            "The supervisory board of {firm} dismissed its director and announced a contest.",
        ),
        (
            "Збори в місті {town} тривали {c} хвилин, «за» голосували {b}% з {a} млн акцій.",
            "Собрание в городе {town} длилось {c} минут, «за» голосовали {b}% из {a} млн акций.",
            "The meeting in {town} took {c} minutes; {b}% of {a} million shares voted for it.",
        ),
    ],
]
_COMMON = [
    (
        "Про це повідомив {person} на брифінгу у вівторок.",
        "Об этом сообщил {person} на брифинге во вторник.",
        "This was announced by {person} at a briefing on Tuesday.",
    ),
    (
        "«Ми готувалися до цього {d} місяців і не зупинимося», – сказав {person}.",
        "«Мы готовились к этому {d} месяцев и не остановимся», – сказал {person}.",
        '"We have prepared for this for {d} months and will not stop," {person} said.',
    ),
    (
        "Як повідомлялося, торік «{firm}» отримала {e} млн грн чистого прибутку.",
        "Как сообщалось, в прошлом году «{firm}» получила {e} млн грн чистой прибыли.",
        "As reported, {firm} had a net profit of UAH {e} million last year.",
    ),
    (
        "У регіоні працюють ще {f} підприємств галузі, зокрема в місті {other}.",
        "В регионе работают еще {f} предприятий отрасли, в частности в городе {other}.",
        "There are {f} more companies of the sector in the region, among them in {other}.",
    ),
]


@dataclass(frozen=True)
class Story:
    event: int
    firm: int
    person: int
    town: int
    other: int
    numbers: tuple[tuple[str, int], ...]


def told(story: Story, language: str, chance: random.Random, *, short: bool) -> tuple[str, str]:
    """Headline and text."""
    place = LANGUAGES.index(language)
    names: dict[str, Any] = {
        "firm": _FIRMS[story.firm][place],
        "person": _PEOPLE[story.person][place],
        "town": _TOWNS[story.town][place],
        "other": _TOWNS[story.other][place],
        **{name: _number(value, language) for name, value in story.numbers},
    }
    common = [each[place].format(**names) for each in _COMMON]
    if short:
        common.pop(chance.randrange(len(common)))
    chance.shuffle(common)
    first, *rest = (each[place].format(**names) for each in _EVENTS[story.event])
    return first.rstrip("."), "\n\n".join([first, *rest, *common])


def _number(value: int, language: str) -> str:
    text = f"{value / 10:.1f}" if value % 10 else str(value // 10)
    if language == "en":
        whole, _, rest = text.partition(".")
        return f"{int(whole):,}" + (f".{rest}" if rest else "")
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", " ") + (f",{rest}" if rest else "")


def made_stories(count: int, *, seed: int = 1) -> tuple[list[dict[str, Any]], set[frozenset[str]]]:
    """Records in the order of their times, and which pairs of ids tell one story.

    Of five stories one is told in one language, two in two, two in three. One in three has a
    follow-up a few hours later: of the same firm and person, with the same numbers, about
    something else; it may be told in other languages than the story itself. One in six has a twin
    of the same event and numbers, at another firm.
    """
    chance = random.Random(seed)
    records: list[dict[str, Any]] = []
    pairs: set[frozenset[str]] = set()
    number = 2_000_000
    for at in range(count):
        story = _story(chance)
        related = [story]
        if at % 3 == 0:
            other = (story.event + chance.randrange(1, len(_EVENTS))) % len(_EVENTS)
            related.append(replace(story, event=other))
        if at % 6 == 1:
            related.append(_at_another_firm(story))
        begun = _BEGIN + timedelta(minutes=37 * at)
        for each in related:
            languages = chance.sample(LANGUAGES, chance.choice((1, 2, 2, 3, 3)))
            ids = []
            for place, language in enumerate(languages):
                number += chance.randrange(1, 4)
                ids.append(str(number))
                delay = chance.choice((5, 20, 45, 120, 600, 1500, 3000)) if place else 0
                moment = begun + timedelta(minutes=delay + chance.randrange(30))
                title, body = told(each, language, chance, short=bool(place))
                records.append(record(str(number), language, moment, title, body))
            pairs |= {frozenset((one, other)) for one in ids for other in ids if one != other}
            begun += timedelta(minutes=chance.randrange(60, 300))
    records.sort(key=lambda record: record["published_at"])
    return records, pairs


def record(
    key: str, language: str, moment: datetime, title: str, body: str, **changes: Any
) -> dict[str, Any]:
    """One record of the archive."""
    fields: dict[str, Any] = {
        "id": key,
        "url": f"https://interfax.com.ua/news/economic/{key}.html",
        "site": "interfax.com.ua",
        "language": language,
        "section": "economic",
        "title": title,
        "body": body,
        "published_at": moment.astimezone(KYIV).isoformat(),
        "fetched_at": (moment + timedelta(minutes=7)).isoformat(),
        "images": [Image(f"https://media.example.org/{key}.jpg")],
        "content_hash": "0" * 64,
    }
    return record_of(Article(**{**fields, **changes}))


def _story(chance: random.Random) -> Story:
    numbers = {
        "a": chance.randrange(100, 90_000),
        "b": chance.randrange(11, 900),
        "c": chance.randrange(2, 90) * 10,
        "d": chance.randrange(2, 24) * 10,
        "e": chance.randrange(100, 9_000),
        "f": chance.randrange(2, 30) * 10,
    }
    return Story(
        chance.randrange(len(_EVENTS)),
        chance.randrange(len(_FIRMS)),
        chance.randrange(len(_PEOPLE)),
        chance.randrange(len(_TOWNS)),
        chance.randrange(len(_TOWNS)),
        tuple(numbers.items()),
    )


def made_issues(
    count: int, *, seed: int = 1
) -> tuple[list[dict[str, Any]], dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Records in the order of their times; id -> the one it is issued again of; pairs by kind.

    Kinds: `edited` (one word in ten is another, a paragraph is added), `shortened` (half of the
    sentences), `unrelated` (a follow-up of the same firm and numbers; the same at another firm; the
    same with other numbers, as of another day).
    """
    chance = random.Random(seed)
    records: list[dict[str, Any]] = []
    again: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {"edited": [], "shortened": [], "unrelated": []}
    number = 3_000_000
    for at in range(count):
        language = LANGUAGES[at % 3]
        story = _story(chance)
        title, body = told(story, language, chance, short=False)
        begun = _BEGIN + timedelta(minutes=53 * at)
        number += 10
        key = str(number)
        records.append(record(key, language, begun, title, body))
        later = begun + timedelta(hours=chance.randrange(1, 200))
        kinds = ("edited", "shortened", "follow-up", "firm", "numbers", None)
        kind = kinds[at // 3 % len(kinds)]
        if kind is None:
            continue
        if kind == "edited":
            title, body = _edited(title, chance), _edited(body, chance)
        elif kind == "shortened":
            sentences = body.split("\n\n")
            body = "\n\n".join(sentences[: len(sentences) // 2])
        else:
            title, body = told(_unlike(story, kind, chance), language, chance, short=False)
        records.append(record(str(number + 1), language, later, title, body))
        if kind in pairs:
            again[str(number + 1)] = key
        pairs[kind if kind in pairs else "unrelated"].append((key, str(number + 1)))
    records.sort(key=lambda each: str(each["published_at"]))
    return records, again, pairs


def _edited(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for place in range(len(words)):
        if chance.random() < 0.1 and words[place].islower():
            words[place] = chance.choice(("також", "раніше", "згодом", "наразі", "also", "ранее"))
    return " ".join(words) + ("\n\nПодробиці згодом." if "\n" in text else "")


def _unlike(story: Story, kind: str, chance: random.Random) -> Story:
    if kind == "follow-up":
        return replace(story, event=(story.event + 1) % len(_EVENTS))
    if kind == "numbers":
        return replace(story, numbers=_story(chance).numbers)
    return _at_another_firm(story)


def _at_another_firm(story: Story) -> Story:
    firm, person = (story.firm + 1) % len(_FIRMS), (story.person + 1) % len(_PEOPLE)
    return replace(story, firm=firm, person=person)

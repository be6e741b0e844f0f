"""The policy of parse_date at awkward moments, its arguments and its imports."""

import calendar
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest

from newsbot.text.dates import parse_date
from newsbot.text.dates.vocabulary import KNOWN_LANGUAGES, vocabulary
from newsbot.text.dates.words import AMBIGUOUS

KYIV = ZoneInfo("Europe/Kyiv")


def read(text: str, reference: str) -> str | None:
    now = datetime.fromisoformat(reference).astimezone(KYIV)
    found = parse_date(text, now)
    return None if found is None else found.isoformat()


@pytest.mark.parametrize(
    ("reference", "text", "expected"),
    [
        # the first of a month, minutes after midnight
        ("2025-08-01T00:10+03:00", "23:55", "2025-07-31T23:55:00+03:00"),
        ("2025-08-01T00:10+03:00", "00:10", "2025-08-01T00:10:00+03:00"),
        ("2025-08-01T00:10+03:00", "00:11", "2025-07-31T00:11:00+03:00"),
        ("2025-08-01T00:10+03:00", "вчора, 23:55", "2025-07-31T23:55:00+03:00"),
        ("2025-08-01T00:10+03:00", "20 хвилин тому", "2025-07-31T23:50:00+03:00"),
        ("2025-08-01T00:10+03:00", "31 липня, 23:55", "2025-07-31T23:55:00+03:00"),
        ("2025-08-01T00:10+03:00", "1 серпня", "2025-08-01T00:00:00+03:00"),
        ("2025-08-01T00:10+03:00", "2 серпня", "2025-08-02T00:00:00+03:00"),
        ("2025-08-01T00:10+03:00", "позавчора", "2025-07-30T00:00:00+03:00"),
        ("2024-03-01T00:10+02:00", "вчора, 23:55", "2024-02-29T23:55:00+02:00"),
        ("2025-03-31T10:00+03:00", "місяць тому", "2025-02-28T00:00:00+02:00"),
        ("2024-02-29T10:00+02:00", "рік тому", "2023-02-28T00:00:00+02:00"),
        # exactly midnight
        ("2025-08-01T00:00+03:00", "00:00", "2025-08-01T00:00:00+03:00"),
        ("2025-08-01T00:00+03:00", "00:01", "2025-07-31T00:01:00+03:00"),
        ("2025-08-01T00:00+03:00", "сьогодні", "2025-08-01T00:00:00+03:00"),
        ("2025-08-01T00:00+03:00", "хвилину тому", "2025-07-31T23:59:00+03:00"),
        ("2025-08-01T00:00+03:00", "четвер, 21:00", "2025-07-31T21:00:00+03:00"),
        ("2025-08-01T00:00+03:00", "п'ятниця, 00:00", "2025-08-01T00:00:00+03:00"),
        # New Year
        ("2026-01-01T00:05+02:00", "23:50", "2025-12-31T23:50:00+02:00"),
        ("2026-01-01T00:05+02:00", "вчора, 23:50", "2025-12-31T23:50:00+02:00"),
        ("2026-01-01T00:05+02:00", "31 грудня, 23:50", "2025-12-31T23:50:00+02:00"),
        ("2026-01-01T00:05+02:00", "31.12 23:50", "2025-12-31T23:50:00+02:00"),
        ("2026-01-01T00:05+02:00", "1 січня, 00:05", "2026-01-01T00:05:00+02:00"),
        ("2026-01-01T00:05+02:00", "10 хвилин тому", "2025-12-31T23:55:00+02:00"),
        ("2026-01-01T00:05+02:00", "рік тому", "2025-01-01T00:00:00+02:00"),
        ("2025-12-31T23:58+02:00", "23:57 31.12.2025", "2025-12-31T23:57:00+02:00"),
        ("2025-12-31T23:58+02:00", "00:01 01.01.2026", "2026-01-01T00:01:00+02:00"),
        ("2025-12-31T23:58+02:00", "31 грудня", "2025-12-31T00:00:00+02:00"),
        # the night the clocks go forward: 30.03.2025, 03:00 becomes 04:00
        ("2025-03-30T04:10+03:00", "20 хвилин тому", "2025-03-30T02:50:00+02:00"),
        ("2025-03-30T04:10+03:00", "2 години тому", "2025-03-30T01:10:00+02:00"),
        ("2025-03-30T04:10+03:00", "02:55", "2025-03-30T02:55:00+02:00"),
        ("2025-03-30T04:10+03:00", "03:05", "2025-03-30T04:05:00+03:00"),
        ("2025-03-30T04:10+03:00", "03:30", "2025-03-29T03:30:00+02:00"),
        ("2025-03-30T04:10+03:00", "вчора, 23:59", "2025-03-29T23:59:00+02:00"),
        ("2025-03-30T00:20+02:00", "день тому", "2025-03-29T00:00:00+02:00"),
        ("2025-03-30T14:00+03:00", "24 години тому", "2025-03-29T13:00:00+02:00"),
        ("2025-03-30T14:00+03:00", "1 день 2 години тому", "2025-03-29T12:00:00+02:00"),
        # the night they go back: 26.10.2025, 04:00 becomes 03:00
        ("2025-10-26T03:10+02:00", "20 хвилин тому", "2025-10-26T03:50:00+03:00"),
        ("2025-10-26T03:10+02:00", "2 години тому", "2025-10-26T02:10:00+03:00"),
        ("2025-10-26T03:10+02:00", "03:50", "2025-10-26T03:50:00+03:00"),
        ("2025-10-26T03:10+03:00", "03:50", "2025-10-25T03:50:00+03:00"),
        ("2025-10-26T14:00+02:00", "субота, 12:00", "2025-10-25T12:00:00+03:00"),
        ("2025-10-26T14:00+02:00", "вчора", "2025-10-25T00:00:00+03:00"),
        # the day of the reference is its day in Kyiv
        ("2025-07-31T21:30+00:00", "сьогодні, 00:15", "2025-08-01T00:15:00+03:00"),
        ("2025-07-31T18:00-05:00", "вчора, 23:00", "2025-07-31T23:00:00+03:00"),
        # no more than a day ahead
        ("2025-06-18T12:00+03:00", "12:00 19.06.2025", "2025-06-19T12:00:00+03:00"),
        ("2025-06-18T12:00+03:00", "12:01 19.06.2025", None),
        ("2025-06-18T12:00+03:00", "сьогодні, 23:59", "2025-06-18T23:59:00+03:00"),
        ("2025-06-18T12:00+03:00", "18 червня, 15:00", "2025-06-18T15:00:00+03:00"),
        # without a year, a day of the week to come is that day, and no more than a day ahead
        ("2025-06-18T12:00+03:00", "19 червня", "2025-06-19T00:00:00+03:00"),
        ("2025-06-18T12:00+03:00", "19 червня, 11:00", "2025-06-19T11:00:00+03:00"),
        ("2025-06-18T12:00+03:00", "19 червня, 15:00", None),
        ("2025-06-18T12:00+03:00", "25 червня", None),
        ("2025-06-18T12:00+03:00", "26 червня", "2024-06-26T00:00:00+03:00"),
        ("2025-12-31T23:50+02:00", "1 січня, 00:10", "2026-01-01T00:10:00+02:00"),
        ("2026-01-01T00:10+02:00", "31 грудня, 23:50", "2025-12-31T23:50:00+02:00"),
        # a day ahead on the clock is 25 hours when the clocks go back
        ("2025-10-25T12:00+03:00", "12:00 26.10.2025", None),
        ("2025-10-25T12:00+03:00", "11:00 26.10.2025", "2025-10-26T11:00:00+02:00"),
        # two digits of a year
        ("2025-06-18T12:00+03:00", "26.04.96", "1996-04-26T00:00:00+03:00"),
        ("2025-06-18T12:00+03:00", "26.04.26", None),
    ],
)
def test_awkward_moments(reference: str, text: str, expected: str | None) -> None:
    assert read(text, reference) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 травня, 9:51, політика", "2025-05-20T09:51:00+03:00"),
        ("політика, 20 травня, 9:51", "2025-05-20T09:51:00+03:00"),
        ("Вівторок, 20 травня 2025, 11:36 — Остап Верба, для ЛМ", "2025-05-20T11:36:00+03:00"),
        ("Остап Верба, для ЛМ — 20 травня 2025, 11:36", "2025-05-20T11:36:00+03:00"),
        ("20 травня 2025, 11:36 — загули вітряки", None),
        ("20 травня 2025, 11:36, на горі знову загули вітряки", None),
        ("20 травня, політика", None),
        ("завтра, 20 травня 2025, 11:36", None),
        ("20 травня 2025, 11:36, IST", None),
    ],
)
def test_what_stands_beside_a_date_in_one_line(text: str, expected: str | None) -> None:
    assert read(text, "2025-06-18T12:00+03:00") == expected


def test_a_time_without_a_zone_is_that_of_the_site() -> None:
    now = datetime(2025, 6, 18, 22, 30, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    for text, expected in (
        ("04:25 12.06.2025", "2025-06-12T05:25:00+03:00"),
        ("2025-06-12 04:25", "2025-06-12T05:25:00+03:00"),
        ("2025-06-12T04:25Z", "2025-06-12T07:25:00+03:00"),
        ("сьогодні, 00:10", "2025-06-19T01:10:00+03:00"),
        ("20 хвилин тому", "2025-06-19T01:10:00+03:00"),
        ("вчора", "2025-06-18T00:00:00+03:00"),
        ("18.06.2025", "2025-06-18T00:00:00+03:00"),
        ("02:30 30.03.2025", "2025-03-30T04:30:00+03:00"),
    ):
        found = parse_date(text, now, zone=berlin)
        assert found is not None
        assert found.isoformat() == expected


def test_a_date_may_lie_as_far_ahead_as_the_caller_says() -> None:
    now = datetime(2025, 6, 18, 12, tzinfo=KYIV)
    for text in ("10:00 24.06.2025", "24 червня, 10:00"):
        found = parse_date(text, now, ahead=timedelta(days=30))
        assert found is not None
        assert found.isoformat() == "2025-06-24T10:00:00+03:00"
        assert parse_date(text, now) is None


def test_published_wins_over_updated() -> None:
    text = "Опубліковано: 10:00 12.06.2025 Оновлено: 11:00 12.06.2025"
    assert read(text, "2025-06-18T12:00+03:00") == "2025-06-12T10:00:00+03:00"


def test_a_text_of_more_than_a_line_is_no_date() -> None:
    date = "10:00 12.06.2025"
    assert read(f"{date}{' ' * 3000}Політика", "2025-06-18T12:00+03:00") is not None
    assert read(f"{'- ' * 100}{date}", "2025-06-18T12:00+03:00") is None
    assert read(f"{date}{' ' * 5000}Політика", "2025-06-18T12:00+03:00") is None


def test_a_naive_reference_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse_date("04:25 26.04.2025", datetime(2025, 6, 18))  # noqa: DTZ001


def test_languages_say_which_words_are_known() -> None:
    now = datetime(2025, 6, 18, tzinfo=UTC)
    assert parse_date("12 червня 2025", now, languages=("en",)) is None
    assert parse_date("June 12, 2025", now, languages=("uk",)) is None
    assert parse_date("12 июня 2025", now, languages=("uk", "en")) is None
    assert parse_date("12 июня 2025", now, languages=["ru"]) is not None
    assert parse_date("12.06.2025", now, languages=()) is not None


@pytest.mark.parametrize(
    ("languages", "text", "hours"),
    [
        (("uk",), "2 год тому", 2),
        (("uk", "ru"), "2 год тому", 2),
        (("uk", "ru"), "2 г. тому", 2),
        (("ru",), "час назад", 1),
        (("uk", "ru"), "час назад", 1),
    ],
)
def test_words_with_two_senses(languages: tuple[str, ...], text: str, hours: int) -> None:
    now = datetime(2025, 6, 18, 12, tzinfo=KYIV)
    found = parse_date(text, now, languages=languages)
    assert found is not None
    assert found.hour == 12 - hours


def test_other_languages_read_their_month_names_through_dateparser() -> None:
    now = datetime(2025, 6, 18, tzinfo=KYIV)
    found = parse_date("12 czerwca 2025, 09:07", now, languages=("pl", "uk"))
    assert found is not None
    assert found.isoformat() == "2025-06-12T09:07:00+03:00"
    assert parse_date("12 czerwca, 2025", now, languages=("pl",)) is not None
    assert parse_date("12 powodów 2025", now, languages=("pl",)) is None
    assert parse_date("31 czerwca 2025", now, languages=("pl",)) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Veröffentlicht am 22.11.2024 um 7.57 Uhr", "2024-11-22T07:57:00+02:00"),
        ("es", "Lunes, 2 de diciembre de 2024 - 02:24", "2024-12-02T02:24:00+02:00"),
        ("fr", "Publié le 3 août 2024 à 16h05", "2024-08-03T16:05:00+03:00"),
        ("fr", "1er mai 2024", "2024-05-01T00:00:00+03:00"),
        ("de", "Aktualisiert am 22.11.2024 um 7.57 Uhr", None),
        ("de", "vom 22.11.2024 bis 24.11.2024 um 9:00 Uhr", None),
        ("de", "am 22.11.2024 von 9:00 bis 11:00 Uhr", None),
        ("de", "22.11.2024 um 7.57 XYZ", None),
        ("de", "31. Juni 2024", None),
        ("de", "12 Gründe 2024", None),
        ("de", "gestern um 12:19 Uhr", "2025-06-17T12:19:00+03:00"),
        ("de", "Heute, 0.00 Uhr", "2025-06-18T00:00:00+03:00"),
        ("de", "hier um 12:19 Uhr", None),
        ("de", "Stand: gestern um 12:19 Uhr", None),
        ("de", "gestern waren 12:19 Uhr", None),
        ("de", "gestern um 25:19 Uhr", None),
        ("fr", "Hier à 17h05", "2025-06-17T17:05:00+03:00"),
        ("es", "ayer a las 9:30 h", "2025-06-17T09:30:00+03:00"),
        ("de", "am 22.11.2024 um 7.57 Uhr" + " sehr" * 20, None),
        ("uk", "Veröffentlicht am 22.11.2024 um 7.57 Uhr", None),
    ],
)
def test_datelines_of_other_languages(language: str, text: str, expected: str | None) -> None:
    found = parse_date(text, datetime(2025, 6, 18, tzinfo=KYIV), languages=("uk", language))
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize("languages", [("xx",), ("uk", "xx"), "uk"])
def test_an_unknown_language_is_a_mistake_of_the_caller(languages: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="language"):
        parse_date("12.06.2025", datetime(2025, 6, 18, tzinfo=KYIV), languages=languages)


def test_no_word_has_two_senses_by_accident() -> None:
    """A word that two languages share means the same in both, or is decided in AMBIGUOUS."""
    single = {language: vocabulary((language,)) for language in sorted(KNOWN_LANGUAGES)}
    for first, words in single.items():
        for second, others in single.items():
            for name in words.keys() & others.keys() - AMBIGUOUS.keys():
                assert words[name] == others[name], (name, first, second)


@pytest.mark.parametrize("language", sorted(KNOWN_LANGUAGES))
def test_the_table_knows_every_month_that_dateparser_knows(language: str) -> None:
    """So that dateparser has nothing to add for these languages, and need not be loaded."""
    data = import_module(f"dateparser.data.date_translation_data.{language}").info
    now = datetime(2025, 6, 18, tzinfo=KYIV)
    for number in range(1, 13):
        for name in data[calendar.month_name[number].lower()]:
            found = parse_date(f"7 {name} 2024", now, languages=(language,))
            assert found is not None, name
            assert found.month == number, name


def test_importing_and_reading_do_not_load_dateparser() -> None:
    code = """
import sys
from datetime import UTC, datetime, timedelta
from newsbot.text.dates import parse_date
now = datetime(2025, 6, 18, tzinfo=UTC)
for text in ("04:25 26.04.2025", "вчора, 23:59", "5 причин 2025", "26 kwietnia 2025", "junk"):
    parse_date(text, now)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("dateparser", "regex")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Fractions of a second


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("digits", ["1", "12", "999", "1234", "12345", "123456", "999999999"])
@pytest.mark.parametrize(
    "form",
    [
        "2025-04-26T04:25:10{}+03:00",
        "2025-04-26T01:25:10{}Z",
        "2025-04-26T04:25:10{}",
        "2025-04-26t04:25:10{}+0300",
        "20250426T042510{}+03:00",
    ],
)
def test_fractions_of_a_second_are_cut_off(form: str, digits: str, mark: str) -> None:
    text = form.format(mark + digits)
    assert read(text, "2026-11-26T12:00+02:00") == "2025-04-26T04:25:10+03:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("щойно", "2025-04-26T04:25:10+03:00"),
        ("5 хвилин тому", "2025-04-26T04:20:10+03:00"),
        ("пів секунди тому", "2025-04-26T04:25:10+03:00"),
        ("кілька хвилин тому", "2025-04-26T04:22:10+03:00"),
        ("1 день 2 години тому", "2025-04-25T02:25:10+03:00"),
        ("04:25:10", "2025-04-26T04:25:10+03:00"),
        ("1745630710999", "2025-04-26T04:25:10+03:00"),
        ("2025-04-26 04:25:10,123", "2025-04-26T04:25:10+03:00"),
        # a comma after a printed time ends it
        ("04:25:10,26 квітня 2025", "2025-04-26T04:25:10+03:00"),
        ("04:25:10,26.04.2025", "2025-04-26T04:25:10+03:00"),
    ],
)
def test_every_form_gives_whole_seconds(text: str, expected: str) -> None:
    assert read(text, "2025-04-26T04:25:10.750+03:00") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年9月22日", "2026-09-22T00:00:00+03:00"),
        ("2026年09月22日10:15", "2026-09-22T10:15:00+03:00"),
        ("2026年9月22日（火）10時05分", "2026-09-22T10:05:00+03:00"),
        ("2026年9月22日 星期二 10:15", "2026-09-22T10:15:00+03:00"),
        ("2026년 9월 22일 10:15", "2026-09-22T10:15:00+03:00"),
        ("12026年9月22日", None),
        ("2026年13月22日", None),
        ("2026年9月31日", None),
    ],
)
def test_dates_of_the_east(text: str, expected: str | None) -> None:
    moment = parse_date(text, datetime(2026, 9, 23, 12, tzinfo=UTC))
    assert (moment.isoformat() if moment is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "clock"),
    [
        ("26 Nisan 2025 7:43 ÖS", "tr", "19:43"),
        ("26 Nisan 2025 12:43 ÖÖ", "tr", "00:43"),
        ("26 Απριλίου 2025 7:43 μμ", "el", "19:43"),
        ("26 Απριλίου 2025 7:43 ΠΜ", "el", "07:43"),
        ("26 Απριλίου 2025 12:43 μ.μ.", "el", "12:43"),
        ("26 Απριλίου 2025 12:43 π.μ.", "el", "00:43"),
        ("26 Απριλίου 2025 19:43", "el", "19:43"),
        ("26 abril 2025 a las 7.43 de la tarde", "es", "19:43"),
        ("26 abril 2025 a las 7.43 de la mañana", "es", "07:43"),
        ("26 de abril de 2025, 7:43 da tarde", "pt", "19:43"),
        ("26 avril 2025 à 7h43 du soir", "fr", "19:43"),
        ("26 abril 2025 a las 12.43 de la noche", "es", None),
        ("26 abril 2025, 7:43 ART", "es", None),
        ("26 أبريل 2025 7:43 م", "ar", None),
        ("26-04-2025 07:43 مساءً", "ar", None),
        ("26.04.2025 7:43 odp.", "cs", None),
        ("26. dubna 2025 7:43 odpoledne", "cs", None),
        ("26. April 2025, 7:43 Uhr abends", "de", None),
        ("26. April 2025, 7:43 Uhr, Abendblatt", "de", "07:43"),
        ("26 april 2025 7:43 uur 's avonds", "nl", None),
        ("26 kwietnia 2025, 7:43 po południu", "pl", None),
        ("26 aprile 2025 ore 7:43 di sera", "it", None),
        ("26 aprile 2025 ore 7:43 di Anna Rossi", "it", "07:43"),
        ("26 april 2025 7:43 em", "sv", None),
    ],
)
def test_the_half_of_the_day_in_other_languages(
    text: str, language: str, clock: str | None
) -> None:
    now = datetime(2025, 6, 18, tzinfo=KYIV)
    found = parse_date(text, now, languages=("uk", language))
    assert (found and f"{found:%H:%M}") == clock

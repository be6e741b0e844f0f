# ruff: noqa: DTZ001, SIM905
"""Properties of parse_date: what is printed reads back, and nothing raises."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.dates import parse_date

KYIV = ZoneInfo("Europe/Kyiv")
NOON = datetime(2025, 6, 18, 12, 0, tzinfo=KYIV)

MONTHS = {
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
SHORT = {
    "uk": "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
WEEKDAYS = {
    "uk": "понеділок вівторок середа четвер п'ятниця субота неділя",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def month(names: dict[str, str], language: str, moment: datetime) -> str:
    return names[language].split()[moment.month - 1]


def weekday(language: str, moment: datetime) -> str:
    return WEEKDAYS[language].split()[moment.weekday()]


# Each prints a Kyiv wall time to the minute.
WALL_FORMS: dict[str, Callable[[datetime], str]] = {
    "site": lambda m: f"{m:%H:%M %d.%m.%Y}",
    "glued spans": lambda m: f"{m:%H:%M%d.%m.%Y}",
    "date first": lambda m: f"{m:%d.%m.%Y %H:%M}",
    "comma": lambda m: f"{m:%d.%m.%Y, %H:%M}",
    "short year": lambda m: f"{m:%d.%m.%y %H:%M}",
    "slashes": lambda m: f"{m:%d/%m/%Y %H:%M}",
    "no zeros": lambda m: f"{m.day}.{m.month}.{m.year} {m.hour}:{m.minute:02}",
    "pipes": lambda m: f"{m:%H:%M | %d.%m | %Y}",
    "dotted time": lambda m: f"{m:%d.%m.%Y, %H.%M}",
    "iso": lambda m: f"{m:%Y-%m-%dT%H:%M:%S}",
    "compact": lambda m: f"{m:%Y%m%dT%H%M}",
    "label": lambda m: f"Опубліковано: {m:%H:%M, %d.%m.%Y}",
    "glued label": lambda m: f"Інтерфакс-Україна{m:%H:%M %d.%m.%Y}",
    "reading time": lambda m: f"{m:%d.%m.%Y %H:%M} 2 хв читати",
    "updated": lambda m: f"{m:%d.%m.%Y %H:%M} (оновлено 01.01.2000 10:00)",
    "am/pm": lambda m: f"{m:%d.%m.%Y} {(m.hour + 11) % 12 + 1}:{m:%M %p}",
    "uk": lambda m: f"{m.day} {month(MONTHS, 'uk', m)} {m.year} року о {m:%H:%M}",
    "uk CLDR": lambda m: f"{m.day} {month(SHORT, 'uk', m)} {m.year} р., {m:%H:%M}",
    "uk weekday": lambda m: f"{weekday('uk', m)}, {m.day} {month(MONTHS, 'uk', m)} {m:%Y, %H:%M}",
    "uk capitals": lambda m: f"{m.day} {month(MONTHS, 'uk', m)} {m:%Y, %H:%M}".upper(),
    "uk ordinal": lambda m: f"{m.day}-го {month(MONTHS, 'uk', m)} {m.year} р. о {m:%H:%M}",
    "uk time first": lambda m: f"{m:%H:%M}, {m.day} {month(MONTHS, 'uk', m)} {m.year}",
    "ru": lambda m: f"{m.day} {month(MONTHS, 'ru', m)} {m.year} года в {m:%H:%M}",
    "ru CLDR": lambda m: f"{weekday('ru', m)}, {m.day} {month(SHORT, 'ru', m)} {m:%Y г., %H:%M}",
    "en": lambda m: f"{m.day} {month(MONTHS, 'en', m)} {m:%Y, %H:%M}",
    "en US": lambda m: f"{weekday('en', m)}, {month(SHORT, 'en', m)} {m.day}, {m:%Y at %H:%M}",
}
# Each prints an instant.
INSTANT_FORMS: dict[str, Callable[[datetime], str]] = {
    "iso": lambda m: m.isoformat(),
    "iso utc": lambda m: f"{m.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "iso basic": lambda m: f"{m.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    "postgres": lambda m: f"{m.astimezone(UTC):%Y-%m-%d %H:%M:%S+00}",
    "rfc 2822": lambda m: (
        f"{m.astimezone(UTC):%d} {month(SHORT, 'en', m.astimezone(UTC))}"
        f" {m.astimezone(UTC):%Y %H:%M:%S} GMT"
    ),
    "offset": lambda m: f"{m:%d.%m.%Y %H:%M:%S %z}",
    "zone": lambda m: f"{m:%d.%m.%Y, %H:%M:%S %Z}",
    "utc in brackets": lambda m: f"{m.astimezone(UTC):%H:%M:%S, %d.%m.%Y} (UTC)",
    "epoch": lambda m: str(int(m.timestamp())),
    "epoch ms": lambda m: str(int(m.timestamp()) * 1000),
}

WEEKENDS = [
    datetime(2025, 3, 29, tzinfo=KYIV),  # the clocks go forward on Sunday
    datetime(2025, 10, 25, tzinfo=KYIV),  # and back
    datetime(2024, 12, 31, tzinfo=KYIV),
]
MINUTES_OF_CHANGE = [
    (start.astimezone(UTC) + timedelta(minutes=minute)).astimezone(KYIV)
    for start in WEEKENDS
    for minute in range(48 * 60)
]


THOROUGH = ("site", "uk", "iso", "epoch")
"""The forms that stand for the rest; the others differ in words only."""
EVERY = [31, pytest.param(1, marks=pytest.mark.slow)]
"""Every so many-th minute: of 31 each minute of an hour is met."""


def minutes_for(form: str, every: int) -> list[datetime]:
    return MINUTES_OF_CHANGE[:: max(every, 1 if form in THOROUGH else 11)]


def readings(wall: datetime) -> set[datetime]:
    """The instants that a Kyiv wall time may mean: two where the clocks repeat it."""
    return {
        wall.replace(tzinfo=KYIV, fold=fold).astimezone(UTC).astimezone(KYIV) for fold in (0, 1)
    }


@pytest.mark.parametrize("form", WALL_FORMS)
@pytest.mark.parametrize("every", EVERY)
def test_minutes_of_the_changes_read_back_from_a_wall_time(form: str, every: int) -> None:
    for moment in minutes_for(form, every):
        text = WALL_FORMS[form](moment)
        found = parse_date(text, datetime(2026, 1, 1, tzinfo=KYIV))
        assert found is not None, text
        assert found.astimezone(UTC) in {m.astimezone(UTC) for m in readings(moment)}, text
        assert found.utcoffset() == found.astimezone(UTC).astimezone(KYIV).utcoffset(), text


@pytest.mark.parametrize("form", INSTANT_FORMS)
@pytest.mark.parametrize("every", EVERY)
def test_minutes_of_the_changes_read_back_from_an_instant(form: str, every: int) -> None:
    for moment in minutes_for(form, every):
        text = INSTANT_FORMS[form](moment)
        found = parse_date(text, datetime(2026, 1, 1, tzinfo=KYIV))
        assert found is not None, text
        assert found.isoformat() == moment.isoformat(), text


@pytest.mark.parametrize("every", EVERY)
def test_relative_times_are_exact_at_minutes_of_the_changes(every: int) -> None:
    for now in MINUTES_OF_CHANGE[::every]:
        for text, ago in (("5 хвилин тому", 5), ("2 години тому", 120), ("27 годин тому", 1620)):
            found = parse_date(text, now)
            expected = (now.astimezone(UTC) - timedelta(minutes=ago)).astimezone(KYIV)
            assert found is not None
            assert found.isoformat() == expected.isoformat(), (text, now)


@pytest.mark.parametrize("every", EVERY)
def test_days_are_calendar_days_at_minutes_of_the_changes(every: int) -> None:
    for now in MINUTES_OF_CHANGE[::every]:
        for text, days in (("сьогодні", 0), ("вчора", 1), ("2 дні тому", 2), ("тиждень тому", 7)):
            found = parse_date(text, now)
            midnight = datetime.combine(
                now.date() - timedelta(days=days), datetime.min.time(), KYIV
            )
            assert found is not None
            assert found.isoformat() == midnight.isoformat(), (text, now)


@pytest.mark.parametrize("every", EVERY)
def test_a_bare_time_is_the_latest_one_at_minutes_of_the_changes(every: int) -> None:
    for now in MINUTES_OF_CHANGE[::every]:
        for text in ("00:00", "02:30", "04:00", "12:00", "23:59"):
            found = parse_date(text, now)
            assert found is not None
            assert timedelta(0) <= now.astimezone(UTC) - found < timedelta(hours=26), (text, now)
            assert found.strftime("%H:%M") == text, (text, now)


def test_a_skipped_time_moves_forward() -> None:
    for minute in range(60):
        found = parse_date(f"03:{minute:02} 30.03.2025", NOON)
        assert found is not None
        assert found.isoformat() == f"2025-03-30T04:{minute:02}:00+03:00"


wall_times = st.datetimes(datetime(1996, 1, 1), datetime(2025, 6, 18)).map(
    lambda naive: naive.replace(second=0, microsecond=0)
)


@given(wall_times, st.sampled_from(sorted(WALL_FORMS)))
def test_any_wall_time_reads_back(wall: datetime, form: str) -> None:
    found = parse_date(WALL_FORMS[form](wall), NOON)
    assert found is not None
    assert found.astimezone(UTC) in {m.astimezone(UTC) for m in readings(wall)}
    assert found.isoformat() == found.astimezone(UTC).astimezone(KYIV).isoformat()


@given(
    st.datetimes(datetime(2001, 9, 10), datetime(2025, 6, 18)),
    st.sampled_from(sorted(INSTANT_FORMS)),
)
def test_any_instant_reads_back(naive: datetime, form: str) -> None:
    moment = naive.replace(microsecond=0, tzinfo=UTC).astimezone(KYIV)
    found = parse_date(INSTANT_FORMS[form](moment), NOON)
    assert found is not None
    assert found.isoformat() == moment.isoformat()


PIECES = st.sampled_from(
    [
        *"12 12.06 12.06.2025 2025 12:30 червня лист чт вчора тому година год г. час р. о в".split(
            " "
        ),
        *", | - ( ) : — . / Опубліковано Автор Іван читати переглядів 👁 +03:00 GMT Z Київ".split(
            " "
        ),
        *"за кілька менше пів два щойно тільки що 1745630700 +0300 20250612 T am 1 254".split(" "),
        *"\u200b \u0301 \u00a0 ٣ ½ & &nbsp; 25:61".split(" "),
    ]
)
instants = st.datetimes(
    datetime(1905, 1, 1), datetime(9000, 1, 1), timezones=st.sampled_from([UTC, KYIV])
)


@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join)
    ),
    instants,
)
def test_any_text_at_any_time_gives_an_aware_kyiv_time_or_none(text: str, now: datetime) -> None:
    found = parse_date(text, now)
    if found is not None:
        assert found.tzinfo == KYIV
        assert found.isoformat() == found.astimezone(UTC).astimezone(KYIV).isoformat()
        assert found - now.astimezone(UTC) <= timedelta(days=1)


@given(st.text(alphabet="0123456789.:-/ ", max_size=40))
def test_numbers_without_words_never_raise(text: str) -> None:
    parse_date(text, NOON)

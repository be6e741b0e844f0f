"""Which of several statements about a time is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.text.dates import Decision, decide, zone_of

FETCHED = datetime(2026, 9, 22, 15, 0, tzinfo=UTC)
"""18:00 in Kyiv."""


def decided(*stated: tuple[str, str], **more: object) -> Decision:
    return decide(stated, FETCHED, **more)  # type: ignore[arg-type]


def told(decision: Decision) -> tuple[str | None, str | None]:
    moment = decision.moment
    return (moment and moment.isoformat(), decision.source)  # type: ignore[return-value]


PRINTED = ("visible", "09:12 22.09.2026")
DAY = ("visible", "22 вересня 2026")
JUST_NOW = ("json-ld", "2026-09-22T14:59:58Z")


@pytest.mark.parametrize(
    ("stated", "moment", "source", "disagree"),
    [
        # a full instant before what is printed, in the order of trust
        ([PRINTED, ("json-ld", "2026-09-22T06:12:34Z")], "09:12:34", "json-ld", False),
        ([PRINTED, ("meta", "2026-09-22T05:00Z")], "08:00:00", "meta", True),
        (
            [("json-ld", "2026-09-22T06:12Z"), ("meta", "2026-09-22T07:12Z")],
            "09:12:00",
            "json-ld",
            True,
        ),
        ([("visible", "сьогодні, 18:00"), ("meta", "2026-09-22T14:59Z")], "17:59:00", "meta", True),
        # what is printed before a stamp of nobody knows which clock, a time before a day
        ([("json-ld", "2026-09-22T06:12:00"), PRINTED], "09:12:00", "visible", True),
        ([("json-ld", "2026-09-22"), PRINTED], "09:12:00", "visible", False),
        ([("json-ld", "2026-09-21"), PRINTED], "09:12:00", "visible", True),
        ([("visible", "2 години тому"), ("meta", "2026-09-22 09:12")], "09:12:00", "meta", False),
        ([("visible", "2 години тому"), ("json-ld", "2026-09-22")], "16:00:00", "visible", False),
        ([("visible", "колись"), ("json-ld", "2026-09-22")], "00:00:00", "json-ld", False),
        # what a machine says that knows no time
        ([("json-ld", "1970-01-01T01:00:00+01:00"), PRINTED], "09:12:00", "visible", False),
        ([("visible", "1 January 1970"), ("json-ld", "2026-09-22")], "00:00:00", "json-ld", False),
        # midnight may be real, or a day that was made a moment
        ([("visible", "00:00 22.09.2026")], "00:00:00", "visible", False),
        ([("json-ld", "2026-09-22T00:00:00+03:00"), PRINTED], "09:12:00", "visible", True),
        ([("json-ld", "2026-09-22T00:00:00Z"), PRINTED], "09:12:00", "visible", True),
        ([("json-ld", "2026-09-22T00:00:00+03:00")], "00:00:00", "json-ld", False),
        # the clock of the site under another zone's name
        ([PRINTED, ("json-ld", "2026-09-22T09:12:34Z")], "09:12:00", "visible", True),
        ([PRINTED, ("json-ld", "2026-09-22T09:12:34+02:00")], "09:12:00", "visible", True),
        (
            [("json-ld", "2026-09-22T09:12:00Z"), ("meta", "2026-09-22T09:12:00+03:00")],
            "09:12:00",
            "meta",
            True,
        ),
        # a stamp of this minute, and an earlier printed time
        ([PRINTED, JUST_NOW], "09:12:00", "visible", True),
        ([("visible", "17:55 22.09.2026"), JUST_NOW], "17:59:58", "json-ld", True),
        # the feed says what the page does not
        ([("feed", "Tue, 22 Sep 2026 09:12:00 +0300")], "09:12:00", "feed", False),
        ([PRINTED, ("feed", "Tue, 22 Sep 2026 10:12:35 +0300")], "09:12:00", "visible", True),
        ([DAY, ("feed", "Tue, 22 Sep 2026 09:12:00 +0300")], "09:12:00", "feed", False),
        ([DAY, ("feed", "Mon, 21 Sep 2026 09:12:00 +0300")], "00:00:00", "visible", True),
    ],
)
def test_who_is_believed(
    stated: list[tuple[str, str]], moment: str, source: str, disagree: bool
) -> None:
    decision = decided(*stated)
    assert told(decision) == (f"2026-09-22T{moment}+03:00", source)
    assert decision.disagree is disagree
    assert (decision.event, decision.problem) == (None, None)
    assert decision.raw in {text for each, text in stated if each == source}


def test_a_zone_that_is_false_once_is_false_for_the_change_too() -> None:
    published = decided(PRINTED, ("json-ld", "2026-09-22T09:12:00Z"))
    modified = decided(("json-ld", "2026-09-22T10:00:00Z"), false_zones=published.false_zones)
    assert told(modified) == ("2026-09-22T10:00:00+03:00", "json-ld")
    other = decided(("meta", "2026-09-22T10:00:00Z"), false_zones=published.false_zones)
    assert told(other) == ("2026-09-22T13:00:00+03:00", "meta")


def test_the_clock_of_an_unknown_site_proves_nothing() -> None:
    """Some print UTC. The full instant is taken, and the disagreement noted."""
    decision = decided(PRINTED, ("json-ld", "2026-09-22T09:12:34Z"), zone_is_sure=False)
    assert told(decision) == ("2026-09-22T12:12:34+03:00", "json-ld")
    assert decision.disagree


@pytest.mark.parametrize(
    "stated",
    [
        [("json-ld", "2026-09-22T15:11:00Z")],
        [("meta", "2026-09-22 18:11")],
        [("json-ld", "2027-01-01T00:00:00Z"), ("meta", "23.09.2026")],
    ],
)
def test_no_publication_after_the_fetch(stated: list[tuple[str, str]]) -> None:
    decision = decided(*stated)
    assert told(decision) == (None, None)
    assert (decision.event, decision.problem, decision.raw) == (None, "ahead", stated[0][1])


def test_ten_minutes_of_grace() -> None:
    assert told(decided(("json-ld", "2026-09-22T15:10:00Z")))[0] == "2026-09-22T18:10:00+03:00"
    assert told(decided(("visible", "18:10 22.09.2026")))[0] == "2026-09-22T18:10:00+03:00"


@pytest.mark.parametrize("text", ["18:11 22.09.2026", "10:00 28.09.2026", "28.09.2026"])
def test_what_is_printed_of_the_time_to_come_is_an_event(text: str) -> None:
    decision = decided(("visible", text), ("json-ld", "2026-09-20T10:00:00Z"))
    assert told(decision) == ("2026-09-20T13:00:00+03:00", "json-ld")
    assert decision.event is not None
    assert decision.event > FETCHED
    assert not decision.disagree
    alone = decided(("visible", text))
    assert told(alone) == (None, None)
    assert (alone.event, alone.raw, alone.problem) == (decision.event, text, None)


def test_of_a_zone_that_is_guessed_a_time_ahead_is_no_event() -> None:
    decision = decided(("visible", "20:00 22.09.2026"), zone_is_sure=False)
    assert (decision.moment, decision.event, decision.problem) == (None, None, "ahead")


def test_a_date_more_than_a_year_ahead_is_none() -> None:
    decision = decided(("visible", "10:00 28.09.2028"))
    assert (decision.moment, decision.event, decision.problem) == (None, None, "unread")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ([PRINTED], None),
        ([PRINTED, ("json-ld", "2026-09-19T07:00:00Z")], "2026-09-19T10:00:00+03:00"),
        ([PRINTED, ("json-ld", "2026-09-22T06:12:00Z")], None),
        ([PRINTED, ("json-ld", "2026-09-22T09:12:00Z")], None),
        ([PRINTED, ("feed", "Sat, 19 Sep 2026 10:00:00 +0300")], "2026-09-19T10:00:00+03:00"),
    ],
)
def test_an_announcement_prints_the_moment_of_its_event(
    stated: list[tuple[str, str]], published: str | None
) -> None:
    decision = decided(*stated, announces=True)
    assert told(decision)[0] == published
    assert decision.event is not None
    assert decision.event.isoformat() == "2026-09-22T09:12:00+03:00"
    assert decision.problem is None


def test_nothing_is_said() -> None:
    assert decided() == Decision()


@pytest.mark.parametrize(
    ("host", "language", "zone", "told_by"),
    [
        ("news.example.ua", "ru", "Europe/Kyiv", "host"),
        ("example.com", "uk", "Europe/Kyiv", "language"),
        ("example.com", "de", "Europe/Berlin", "language"),
        ("example.com", "ja", "Asia/Tokyo", "language"),
        ("example.com", "en", None, "unknown"),
        ("example.tv", None, None, "unknown"),
        ("example.ru", "ru", None, "unknown"),
        ("example.pl", "pl", "Europe/Warsaw", "host"),
        ("example.pl.", "uk", "Europe/Kyiv", "language"),
        ("example.co.uk", "en", "Europe/London", "host"),
        ("", None, None, "unknown"),
        ("127.0.0.1", None, None, "unknown"),
    ],
)
def test_the_zone_of_an_unknown_site(
    host: str, language: str | None, zone: str | None, told_by: str
) -> None:
    assert zone_of(host, language) == (zone and ZoneInfo(zone), told_by)


def test_the_zone_of_an_unknown_site_is_that_of_its_printed_times() -> None:
    decision = decided(("visible", "09:12 22.09.2026"), zone=ZoneInfo("Europe/London"))
    assert told(decision)[0] == "2026-09-22T11:12:00+03:00"
    assert FETCHED - decision.moment > timedelta(0)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("stated", "moment", "source"),
    [
        ([("visible", "September 21, 2026 11:30 pm")], "2026-09-21T00:00:00+03:00", "visible"),
        ([("json-ld", "2026-09-21T23:30:00")], "2026-09-21T00:00:00+03:00", "json-ld"),
        ([PRINTED, ("json-ld", "2026-09-22T06:12Z")], "2026-09-22T09:12:00+03:00", "json-ld"),
        ([("meta", "2026-09-22 09:12 -0400")], "2026-09-22T16:12:00+03:00", "meta"),
        (
            [("visible", "8:42 a.m. EDT September 21, 2026"), ("meta", "2026-09-20T09:00:00")],
            "2026-09-20T00:00:00+03:00",
            "meta",
        ),
        (
            [("visible", "8:42 a.m. EDT September 21, 2026"), ("meta", "2026-09-21T09:00:00")],
            "2026-09-21T15:42:00+03:00",
            "visible",
        ),
        (
            [("visible", "9:42 p.m. EDT September 20, 2026"), ("meta", "2026-09-21")],
            "2026-09-21T04:42:00+03:00",
            "visible",
        ),
        ([PRINTED, ("visible", "5 hours ago")], "2026-09-22T13:00:00+03:00", "visible"),
        ([("visible", "yesterday, 18:06")], None, None),
        ([("visible", "18:06")], None, None),
        (
            [
                ("json-ld", "2026-09-22T09:12:00Z"),
                ("meta", "2026-09-22T09:12:00-04:00"),
            ],
            "2026-09-22T16:12:00+03:00",
            "meta",
        ),
    ],
)
def test_where_nobody_knows_the_zone_a_clock_without_one_tells_only_its_day(
    stated: list[tuple[str, str]], moment: str | None, source: str | None
) -> None:
    assert told(decided(*stated, zone=None, zone_is_sure=False)) == (moment, source)


def test_a_stamp_of_a_false_zone_tells_only_its_day_where_nobody_knows_the_true_one() -> None:
    decision = decided(
        ("json-ld", "2026-09-21T23:30:00Z"),
        zone=None,
        zone_is_sure=False,
        false_zones=[("json-ld", timedelta(0))],
    )
    assert told(decision) == ("2026-09-21T00:00:00+03:00", "json-ld")


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "1969-12-31T19:00-05:00", "01.01.1970"])
def test_the_moment_from_which_machines_count_is_no_time(text: str) -> None:
    decision = decided(("json-ld", text))
    assert (decision.moment, decision.raw, decision.problem) == (None, text, "unread")


@pytest.mark.parametrize(
    ("printed", "told_by"),
    [
        ("21.09.2026, 10:15", "visible"),
        ("21 September 2026", "visible"),
        ("22 September 2026", "date"),
        ("23.09.2026", "date"),
    ],
)
def test_what_calls_itself_a_date_may_be_of_a_page_that_was_made_later(
    printed: str, told_by: str
) -> None:
    stated = (("date", "2026-09-22T06:12:34Z"), ("visible", printed))
    for zone in ("Europe/Kyiv", "Europe/Berlin"):
        assert decided(*stated, zone=ZoneInfo(zone), zone_is_sure=False).source == told_by


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Asia/Tokyo"])
def test_a_day_is_the_same_day_by_any_clock(zone: str) -> None:
    stated = (("json-ld", "2026-09-22T12:00:00Z"), ("visible", "22 September 2026"))
    assert not decided(*stated, zone=ZoneInfo(zone)).disagree

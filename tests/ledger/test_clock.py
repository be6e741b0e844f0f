"""A clock that was wrong for one run: nothing waits until then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.memory import Gap, ListPage
from newsbot.ledger.readings import Delivery
from newsbot.ledger.recall import LedgerMemory
from newsbot.run import Place

NOW = 1_750_000_000
YEARS = 30 * 365 * 86400
RETRY, RECHECK = 300, 3600


@pytest.fixture
def open_at(ledger_place: Path | str) -> Callable[[int], Ledger]:
    def open_ledger(now: int) -> Ledger:
        return Ledger(
            ledger_place,
            site="interfax.com.ua",
            rechecks=(RECHECK, 7 * 86400),
            retries=(RETRY,),
            clock=lambda: float(now),
        )

    return open_ledger


def place(key: str) -> Place:
    return Place(key, "uk", "general", f"/news/general/{key}.html")


def deliver(ledger: Ledger, key: str, at: int) -> None:
    ledger.queue(place(key))
    ledger.delivered(
        Delivery(
            id=key,
            edition="uk",
            section="general",
            url=f"https://interfax.com.ua/news/general/{key}.html",
            revision=1,
            content_hash="5f" * 32,
            published_at=None,
            fetched_at=at,
        )
    )


def due(ledger: Ledger) -> list[str]:
    ledger.commit()
    return [place.id for place in ledger.due(["uk"])]


def test_what_failed_under_it_is_tried_again(open_at: Callable[[int], Ledger]) -> None:
    ledger = open_at(NOW + YEARS)
    ledger.queue(place("7"))
    ledger.failed("7", "no headline", outcome="unread")
    ledger.commit()
    ledger.close()
    ledger = open_at(NOW)
    assert not ledger.is_known("7", ["uk"])
    assert due(ledger) == ["7"]
    ledger.failed("7", "no headline", outcome="unread")
    assert ledger.is_known("7", ["uk"])
    assert due(ledger) == []
    ledger.close()
    assert due(open_at(NOW + RETRY)) == ["7"]


def test_what_was_read_under_it_is_rechecked_once(open_at: Callable[[int], Ledger]) -> None:
    ledger = open_at(NOW + YEARS)
    deliver(ledger, "7", NOW + YEARS)
    ledger.commit()
    ledger.close()
    ledger = open_at(NOW)
    assert due(ledger) == ["7"]
    ledger.unchanged("7")
    assert due(ledger) == []
    ledger.close()
    ledger = open_at(NOW + RECHECK)
    assert due(ledger) == ["7"]
    ledger.unchanged("7")
    ledger.commit()
    ledger.close()
    assert due(open_at(NOW + 2 * RECHECK)) == []
    assert due(open_at(NOW + 7 * 86400)) == ["7"]


def test_a_pause_that_is_not_over_is_kept(open_at: Callable[[int], Ledger]) -> None:
    ledger = open_at(NOW)
    ledger.queue(place("7"))
    ledger.failed("7", "no headline", outcome="unread")
    deliver(ledger, "8", NOW)
    assert due(ledger) == []


def test_a_list_that_ended_under_it_is_asked_again(open_at: Callable[[int], Ledger]) -> None:
    def page(*ids: str, ends: bool) -> ListPage:
        return ListPage("uk", "/news/latest.html", 1, ids, None, None, ends)

    def unmet(ledger: Ledger) -> list[Gap]:
        gaps = LedgerMemory(ledger).open_gaps(["uk"])
        return [gap for gap in gaps if not gap.is_initial]

    ledger = open_at(NOW)
    LedgerMemory(ledger).read_list(page("3", "2", "1", ends=True))
    ledger.commit()
    ledger.close()
    ledger = open_at(NOW + YEARS)
    assert LedgerMemory(ledger).read_list(page("9", "8", "7", ends=True)) == (False, None)
    assert unmet(ledger) == []
    ledger.commit()
    ledger.close()
    assert len(unmet(open_at(NOW))) == 1

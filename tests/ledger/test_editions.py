"""An article in another language than its place: left to the runs that ask for its edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.readings import Delivery
from newsbot.run import Place

NOW = 1_750_000_000


def place(key: str, edition: str) -> Place:
    return Place(key, edition, "general", f"/news/general/{key}.html")


@pytest.fixture
def ledger(ledger_place: Path | str) -> Ledger:
    return Ledger(
        ledger_place,
        site="interfax.com.ua",
        rechecks=(3600,),
        retries=(300,),
        clock=lambda: float(NOW),
    )


def due(ledger: Ledger, *editions: str) -> list[str]:
    """What is due, the same before the changes of this run are committed and after."""
    ledger.commit()
    return [place.id for place in ledger.due(editions)]


def deliver(ledger: Ledger, key: str, edition: str) -> None:
    ledger.delivered(
        Delivery(
            id=key,
            edition=edition,
            section="general",
            url=f"https://en.interfax.com.ua/news/general/{key}.html",
            revision=1,
            content_hash="5f" * 32,
            published_at=None,
            fetched_at=NOW,
        )
    )


def test_one_that_was_not_read_belongs_to_where_it_was_found(ledger: Ledger) -> None:
    ledger.queue(place("7", "uk"))
    assert due(ledger, "uk") == ["7"]
    assert due(ledger, "ru") == []
    assert not ledger.is_known("7", ["ru"])
    ledger.queue(place("7", "ru"))
    assert due(ledger, "ru") == ["7"]
    assert [found.edition for found in ledger.due(["uk", "ru"])] == ["ru"]


def test_one_that_was_read_belongs_to_its_text(ledger: Ledger) -> None:
    ledger.queue(place("7", "uk"))
    ledger.fetching("7")
    ledger.elsewhere("7", "en")
    assert ledger.is_known("7", ["uk"])
    assert ledger.is_known("7", ["uk", "ru"])
    assert not ledger.is_known("7", ["uk", "en"])
    assert due(ledger, "uk", "ru") == []
    assert due(ledger, "en") == ["7"]
    assert [found.edition for found in ledger.due(["en"])] == ["uk"]
    ledger.queue(place("7", "en"))
    ledger.commit()
    assert [found.edition for found in ledger.due(["en"])] == ["en"]
    deliver(ledger, "7", "en")
    assert due(ledger, "en", "uk") == []
    for editions in (["uk"], ["en"]):
        assert ledger.is_known("7", editions)


def test_a_delivered_one_that_turns_out_to_be_of_another_edition_is_not_new(
    ledger: Ledger,
) -> None:
    deliver(ledger, "7", "uk")
    ledger.elsewhere("7", "en")
    assert ledger.is_known("7", ["en"])
    assert ledger.article("7") is not None
    assert not ledger.fetching("7")


def test_what_is_delivered_while_the_queue_is_read_is_not_named(ledger: Ledger) -> None:
    for key in ("9", "8", "7"):
        ledger.queue(place(key, "uk"))
    ledger.commit()
    found = ledger.due(["uk"])
    assert next(found).id == "9"
    deliver(ledger, "8", "uk")
    assert [place.id for place in found] == ["7"]


def test_the_newest_first_whatever_the_ids_are(ledger: Ledger) -> None:
    for key in ("99", "1000", "a-word", "b-word", "101"):
        ledger.queue(place(key, "uk"))
    assert due(ledger, "uk") == ["1000", "101", "99", "b-word", "a-word"]

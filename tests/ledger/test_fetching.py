"""Whether a request is for an article that is surely not in the feed yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.readings import Delivery
from newsbot.run import Place

NOW = 1_750_000_000
KEY = "1067268"


def place(edition: str, section: str) -> Place:
    return Place(KEY, edition, section, f"/news/{section}/{KEY}.html")


@pytest.fixture
def ledger(ledger_place: Path | str) -> Ledger:
    ledger = Ledger(
        ledger_place,
        site="interfax.com.ua",
        rechecks=(3600,),
        retries=(300,),
        clock=lambda: float(NOW),
    )
    ledger.queue(place("uk", "political"))
    return ledger


def deliver(ledger: Ledger, revision: int = 1) -> None:
    ledger.delivered(
        Delivery(
            id=KEY,
            edition="uk",
            section="political",
            url=f"https://interfax.com.ua/news/political/{KEY}.html",
            revision=revision,
            content_hash="5f" * 32,
            published_at=None,
            fetched_at=NOW,
            etag='"1"',
        )
    )


def test_a_new_one_is_surely_new(ledger: Ledger) -> None:
    assert ledger.fetching(KEY)
    ledger.failed(KEY, "status 500", outcome="unreachable")
    assert ledger.fetching(KEY)


@pytest.mark.parametrize("revision", [1, 2])
def test_a_delivered_one_is_not_whatever_happens_to_it(ledger: Ledger, revision: int) -> None:
    assert ledger.fetching(KEY)
    deliver(ledger, revision)
    assert not ledger.fetching(KEY)
    ledger.failed(KEY, "status 500", outcome="unreachable")
    assert not ledger.fetching(KEY)
    ledger.queue(place("ru", "economic"))
    assert not ledger.fetching(KEY)
    ledger.unchanged(KEY)
    assert not ledger.fetching(KEY)
    known = ledger.article(KEY)
    assert known is not None
    assert known.etag == '"1"'

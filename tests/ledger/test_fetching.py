"""Whether a request is for an article that is surely not in the feed yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.ledger.ledger import Delivery, Ledger

NOW = 1_750_000_000
KEY = "1067268"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(
        tmp_path / "ledger.sqlite",
        site="interfax.com.ua",
        rechecks=(3600,),
        retries=(300,),
        clock=lambda: float(NOW),
    )
    ledger.queue(KEY, "uk", "political")
    return ledger


def deliver(ledger: Ledger, revision: int = 1) -> None:
    ledger.delivered(Delivery(KEY, "uk", "political", revision, "5f" * 32, None, NOW, etag='"1"'))


def test_a_new_one_is_surely_new(ledger: Ledger) -> None:
    assert ledger.fetching(KEY)
    ledger.failed(KEY, "status 500")
    assert ledger.fetching(KEY)


@pytest.mark.parametrize("revision", [1, 2])
def test_a_delivered_one_is_not_whatever_happens_to_it(ledger: Ledger, revision: int) -> None:
    assert ledger.fetching(KEY)
    deliver(ledger, revision)
    assert not ledger.fetching(KEY)
    ledger.failed(KEY, "status 500")
    assert not ledger.fetching(KEY)
    ledger.queue(KEY, "ru", "economic")
    assert not ledger.fetching(KEY)
    ledger.unchanged(KEY)
    assert not ledger.fetching(KEY)
    validators = ledger.validators(KEY)
    assert validators is not None
    assert validators.etag == '"1"'

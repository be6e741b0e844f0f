"""A line that a killed run gave to one of its feeds only is added to the other."""

from __future__ import annotations

import json
from pathlib import Path

from newsbot.feeds.recovery import recover
from newsbot.ledger.confirmation import confirm
from newsbot.ledger.ledger import Ledger
from newsbot.run import Place


def test_a_line_that_reached_one_feed_only(tmp_path: Path) -> None:
    ledger = Ledger(
        tmp_path / "ledger.sqlite",
        site="interfax.com.ua",
        rechecks=(),
        retries=(),
        clock=lambda: 1e9,
    )
    feeds = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for feed in feeds:
        confirm(ledger, feed, is_open=True)
    ledger.commit()
    url = "https://interfax.com.ua/news/general/7.html"
    record = {"id": "7", "url": url, "section": "general", "revision": 1, "content_hash": "a" * 64}
    feeds[0].write_text(json.dumps(record) + "\n", "utf-8")
    feeds[1].write_text('{"id": "7", "url": "https://inter', "utf-8")
    assert (
        recover(
            ledger,
            [],
            lambda address: (
                Place("7", "uk", "general", "/news/general/7.html") if address == url else None
            ),
        )
        == 1
    )
    assert feeds[0].read_bytes() == feeds[1].read_bytes()
    known = ledger.article("7")
    assert known is not None
    assert known.revision == 1

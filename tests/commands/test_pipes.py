"""`scrapy runs --json | head`."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawling import unread
from newsbot.ledger.ledger import Ledger


@pytest.mark.slow
def test_nobody_reads_to_the_end(tmp_path: Path) -> None:
    ledger = Ledger(
        tmp_path / "data" / "ledger.sqlite", site="x", rechecks=(), retries=(), clock=lambda: 1.0
    )
    ledger.start_run({})
    ledger.close()
    assert unread(tmp_path, "runs", "--json") == (0, "")

"""Where the ledger of a test lies: a test that asks for `ledger_place` is run with both stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawling import share_ledger


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def ledger_place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Of a ledger, new for each test; crawls in `tmp_path` have theirs there."""
    if request.param == "sqlite":
        return tmp_path / "data" / "ledger.sqlite"
    address: str = request.getfixturevalue("database")
    share_ledger(tmp_path, address)
    return address

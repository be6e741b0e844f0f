"""Lets time pass in a ledger: everything it knows happened so much earlier."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def ledger_file(folder: Path) -> Path:
    return folder / "data" / "ledger.sqlite"


def let_pass(folder: Path, seconds: int) -> None:
    """Moves every time in the ledger of a test's folder into the past."""
    with closing(sqlite3.connect(ledger_file(folder))) as ledger, ledger:
        ledger.execute("UPDATE urls SET next_at = max(next_at - ?, 0)", (seconds,))
        ledger.execute("UPDATE gaps SET next_at = max(next_at - ?, 0)", (seconds,))
        ledger.execute(
            "UPDATE facts SET value = CAST(value AS INTEGER) - ? WHERE name LIKE 'looked back:%'",
            (seconds,),
        )
        ledger.execute(
            "UPDATE articles SET fetched_at = fetched_at - ?, checked_at = checked_at - ?",
            (seconds, seconds),
        )


def ask(folder: Path, sql: str, *values: object) -> list[Any]:
    """The rows of a question to the ledger of a test's folder."""
    with closing(sqlite3.connect(ledger_file(folder))) as ledger:
        return ledger.execute(sql, values).fetchall()

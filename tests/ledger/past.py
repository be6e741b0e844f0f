"""Lets time pass in a ledger: everything it knows happened so much earlier."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from crawling import shared_ledger
from newsbot.ledger.beside import Reader


def ledger_file(folder: Path) -> Path:
    return folder / "data" / "ledger.sqlite"


def let_pass(folder: Path, seconds: int) -> None:
    """Moves every time in the ledger of a test's folder into the past."""
    with closing(_ledger(folder)) as ledger:
        for table in ("urls", "gaps"):
            moved = "CASE WHEN next_at < ? THEN 0 ELSE next_at - ? END"
            changes = f"UPDATE {table} SET next_at = {moved} WHERE next_at IS NOT NULL"
            ledger.execute(changes, (seconds, seconds))
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
    with closing(_ledger(folder)) as ledger:
        return ledger.execute(sql, values).fetchall()  # type: ignore[no-any-return]


def _ledger(folder: Path) -> Reader:
    address = shared_ledger(folder)
    if address is None:
        return cast("Reader", sqlite3.connect(ledger_file(folder), isolation_level=None))
    from newsbot.ledger.postgres import Asking, connect

    return Asking(connect(address, patience=10, idle=10))

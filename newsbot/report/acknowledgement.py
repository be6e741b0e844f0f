"""A person says of an alarm: the layout is to be so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_PATIENCE = 30.0
"""Seconds; a run that goes on holds the ledger for less than one at a time."""


def acknowledge(path: Path, run: int) -> None:
    """Later runs are compared with `run` and what came after it, in what its alarm named."""
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as ledger:
        ledger.execute(
            "UPDATE runs SET report = json_set(report, '$.alarm.acknowledged', json('true')) "
            "WHERE id = ? AND report ->> '$.alarm' IS NOT NULL",
            (run,),
        )

"""The runs in the ledger, as people ask for them."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsbot.ledger.lock import NAME

_COLUMNS = "id, started_at, finished_at, pid, arguments, reason, exit_code, report"


@dataclass(frozen=True, slots=True)
class Run:
    """A row of the ledger's table `runs`. Times are seconds since 1970."""

    id: int
    started_at: int
    finished_at: int | None
    pid: int
    arguments: dict[str, Any]
    reason: str | None
    exit_code: int | None
    report: dict[str, Any] | None
    is_active: bool = False

    @property
    def state(self) -> str:
        """`finished`, `running`, `killed`, or another reason why it ended."""
        if self.is_active:
            return "running"
        if self.finished_at is None:
            return "killed"
        return self.reason or "finished"

    @property
    def has_alarm(self) -> bool:
        return bool(self.report and self.report.get("alarm"))


def last_runs(ledger: sqlite3.Connection, folder: Path, count: int) -> list[Run]:
    """The last runs, newest first."""
    rows = ledger.execute(
        f"SELECT {_COLUMNS} FROM runs ORDER BY id DESC LIMIT ?",  # noqa: S608 - constants
        (count,),
    ).fetchall()
    newest = _newest(ledger)
    return [_run(row, newest, folder) for row in rows]


def run_of(ledger: sqlite3.Connection, folder: Path, number: int) -> Run | None:
    """The run with a number; None where there is none."""
    row = ledger.execute(
        f"SELECT {_COLUMNS} FROM runs WHERE id = ?",  # noqa: S608 - constants
        (number,),
    ).fetchone()
    return _run(row, _newest(ledger), folder) if row else None


def _newest(ledger: sqlite3.Connection) -> int:
    newest: int | None = ledger.execute("SELECT max(id) FROM runs").fetchone()[0]
    return newest or 0


def _run(row: tuple[Any, ...], newest: int, folder: Path) -> Run:
    number, started_at, finished_at, pid, arguments, reason, exit_code, report = row
    return Run(
        number,
        started_at,
        finished_at,
        pid,
        json.loads(arguments),
        reason,
        exit_code,
        json.loads(report) if report else None,
        # Only the newest can still be going on: a run holds the lock until it ends.
        is_active=finished_at is None and number == newest and _is_alive(pid, folder),
    )


def _is_alive(pid: int, folder: Path) -> bool:
    """Whether a process is there and is the last that took the lock.

    The lock itself is not tried: a run that starts at this moment would find it taken.
    """
    try:
        holder = (folder / NAME).read_text(encoding="ascii", errors="replace").strip()
        os.kill(pid, 0)
    except PermissionError:
        return True  # of another user
    except (OSError, OverflowError):
        return False
    return holder in {"", str(pid)}

"""The runs in the ledger: as people ask for them, and as the alarm compares with them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from newsbot.ledger.beside import Reader, folder_of
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lock import holder_of

_COLUMNS = "id, site, started_at, finished_at, pid, arguments, reason, exit_code, report"
_AT_A_TIME = 50
_PATIENCE = 30.0
"""Seconds; a run that goes on holds the ledger for much less at a time."""


@dataclass(frozen=True, slots=True)
class Run:
    """A row of the ledger's table `runs`. Times are seconds since 1970."""

    id: int
    site: str
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
    def seconds(self) -> float | None:
        """How long it took; None for one that has not ended, or was killed.

        As its report says, where there is one: between whole seconds, which the table has, a run
        of one second takes none or two.
        """
        if self.report is not None:
            return float(self.report["seconds"])
        return None if self.finished_at is None else float(self.finished_at - self.started_at)

    @property
    def has_alarm(self) -> bool:
        return bool(self.report and self.report.get("alarm"))


def last_runs(ledger: Reader, count: int) -> list[Run]:
    """The last runs, newest first."""
    rows = ledger.execute(
        f"SELECT {_COLUMNS} FROM runs ORDER BY id DESC LIMIT ?",  # noqa: S608 - constants
        (count,),
    ).fetchall()
    return [_run(row, ledger) for row in rows]


def reports_between(
    ledger: Reader, since: int, before: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """(start, report) of the runs that began in a time and have ended, one after the other."""
    rows = ledger.execute(
        "SELECT started_at, report FROM runs "
        "WHERE started_at >= ? AND started_at < ? AND report IS NOT NULL ORDER BY id",
        (since, before),
    )
    return ((started_at, json.loads(report)) for started_at, report in rows)


def run_of(ledger: Reader, number: int) -> Run | None:
    """The run with a number; None where there is none."""
    row = ledger.execute(
        f"SELECT {_COLUMNS} FROM runs WHERE id = ?",  # noqa: S608 - constants
        (number,),
    ).fetchone()
    return _run(row, ledger) if row else None


def acknowledge(place: Path | str, run: int) -> None:
    """Later runs are compared with `run` and what came after it, in what its alarm named."""
    with closing(_writing(place)) as ledger:
        ((text,),) = ledger.execute("SELECT report FROM runs WHERE id = ?", (run,)).fetchall()
        report = json.loads(text)
        report["alarm"]["acknowledged"] = True
        ledger.execute("UPDATE runs SET report = ? WHERE id = ?", (compact(report), run))
        ledger.execute("COMMIT")


def _writing(place: Path | str) -> Reader:
    """A connection in a transaction that may change something."""
    if isinstance(place, str):
        from newsbot.ledger.postgres import Asking, connect

        ledger: Reader = Asking(connect(place, patience=_PATIENCE, idle=_PATIENCE))
        ledger.execute("BEGIN")
        return ledger
    file = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
    file.execute("BEGIN IMMEDIATE")
    return cast("Reader", file)


class PastReport(NamedTuple):
    """What the report of an earlier run says of the layout."""

    run: int
    sample: dict[str, Any]
    alarm: dict[str, Any]
    notices: list[dict[str, Any]]


def past_reports(ledger: Ledger, run: int, kind: str) -> Iterator[PastReport]:
    """Of the runs of a kind before `run`, newest first, read as they are asked for."""
    before = run
    while True:
        rows = ledger.store.ask(
            "SELECT id, report ->> 'sample', report ->> 'alarm', report ->> 'notices' FROM runs "
            "WHERE site = ? AND id < ? AND report ->> 'kind' = ? ORDER BY id DESC LIMIT ?",
            (ledger.site, before, kind, _AT_A_TIME),
        )
        for number, sample, alarm, notices in rows:
            yield PastReport(
                number, json.loads(sample), json.loads(alarm or "{}"), json.loads(notices or "[]")
            )
        if len(rows) < _AT_A_TIME:
            return
        before = rows[-1][0]


def keep_report(ledger: Ledger, report: dict[str, Any]) -> None:
    """Notes the report of the run that goes on."""
    ledger.store.write(
        "UPDATE runs SET exit_code = ?, report = ? WHERE id = ?",
        (report["exit_code"], compact(report), ledger.run_id),
    )


def compact(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, separators=(",", ":"))


def _run(row: tuple[Any, ...], ledger: Reader) -> Run:
    number, site, started_at, finished_at, pid, arguments, reason, exit_code, report = row
    return Run(
        number,
        site,
        started_at,
        finished_at,
        pid,
        json.loads(arguments),
        reason,
        exit_code,
        json.loads(report) if report else None,
        is_active=finished_at is None and _is_active(number, pid, site, ledger),
    )


def _is_active(run: int, pid: int, site: str, ledger: Reader) -> bool:
    folder = folder_of(ledger)
    if folder is not None:
        return _is_alive(pid, folder, site)
    # Somebody has the lease of the site: the last run that began.
    return bool(
        ledger.execute(
            "SELECT 1 FROM leases WHERE site = ? AND expires_at > now() "
            "AND NOT EXISTS (SELECT 1 FROM runs WHERE site = ? AND id > ?)",
            (site, site, run),
        ).fetchall()
    )


def _is_alive(pid: int, folder: Path, site: str) -> bool:
    """Whether a process is there and is the last that took the lock of its site.

    The lock itself is not tried: a run that starts at this moment would find it taken.
    """
    try:
        holder = holder_of(folder, site)
        os.kill(pid, 0)
    except PermissionError:
        return True  # of another user
    except (OSError, OverflowError):
        return False
    return holder in {"", str(pid)}

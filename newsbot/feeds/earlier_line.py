"""The line of the revision before: what a new one has changed is noted in the ledger."""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from newsbot.feeds.records import record_of
from newsbot.feeds.uri_params import day_files
from newsbot.items import OF_THE_MOMENT, Article, changed_fields
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.rereading import read_at
from newsbot.text.dates.clock import KYIV

_LONGEST_RUN = timedelta(days=3)
"""A run keeps the file of the day on which it began; the first one may go on for days."""


def note_changes(item: Article, before: dict[str, Any] | None) -> None:
    """Has it noted what the site has changed; nothing where the line before is not there."""
    if before is not None:
        item.evidence.changed = changed_fields(before, record_of(item), OF_THE_MOMENT)


def is_edit(item: Article) -> bool:
    """Whether the site has changed an article: another reading of one page tells its changes."""
    return item.revision > 1 and not item.evidence.changed


def earlier_record(
    appended: Sequence[Path], ledger: Ledger, item: Article
) -> dict[str, Any] | None:
    """The line before that of an edit, in the first of the feeds, which is the archive."""
    if not appended or not is_edit(item):
        return None
    return record_before(appended[0], ledger, item.id, item.revision)


def record_before(archive: Path, ledger: Ledger, key: str, revision: int) -> dict[str, Any] | None:
    """The line of the revision before this one, which the ledger does not know yet.

    None where it is not in the file of the day on which its page was fetched: files may be packed,
    or lie elsewhere.
    """
    fetched_at = read_at(ledger, key)
    if fetched_at is None:
        return None
    day = datetime.fromtimestamp(fetched_at, KYIV).date()
    for path in _files_of(archive, day):
        try:
            record = _last_before(path, key, revision)
        except (OSError, ValueError, KeyError):
            continue  # it is gone meanwhile, empty, or somebody's own
        if record is not None:
            # An older one says nothing of what this revision has changed.
            return record if record["revision"] == revision - 1 else None
    return None


def _files_of(archive: Path, day: date) -> list[Path]:
    """Those that may have it, the newest first; all of an archive that is one file."""
    first, last = (day - _LONGEST_RUN).isoformat(), day.isoformat()
    files = [path for path in reversed(day_files(archive)) if first <= path.stem <= last]
    return files or [archive]


def _last_before(path: Path, key: str, revision: int) -> dict[str, Any] | None:
    start = json.dumps({"id": key}, ensure_ascii=False)[:-1].encode() + b", "
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        place = lines.rfind(start)
        while place >= 0:
            lines.seek(place)
            record: dict[str, Any] = json.loads(lines.readline())
            if record["revision"] < revision:
                return record
            place = lines.rfind(start, 0, place)  # that was the new line itself
    return None

"""The archive of a ledger that several machines share: its records, without a file between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsbot.archive.archive import NAMED, Entry, Revisions, Skipped
from newsbot.archive.checked_lines import Foreign, record_in
from newsbot.ledger.shared_records import (
    count_records,
    newest_from,
    records_from,
    sites_with_records,
)

if TYPE_CHECKING:
    from newsbot.ledger.beside import Reader


class SharedArchive:
    """What an export asks of an `Archive`, as the database was when `ledger` was opened."""

    def __init__(self, ledger: Reader, name: str) -> None:
        self.path = name
        self.skipped: list[Skipped] = []
        self.skipped_count = 0
        self._ledger = ledger

    def count(self, revisions: Revisions = "newest") -> int:
        """How many articles or revisions there are."""
        return count_records(self._ledger, only_newest=revisions == "newest")

    def entries(self, *, revisions: Revisions = "newest") -> Iterator[Entry]:
        """Site by site, in the order in which they were committed."""
        read = newest_from if revisions == "newest" else records_from
        for site in sites_with_records(self._ledger):
            for stored in read(self._ledger, site):
                line = f"{stored.line}\n".encode()
                try:
                    yield Entry(line, record_in(line))
                except Foreign as error:
                    self.skipped_count += 1
                    if len(self.skipped) < NAMED:
                        self.skipped.append(Skipped(self.path, stored.position, str(error)))

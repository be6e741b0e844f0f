"""Kept pages are read again into the archive: what is noted then is no doing of the site.

A run that does so says it in the ledger, so that one which is killed is known for it by the next:
what that one finds in the feed is noted in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.ledger.rows import FACTS, REVISIONS, Fact

if TYPE_CHECKING:
    from newsbot.ledger.ledger import Ledger

_FACT = "kept pages are read again"


def begin(ledger: Ledger) -> None:
    """From now on, until `end`; committed with the rest."""
    ledger.store.put(FACTS, Fact(_FACT, ""))


def end(ledger: Ledger) -> None:
    if is_rereading(ledger):
        ledger.store.delete(FACTS, _FACT)


def is_rereading(ledger: Ledger) -> bool:
    return ledger.store.get(FACTS, _FACT) is not None


def read_at(ledger: Ledger, key: str) -> int | None:
    """When the page was fetched that gave the last revision of an article; None for no article."""
    known = ledger.article(key)
    if known is None:
        return None
    revision = ledger.store.get(REVISIONS, key, known.revision)
    return revision.fetched_at if revision is not None else known.checked_at


def gave_earlier(ledger: Ledger, key: str, fetched_at: int) -> bool:
    """Whether a page gave a revision of an article that is not its last.

    After a clock that ran ahead for a while such a page seems to be the newest.
    """
    rows = ledger.store.ask(
        "SELECT max(revision) FROM revisions WHERE site = ? AND id = ? AND fetched_at = ?",
        (ledger.site, key, fetched_at),
    )
    known = ledger.article(key)
    return known is not None and rows[0][0] is not None and rows[0][0] < known.revision

"""How many articles of a window the archive has."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsbot.ledger.ledger import Ledger

_DAY = timedelta(days=1)
"""More than the offsets of two zones differ: moments are text in the ledger, each with its own."""


def held(ledger: Ledger, since: datetime | None, until: datetime | None) -> int:
    """The delivered articles that were published in a window; without one, all of them."""
    if since is None and until is None:
        ((count,),) = ledger.store.ask(
            "SELECT count(*) FROM articles WHERE site = ?", (ledger.site,)
        )
        return int(count)
    rows = ledger.store.ask(
        "SELECT published_at FROM articles WHERE site = ? AND published_at BETWEEN ? AND ?",
        (
            ledger.site,
            "" if since is None else f"{since - _DAY:%Y-%m-%d}",
            "9" if until is None else f"{until + _DAY:%Y-%m-%d}T24",
        ),
    )
    moments = (datetime.fromisoformat(published_at) for (published_at,) in rows)
    return sum(
        (since is None or since <= moment) and (until is None or moment <= until)
        for moment in moments
    )

"""Whether a feed holds lines that its ledger has not confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.ledger.beside import Reader


def unconfirmed(ledger: Reader, path: Path) -> str | None:
    """Why a file is not as the ledger has it; None where it is."""
    rows = ledger.execute(
        "SELECT size, is_open FROM feeds WHERE path = ? AND size >= 0", (str(path),)
    ).fetchall()
    size = path.stat().st_size
    if not rows and size:
        return "the ledger does not know this feed"
    for confirmed, is_open in rows:
        if is_open or confirmed != size:
            return "a run was killed, and what it wrote last is not confirmed"
    return None

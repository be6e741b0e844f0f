"""How the whole pages of a site end: a page without that end is half a one.

Where its Content-Length fits, nothing else tells. What is known goes from run to run, so that also
the first page of the next one is judged.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsbot.ledger.memory import Memory

ENOUGH = 3
"""Pages that have ended properly before a missing end is a sign of anything."""
MOST_MISSING = 20
"""Pages in a row without an end that are refused; then it is the site that has changed. As many as
the pages in a row answered with 5xx that end a run."""
_OFTEN = 10
"""Pages with an end for one without, at least; else the site is one that ends as it likes."""
_COUNTED = 100
"""More need not be known."""


class _Seen(NamedTuple):
    ended: int = 0
    open: int = 0
    """Without an end, and taken for whole."""
    missing: int = 0
    """Refused in a row."""


class Endings:
    """Judges pages by their ends, and remembers them by kind in the facts of `memory`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._seen: dict[str, _Seen] = {}

    def is_cut(self, kind: str, *, has_end: bool, is_retry: bool = False) -> bool:
        """Whether a page of a kind is only a part of one. Each try of a page is told."""
        seen = self._seen.get(kind) or self._remembered(kind)
        if has_end:
            self._note(kind, seen, seen._replace(ended=min(seen.ended + 1, _COUNTED), missing=0))
            return False
        if seen.missing >= MOST_MISSING and not is_retry:
            self._note(kind, seen, _Seen(open=1))
            return False
        if seen.ended >= ENOUGH and seen.ended > _OFTEN * seen.open:
            if not is_retry:
                self._note(kind, seen, seen._replace(missing=seen.missing + 1))
            return True
        self._note(kind, seen, seen._replace(open=min(seen.open + 1, _COUNTED)))
        return False

    def _remembered(self, kind: str) -> _Seen:
        known = self._memory.fact(_name(kind))
        return self._seen.setdefault(kind, _Seen(*json.loads(known)) if known else _Seen())

    def _note(self, kind: str, before: _Seen, now: _Seen) -> None:
        if now != before:
            self._seen[kind] = now
            self._memory.note_fact(_name(kind), json.dumps(now))


def _name(kind: str) -> str:
    return f"ends of pages, {kind}"

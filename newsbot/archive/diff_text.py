"""What changed in an article, for a terminal or a pipe."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from newsbot.archive.changes import Change, changes
from newsbot.archive.revised import Revised
from newsbot.archive.wording import Piece
from newsbot.guards.log import printable
from newsbot.text.dates.clock import KYIV

_AROUND = 60
"""Characters that are shown before and behind what has changed."""
_COLUMN = 16
_PLAIN = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_COLOURED = {
    "same": ("", ""),
    "gone": ("\x1b[31;9m", "\x1b[0m"),  # red, struck through
    "new": ("\x1b[32;1m", "\x1b[0m"),  # green, bold
}


def takes_colour(file: IO[str]) -> bool:
    """Whether a person looks at it who has not asked for none (https://no-color.org)."""
    return file.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def lines_of(revised: Revised, *, colour: bool) -> Iterator[str]:
    before, after = revised
    bold, end = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    yield f"{bold}{printable(after['id'])}  {printable(after['title'] or '')}{end}"
    yield printable(f"{after['url']}")
    yield steps_of(revised)
    none = True
    for change in changes(before, after):
        none = False
        yield from _lines(change, _COLOURED if colour else _PLAIN)
    if none:
        yield "  no field"


def steps_of(revised: Revised) -> str:
    """From which revision to which, and when each was fetched."""
    one, other = (f"{each['revision']}, fetched {_fetched(each)}" for each in revised)
    return f"revision {one}, to {other}"


def _fetched(record: dict[str, Any]) -> str:
    """When a page was fetched, in Kyiv's time."""
    return f"{datetime.fromisoformat(record['fetched_at']).astimezone(KYIV):%Y-%m-%d %H:%M}"


def _lines(change: Change, marks: dict[str, tuple[str, str]]) -> Iterator[str]:
    last = len(change.pieces) - 1
    text = "".join(
        _shown(piece, marks, is_first=place == 0, is_last=place == last)
        for place, piece in enumerate(change.pieces)
    )
    name = f"  {change.field}".ljust(_COLUMN)
    for line in text.splitlines() or [""]:
        if line.strip():
            yield f"{name}{line}"
            name = " " * _COLUMN


def _shown(
    piece: Piece, marks: dict[str, tuple[str, str]], *, is_first: bool, is_last: bool
) -> str:
    if piece.kind == "same":
        return _shortened(piece.text, is_first=is_first, is_last=is_last)
    begin, end = marks[piece.kind]
    # Each line has its own marks: a colour does not last from one to the next everywhere.
    lines = piece.text.split("\n")
    return "\n".join(f"{begin}{printable(line)}{end}" if line else "" for line in lines)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """What did not change: as much of it as tells where the change is."""
    start, end = "" if is_first else text[:_AROUND], "" if is_last else text[-_AROUND:]
    if len(text) > len(start) + len(end) + 1:
        break_ = "\n…\n" if "\n" in text else "…"
        start = re.sub(r"\S*$", "", start) if " " in start else start
        end = re.sub(r"^\S*", "", end) if " " in end else end
        text = f"{start}{break_}{end}" if start and end else f"{start}…{end}"
    return "\n".join(map(printable, text.split("\n")))

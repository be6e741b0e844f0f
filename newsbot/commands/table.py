"""Rows for a terminal, in columns."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Collection, Iterator, Sequence


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], words: Collection[str]
) -> Iterator[str]:
    """Its lines, the first with the names of the columns; those in `words` begin on the left."""
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        cells = [
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, cell, width in zip(columns, row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def rows_wanted(text: str) -> int:
    """The value of `-n`. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 16 and int(text)):
        raise ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)

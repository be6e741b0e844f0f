"""The torn last record of a file of kept pages."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import IO

from newsbot.errors import PagesError

GZIP = b"\x1f\x8b\x08"
"""With what a member of a gzip file begins (RFC 1952, 2.3.1)."""
WARC = b"WARC/"
"""With what a record begins."""
_BLOCK = 1 << 16
_FAR = 1 << 24
"""Bytes; sixteen times as many as DOWNLOAD_MAXSIZE allows a page."""
_PIECE = 1 << 13
"""Bytes that are unpacked at a time: at most some megabytes, whatever is in them."""
_PEEP = 512
"""Bytes in which a record begins: more than the head of a member and of its first block."""


def cut_torn_record(path: Path) -> int:
    """Cuts off what stands behind the last whole record of a file; returns how many bytes that was.

    Reads the end of the file only: backwards to a record that begins there, and from there on. What
    is left is on disk when it returns. Raises OSError, and PagesError for a file of another kind.
    """
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        end = _end_of_whole(file, size)
        if not end and size and not _begins_record(file, 0):
            raise PagesError(f"{path} is no file of kept pages; move it away: it was left as it is")
        if end < size:
            file.truncate(end)
            os.fsync(file.fileno())
        return size - end


def next_record(
    file: IO[bytes], start: int, mark: bytes = GZIP, *, stop: int | None = None
) -> int | None:
    """Where the first record begins at or behind `start`, and before `stop`; None for nowhere.

    `mark` is with what they begin: `GZIP`, or `WARC` where they are not packed.
    """
    if mark == GZIP and _begins_record(file, start):
        return start  # as it is wherever nothing is damaged: no need to look through a block
    at, rest = start, b""
    while True:
        file.seek(at + len(rest))
        block = file.read(_BLOCK)
        if not block:
            return None
        data = rest + block
        found = data.find(mark)
        while found >= 0:
            if stop is not None and at + found >= stop:
                return None
            if _begins_record(file, at + found, mark):
                return at + found
            found = data.find(mark, found + 1)
        keep = min(len(data), len(mark) - 1)
        at, rest = at + len(data) - keep, data[len(data) - keep :]
        if stop is not None and at >= stop:
            return None


def _end_of_whole(file: IO[bytes], size: int) -> int:
    """Where the last whole record ends; 0 where there is none."""
    step = _BLOCK
    while True:
        start = max(0, size - step)
        at, end = next_record(file, start), 0
        while at is not None:
            after = _end_of(file, at)
            if after is not None and after > size:
                break  # what follows is a part of this one, also where it looks like another
            if after is not None:
                end = after
            at = next_record(file, after or at + 1)
        # What looks like a record may be a part of a page, which comes packed as well: a cut is
        # made only where the whole page would have been seen.
        if end == size or not start or (end and step >= _FAR):
            return end
        step *= 8


def _begins_record(file: IO[bytes], at: int, mark: bytes = GZIP) -> bool:
    if mark == WARC:
        file.seek(max(0, at - 1))
        return at == 0 or file.read(1) == b"\n"
    file.seek(at)
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    try:
        return member.decompress(file.read(_PEEP), len(WARC)) == WARC
    except zlib.error:
        return False


def _end_of(file: IO[bytes], at: int) -> int | None:
    """Where the record that begins at `at` ends: behind the file where it is torn.

    None where what is there is no record.
    """
    file.seek(at)
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    read = 0
    try:
        while not member.eof:
            block = file.read(_PIECE)
            if not block:
                return at + read + 1
            read += len(block)
            member.decompress(block)
    except zlib.error:
        return None
    return at + read - len(member.unused_data)

"""Local JSON Lines files: their torn last line, and their whole lines one after the other."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

_BLOCK = 1 << 16


class Line(NamedTuple):
    text: bytes
    record: dict[str, Any]
    end: int
    """Where the next line begins, in bytes."""


def mend_tail(path: Path) -> int:
    """Cuts off what stands after the last newline of the file; returns how many bytes that was.

    A whole object is no torn one: it gets the newline that an editor has taken. What is left is on
    disk when it returns.
    """
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        end = size
        while end > 0:
            start = max(0, end - _BLOCK)
            file.seek(start)
            newline = file.read(end - start).rfind(b"\n")
            if newline >= 0:
                end = start + newline + 1
                break
            end = start
        if _is_object(file, end, size):
            file.seek(size)
            file.write(b"\n")
            file.flush()
            end = size
        elif end < size:
            file.truncate(end)
        os.fsync(file.fileno())
        return size - end


def _is_object(file: IO[bytes], start: int, end: int) -> bool:
    """Whether all of an object stands between two places of a file: no part of one is an object."""
    if start == end:
        return False
    file.seek(end - 1)
    if file.read(1) != b"}":  # a power cut may leave gigabytes of nothing: they are not read
        return False
    file.seek(start)
    try:
        return isinstance(json.loads(file.read(end - start)), dict)
    except ValueError:
        return False


def lines_from(path: Path, offset: int) -> Iterator[Line]:
    """The whole lines from `offset` bytes on; those that hold no object are passed over."""
    with path.open("rb") as file:
        file.seek(offset)
        for text in file:
            if not text.endswith(b"\n"):
                return
            offset += len(text)
            try:
                record = json.loads(text)
            except ValueError:
                continue
            if isinstance(record, dict):
                yield Line(text, record, offset)


def append(path: Path, lines: Iterable[bytes]) -> None:
    """Adds whole lines, on disk when it returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def sync(file: IO[bytes], path: Path | None) -> None:
    """Has what was written on disk. `path` is the feed, None for a pipe, which has nothing to sync.

    Raises OSError, also where the lines go into a file that is no longer the feed.
    """
    file.flush()
    if path is None:
        return
    own = os.fstat(file.fileno())
    if not stat.S_ISREG(own.st_mode):
        return
    check_uncut(file)
    os.fsync(file.fileno())
    if not (path.exists() and os.path.samestat(own, path.stat())):
        raise FileNotFoundError(errno.ENOENT, "somebody removed it while the run wrote to it")


def check_uncut(file: IO[bytes]) -> None:
    """Raises OSError where somebody has cut a file since this process wrote to it last."""
    own = os.fstat(file.fileno())
    if stat.S_ISREG(own.st_mode) and own.st_size < file.tell():
        raise OSError(errno.EIO, "somebody cut it while the run wrote to it")

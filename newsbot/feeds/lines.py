"""Local JSON Lines files: their torn last line and the lines that nobody has confirmed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_BLOCK = 1 << 16


def cut_torn_tail(path: Path) -> int:
    """Cuts off what stands after the last newline of the file; returns how many bytes that was."""
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
        if end < size:
            file.truncate(end)
            file.flush()
            os.fsync(file.fileno())
        return size - end


def lines_from(path: Path, offset: int) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """The whole lines from `offset` bytes on, as they are and read; other lines are passed over."""
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if not line.endswith(b"\n"):
                return
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict):
                yield line, record


def append(path: Path, lines: list[bytes]) -> None:
    """Adds whole lines, on disk when it returns."""
    with path.open("ab") as file:
        file.write(b"".join(lines))
        file.flush()
        os.fsync(file.fileno())

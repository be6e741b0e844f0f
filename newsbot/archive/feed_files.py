"""The files of an archive: JSON Lines, plain or compressed, one by one or in a folder."""

from __future__ import annotations

import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from newsbot.errors import ArchiveError

if sys.version_info >= (3, 14):
    from compression import zstd
else:  # Scrapy brings it where Python has it not
    from backports import zstd

_FEED = re.compile(r"[^.].*\.jsonl(?:\.gz|\.zst)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl(?:\.gz|\.zst)?")
_LONGEST = 1 << 26
"""Bytes of a line that is read at once: ten times the heaviest page that a run takes."""
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zstd.ZstdError)


class Text(NamedTuple):
    """One line of a file, and where it stands."""

    text: bytes
    """Without its line break where the file ends in it, cut where it is too long."""
    offset: int
    """In bytes of what the file holds when it is unpacked."""
    number: int
    """From 1 on."""


class BrokenFile(Exception):  # noqa: N818 - how a file ends, and no mistake of the caller
    """What is compressed cannot be unpacked to its end."""


@dataclass(frozen=True, slots=True)
class FeedFile:
    name: str
    """Its path."""
    size: int
    changed: float
    """What the storage says: another size or another moment is another file."""

    def lines(self) -> Iterator[Text]:
        """All lines. Raises BrokenFile behind the last that can be unpacked, and OSError."""
        offset = number = 0
        with self._opened() as file:
            while True:
                try:
                    text = file.readline(_LONGEST)
                    end = offset + len(text)
                    while len(text) == _LONGEST and not text.endswith(b"\n"):
                        rest = file.readline(_LONGEST)
                        end += len(rest)
                        if len(rest) < _LONGEST or rest.endswith(b"\n"):
                            break
                except _BROKEN as error:
                    raise BrokenFile(str(error)) from error
                if not text:
                    return
                number += 1
                yield Text(text, offset, number)
                offset = end

    def line_at(self, offset: int) -> bytes:
        """One line. Raises BrokenFile, OSError."""
        try:
            with self._opened() as file:
                file.seek(offset)
                return file.readline(_LONGEST)
        except _BROKEN as error:
            raise BrokenFile(str(error)) from error

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        with ExitStack() as stack:
            raw = stack.enter_context(Path(self.name).open("rb"))
            file: Any = raw
            if self.name.endswith(".gz"):
                file = stack.enter_context(gzip.open(raw))
            elif self.name.endswith(".zst"):
                file = stack.enter_context(zstd.open(raw))
            yield file


def files_of(place: str | os.PathLike[str]) -> list[FeedFile]:
    """The files at a path, in the order of their names.

    A folder stands for its day files; for all its JSON Lines where none is named for a day; and for
    those of its folders where it has none itself, as a data folder. Raises ArchiveError.
    """
    name = os.fspath(place)
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            return _in_folder(path) or _none(name)
        return [_local(path)]
    except OSError as error:
        raise ArchiveError(f"the archive {name} cannot be read ({error.strerror})") from error


def _in_folder(path: Path) -> list[FeedFile]:
    found = _feeds([_local(file) for file in path.iterdir() if file.is_file()])
    if found:
        return found
    folders = sorted(folder for folder in path.iterdir() if folder.is_dir())
    return [
        file
        for folder in folders
        for file in _feeds([_local(file) for file in folder.iterdir() if file.is_file()])
    ]


def _local(path: Path) -> FeedFile:
    about = path.stat()
    return FeedFile(str(path), about.st_size, about.st_mtime)


def _feeds(files: list[FeedFile]) -> list[FeedFile]:
    names = {file: file.name.rpartition("/")[2] for file in files}
    days = [file for file in files if _DAY.fullmatch(names[file])]
    found = days or [file for file in files if _FEED.fullmatch(names[file])]
    return sorted(found, key=lambda file: file.name)


def _none(name: str) -> list[FeedFile]:
    raise ArchiveError(
        f"there are no JSON Lines in {name}: name a .jsonl, .jsonl.gz or .jsonl.zst file, or a "
        "folder of them"
    )

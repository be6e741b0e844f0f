"""The files of an archive: JSON Lines, plain or compressed, one by one or in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from newsbot.archive.packing import BROKEN, unpacked
from newsbot.archive.s3 import SCHEME, objects_at, open_object
from newsbot.errors import ArchiveError

_FEED = re.compile(r"[^.].*\.jsonl(?:\.gz|\.zst)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl(?:\.gz|\.zst)?")
_LONGEST = 1 << 26
"""Bytes of a line that is read at once: ten times the heaviest page that a run takes."""


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
    """A path, or an address."""
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
                except BROKEN as error:
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
        except BROKEN as error:
            raise BrokenFile(str(error)) from error

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        with self._stored() as raw, unpacked(self.name, raw) as file:
            yield file

    def _stored(self) -> IO[bytes]:
        return (
            open_object(self.name) if self.name.startswith(SCHEME) else Path(self.name).open("rb")
        )


def files_of(place: str | os.PathLike[str]) -> list[FeedFile]:
    """The files at a path or an S3 address, in the order of their names.

    A folder stands for its day files; where it has none, as a data folder, for those of the folders
    in it; and where these have none either for all its JSON Lines. Raises ArchiveError.
    """
    name = os.fspath(place)
    try:
        found = _on_s3(name) if name.startswith(SCHEME) else _on_disk(Path(name).expanduser())
    except OSError as error:
        raise ArchiveError(f"the archive {name} cannot be read ({error.strerror})") from error
    if not found:
        raise ArchiveError(
            f"there are no JSON Lines in {name}: name a .jsonl, .jsonl.gz or .jsonl.zst file, or "
            "a folder of them"
        )
    return found


def _on_disk(path: Path) -> list[FeedFile]:
    if not path.is_dir():
        return [_local(path)]
    folders = sorted(folder for folder in path.iterdir() if folder.is_dir())
    return (
        _named(_DAY, path)
        or [file for folder in folders for file in _named(_DAY, folder)]
        or _named(_FEED, path)
    )


def _on_s3(address: str) -> list[FeedFile]:
    found = sorted((FeedFile(*each) for each in objects_at(address)), key=lambda file: file.name)
    start = address.rstrip("/") + "/"
    names = {file: file.name.removeprefix(start) for file in found}
    return (
        [file for file in found if file.name == address]
        or [file for file in found if _DAY.fullmatch(names[file])]
        or [file for file in found if _DAY.fullmatch(names[file].partition("/")[2])]
        or [file for file in found if _FEED.fullmatch(names[file]) and "/" not in names[file]]
    )


def _named(pattern: re.Pattern[str], folder: Path) -> list[FeedFile]:
    files = (file for file in folder.iterdir() if pattern.fullmatch(file.name) and file.is_file())
    return [_local(file) for file in sorted(files)]


def _local(path: Path) -> FeedFile:
    about = path.stat()
    return FeedFile(str(path), about.st_size, about.st_mtime)

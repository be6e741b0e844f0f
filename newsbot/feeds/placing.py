"""Local files that are whole only when they are closed: CSV, XML, JSON, compressed ones.

Such a file is written beside its place, and put there when it is complete. A killed run leaves the
file as it was.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scrapy.extensions.feedexport import FileFeedStorage

from newsbot.disk import sync

if TYPE_CHECKING:
    from scrapy import Spider


class PlacedFile(FileFeedStorage):
    """`store` leaves what was written on disk, beside its place; `put_in_place` puts it there."""

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        super().__init__(uri, feed_options=feed_options)
        self.target = Path(self.path).resolve()

    @property
    def end(self) -> int | None:
        """The size of the file that is gone on with; None where it is replaced, or made."""
        if self.write_mode == "wb" or not self.target.exists():
            return None
        return self.target.stat().st_size or None

    def open(self, spider: Spider) -> IO[bytes]:  # noqa: ARG002 - as Scrapy calls it
        self.target.parent.mkdir(parents=True, exist_ok=True)
        return part_of(self.target).open("wb")

    def store(self, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())
        file.close()
        sync(self.target.parent)


def part_of(target: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return target.with_name(f".{target.name}.newsbot")


def put_in_place(target: Path, end: int | None) -> None:
    """Replaces `target`, or goes on with it behind its first `end` bytes.

    Can be done again where it was interrupted. Raises OSError.
    """
    part = part_of(target)
    if not part.exists():
        return
    if end is None:
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    else:
        with part.open("rb") as source, target.open("r+b") as file:
            file.truncate(min(end, file.seek(0, os.SEEK_END)))
            file.seek(0, os.SEEK_END)
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
        part.unlink()
    sync(target.parent)

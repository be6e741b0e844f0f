"""Writes kept pages: one file after another, each record handed to the system at once."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.disk import sync
from newsbot.errors import PagesError
from newsbot.ledger.lock import make_private
from newsbot.pagestore.tail import cut_torn_record
from newsbot.pagestore.warc import description_of, record_of
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from scrapy.http import Response

logger = logging.getLogger(__name__)

LARGEST = 1_000_000_000
"""Bytes after which a file is followed by another: the size that the WARC guidelines advise."""
ENDING = ".warc.gz"
_FIRST = 1


class PageWriter:
    """The kept pages of a site: `folder/2026-11-26-0001.warc.gz`, by the day in Kyiv of each page.

    Goes on with the last file where that is of the day. `lock` is called with a file before it is
    touched. Raises PagesError where a file cannot be written; from then on nothing is.
    """

    def __init__(
        self, folder: Path, *, lock: Callable[[Path], object], largest: int = LARGEST
    ) -> None:
        self._folder = folder
        self._lock = lock
        self._largest = largest
        self._file: int | None = None
        self._path = folder
        self._size = 0
        self._is_synced = True
        self._failure: str | None = None
        try:
            make_private(folder)
            self._go_on()
        except OSError as error:
            raise self._failed(error) from error

    def keep(self, response: Response, fetched_at: datetime) -> int:
        """Writes a response, to the system if not yet to the disk; returns its bytes."""
        record = record_of(response, fetched_at)
        day = fetched_at.astimezone(KYIV).date().isoformat()
        self._guard()
        try:
            if self._file is None or self._size >= self._largest or day != _day_of(self._path):
                self._begin(day)
            self._write(record)
        except OSError as error:
            raise self._failed(error) from error
        return len(record)

    def sync(self) -> None:
        """What was kept is on the disk when it returns."""
        self._guard()
        if self._file is None or self._is_synced:
            return
        try:
            os.fsync(self._file)
            _check_kept(self._file, self._path, self._size)
        except OSError as error:
            raise self._failed(error) from error
        self._is_synced = True

    def close(self) -> None:
        """Syncs what can be synced, and lets go of the file."""
        if self._file is None:
            return
        with suppress(PagesError):
            self.sync()
        os.close(self._file)
        self._file = None

    def _guard(self) -> None:
        if self._failure is not None:
            raise PagesError(self._failure)

    def _failed(self, error: OSError) -> PagesError:
        self._failure = (
            f"the pages in {self._path} cannot be kept ({error.strerror or error}); free the disk "
            "or change the folder. The next run goes on, and asks again for what was not kept"
        )
        return PagesError(self._failure)

    def _go_on(self) -> None:
        """Repairs the last file, which a killed run may have left torn, and opens it."""
        files = page_files(self._folder)
        if files:
            self._path = files[-1]
            self._lock(self._path)
            if torn := cut_torn_record(self._path):
                logger.info("Cut %d bytes of a torn last page off %s", torn, self._path)
            self._open(self._path, os.O_APPEND)

    def _begin(self, day: str) -> None:
        """Begins a new file: the next one of the day."""
        self.close()
        self._guard()
        numbers = [_number_of(path) for path in page_files(self._folder) if _day_of(path) == day]
        path = self._folder / f"{day}-{max(numbers, default=_FIRST - 1) + 1:04}{ENDING}"
        self._open(path, os.O_APPEND | os.O_CREAT | os.O_EXCL)
        self._lock(path)
        self._write(description_of(path.name))
        sync(self._folder)

    def _open(self, path: Path, flags: int) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | flags, 0o600)
        self._size = os.fstat(self._file).st_size

    def _write(self, record: bytes) -> None:
        """The whole record, or nothing of it."""
        assert self._file is not None
        self._is_synced = False
        written = 0
        try:
            while written < len(record):
                written += os.write(self._file, record[written:])
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise
        self._size += written


def _check_kept(file: int, path: Path, size: int) -> None:
    """Raises OSError where somebody took an open file away, or a part of it."""
    own = os.fstat(file)
    if not (path.exists() and os.path.samestat(own, path.stat())):
        raise FileNotFoundError(errno.ENOENT, "somebody removed it while the run wrote to it")
    if own.st_size < size:
        raise OSError(errno.EIO, "somebody cut it while the run wrote to it")


def page_files(folder: Path) -> list[Path]:
    """The files of kept pages in a folder, oldest first."""
    return sorted(folder.glob(f"*{ENDING}"))


def _day_of(path: Path) -> str:
    return path.name[:10]


def _number_of(path: Path) -> int:
    number = path.name.removesuffix(ENDING)[11:]
    return int(number) if number.isdecimal() else 0

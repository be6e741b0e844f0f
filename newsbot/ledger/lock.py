"""One run at a time for a site in a data folder, and for a feed."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from newsbot.errors import BusyError, RunError


def lock_file(folder: Path, site: str) -> Path:
    """The file that is locked while a run of the site goes on."""
    return folder / f"{site}.lock"


def holder_of(folder: Path, site: str) -> str:
    """The process id of the last run that took the lock; '' where the disk was full."""
    return lock_file(folder, site).read_text(encoding="ascii", errors="replace").strip()


class Lock:
    """A lock on a site in a folder that dies with its process, however that dies."""

    def __init__(self, folder: Path, site: str) -> None:
        """Takes the lock. Raises BusyError with the holder's process id, RunError if unwritable."""
        self.path = lock_file(folder, site)
        try:
            make_private(folder)
            self._file: IO[str] = self.path.open("a+", encoding="ascii")
        except OSError as error:
            raise no_data_folder(folder, error) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = self._holder()
            self._file.close()
            raise BusyError(
                f"another run of {site} is active in {folder}: process {holder}; "
                "wait for it to end, or give this run a NEWSBOT_DATA_DIR of its own"
            ) from error
        self._note_holder()

    @property
    def is_there(self) -> bool:
        """Whether others find it: a file that was removed keeps nobody out."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
        except OSError:
            return False

    def release(self) -> None:
        self._file.close()

    def _holder(self) -> str:
        self._file.seek(0)
        return self._file.read(40).strip() or "unknown"

    def _note_holder(self) -> None:
        try:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(f"{os.getpid()}\n")
            self._file.flush()
        except OSError:
            # The lock holds without it: on a full disk the second run names no process.
            return


class FeedLock:
    """A lock on a local feed that is there: repairing it would cut through another run's lines."""

    def __init__(self, path: Path) -> None:
        """Takes the lock. Raises BusyError, OSError."""
        self._file = path.open("rb")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise BusyError(
                f"another run writes to {path}; wait for it to end, or name another file"
            ) from error

    def release(self) -> None:
        self._file.close()


def no_data_folder(folder: Path, error: OSError) -> RunError:
    return RunError(
        f"the data folder {folder} cannot be written ({error.strerror}); "
        "change it, or name another with NEWSBOT_DATA_DIR"
    )


def make_private(folder: Path) -> None:
    """Makes a folder, for its owner's eyes alone; one that is there stays as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)

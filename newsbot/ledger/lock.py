"""One run at a time in a data folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from newsbot.errors import BusyError, RunError

NAME = "newsbot.lock"


class Lock:
    """A lock on a folder that dies with its process, however that dies."""

    def __init__(self, folder: Path) -> None:
        """Takes the lock. Raises BusyError with the holder's process id, RunError if unwritable."""
        self._path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = self._path.open("a+", encoding="ascii")
        except OSError as error:
            raise RunError(
                f"the data folder {folder} cannot be written ({error.strerror}); "
                "change it, or name another with NEWSBOT_DATA_DIR"
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = self._holder()
            self._file.close()
            raise BusyError(
                f"another run is active in {folder}: process {holder}; "
                "wait for it to end, or give this run a NEWSBOT_DATA_DIR of its own"
            ) from error
        self._note_holder()

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

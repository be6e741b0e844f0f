"""What is written beside its place, and put there when it is whole.

A killed export leaves the place as it was; the next one begins what it left beside it anew.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from pathlib import Path

from newsbot.disk import sync
from newsbot.errors import BusyError, OptionError
from newsbot.feeds.placing import part_of, put_in_place


class PlacedFile:
    """A file; `part` is where it is written."""

    def __init__(self, target: Path, *, overwrite: bool) -> None:
        """Raises OptionError, BusyError where another export writes it, OSError."""
        if target.is_dir():
            raise OptionError(f"{target} is a folder; name a file, or a folder with another ending")
        if target.exists() and not overwrite:
            raise OptionError(
                f"{target} is there already; replace it with --overwrite, or name another"
            )
        self._target = target
        self.part = part_of(target)
        self._held = _hold(self.part, target, is_folder=False)
        os.truncate(self.part, 0)

    def finish(self) -> None:
        """Puts the file in its place, on disk when it returns. Raises OSError."""
        os.fsync(self._held)
        put_in_place(self._target, None)
        os.close(self._held)

    def abandon(self) -> None:
        self.part.unlink(missing_ok=True)
        os.close(self._held)


class PlacedFolder:
    """A folder; `part` is where it is written."""

    def __init__(self, target: Path, *, overwrite: bool, own: str) -> None:
        """`own`: what all its files are called, a pattern for their paths within the folder.

        A folder with other files is never replaced. Raises OptionError, BusyError, OSError.
        """
        self._target = target
        self.part = part_of(target)
        self._old = target.with_name(f".{target.name}.old")
        if self._old.exists() and not target.exists():
            self._old.rename(target)  # an export was killed between its two last steps
        _check(target, re.compile(own), overwrite=overwrite)
        self._held = _hold(self.part, target, is_folder=True)
        for left in self.part.iterdir():
            _remove(left)

    def finish(self) -> None:
        """Puts the folder in its place, on disk when it returns. Raises OSError."""
        for folder in {self.part, *(path.parent for path in self.part.rglob("*"))}:
            sync(folder)
        if self._target.exists():
            _remove(self._old)
            self._target.rename(self._old)
        self.part.rename(self._target)
        sync(self._target.parent)
        _remove(self._old)
        os.close(self._held)

    def abandon(self) -> None:
        _remove(self.part)
        os.close(self._held)


def _check(target: Path, own: re.Pattern[str], *, overwrite: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OptionError(f"{target} is a file; name a folder")
    files = [path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()]
    if not files:
        return
    if not overwrite:
        raise OptionError(
            f"{target} has files already; replace it with --overwrite, or name another folder"
        )
    foreign = sorted(file for file in files if not own.fullmatch(file))
    if foreign:
        raise OptionError(
            f"{target} holds {foreign[0]}, which no export wrote, so it is not replaced; "
            "name another folder"
        )


def _hold(part: Path, target: Path, *, is_folder: bool) -> int:
    """Makes what is to be written, empty, and keeps other exports away from it."""
    while True:
        if part.exists() and part.is_dir() != is_folder:
            _remove(part)
        if is_folder:
            part.mkdir(parents=True, exist_ok=True)
        else:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.touch()
        held = os.open(part, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            raise BusyError(f"another export writes {target}; wait for it to end") from error
        # Another export may have put it in its place before it was locked here.
        if part.exists() and os.path.samestat(os.fstat(held), part.stat()):
            return held
        os.close(held)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

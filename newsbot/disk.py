"""What has to be on the disk, whatever happens then; and whether it can be written there."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """A file, or what was made, renamed and removed in a folder, is on disk when it returns.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def may_write(path: Path) -> bool:
    """Whether what is at `path`, or else the next folder above it, lets itself be written to."""
    there = path.absolute()
    while not os.path.exists(there):  # noqa: PTH110 - the other one fails without permission
        there = there.parent
    is_right = there.is_dir() or there == path.absolute()
    return is_right and os.access(there, os.R_OK | os.W_OK)

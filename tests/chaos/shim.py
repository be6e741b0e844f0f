"""A disk and a clock that fail, for one process: `shim.c`, loaded before the C library.

Paths are absolute. A step is a write, a sync or a cut of a file below `under`.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

SOURCE = Path(__file__).with_name("shim.c")


def lack() -> str | None:
    """Why there is no shim here; None where there is one."""
    if not sys.platform.startswith("linux"):
        return "the shim is for Linux"
    return None if shutil.which("cc") else "no C compiler here"


@cache
def built() -> Path:
    """The shim, compiled once for a process."""
    target = Path(mkdtemp(prefix="newsbot-chaos-")) / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return target


def at_clock(seconds: int) -> dict[str, str]:
    """The environment of a process whose clock is so many seconds ahead."""
    return {"LD_PRELOAD": str(built()), "CHAOS_CLOCK": str(seconds)}


def failing(under: Path, step: int, mark: Path, *, error: int, times: int = 0) -> dict[str, str]:
    """One whose step number `step` fails, and the next: `times` altogether, or all.

    It makes the file `mark` when it does.
    """
    return {
        "LD_PRELOAD": str(built()),
        "CHAOS_UNDER": os.fspath(under),
        "CHAOS_AT": str(step),
        "CHAOS_TIMES": str(times),
        "CHAOS_ERRNO": str(error),
        "CHAOS_MARK": os.fspath(mark),
    }


def dying(under: Path, step: int, mark: Path, synced: Path) -> dict[str, str]:
    """One that is killed at this step; what it had on disk is kept in `synced`."""
    synced.mkdir()
    return {
        **failing(under, step, mark, error=errno.EIO),
        "CHAOS_KILL": "1",
        "CHAOS_SYNCED": os.fspath(synced),
    }


def cut_power(under: Path, synced: Path, before: Mapping[Path, bytes], dice: random.Random) -> None:
    """Leaves of each file below `under` what was on disk, and a part of the rest as it comes.

    `before` is what the files held before the run. The rest of a file that only grew is whole, cut
    anywhere, or of its length and empty; one that was overwritten is as it was synced.
    """
    for path in [path for path in under.rglob("*") if path.is_file()]:
        kept = synced / os.fspath(path).replace("/", "%")
        on_disk = kept.read_bytes() if kept.exists() else before.get(path)
        if path.name.endswith("-shm") or on_disk is None:
            path.unlink()
            continue
        rest = path.read_bytes()
        grown = rest[len(on_disk) :] if rest.startswith(on_disk) else b""
        part = grown[: dice.randint(0, len(grown))]
        path.write_bytes(on_disk + dice.choice([b"", grown, part, bytes(len(part))]))


def files_below(folder: Path) -> dict[Path, bytes]:
    """What is on disk before a run begins."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

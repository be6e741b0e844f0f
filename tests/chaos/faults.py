"""The faults by their names."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from chaos import shim
from chaos.trial import Ended, Fault, Trial
from crawling import environment
from forking import Started, run_scrapy, start_scrapy
from ledger.faulty import LOCKED, READ_ONLY, give_fault

STEPS = 60
"""About so many steps has a run on a small archive."""
YEARS = 30 * 365 * 86_400
TMPFS_KB = 2_000


# Locks


def locked(trial: Trial) -> Ended:
    """Another process writes to the ledger from the start on."""
    with closing(sqlite3.connect(trial.ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        return crawl_with(trial, LOCKED)


def held_alone(trial: Trial) -> Ended:
    """Another process lets nobody open the ledger."""
    with closing(sqlite3.connect(trial.ledger, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE other (a)")
        return crawl_with(trial, LOCKED)


def locked_later(trial: Trial) -> Ended:
    """Another process begins to write while the run is under way."""
    process = begun(trial, LOCKED, requests=trial.dice.randint(6, 14))
    with closing(sqlite3.connect(trial.ledger, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        return ended(process)


def read_only(trial: Trial) -> Ended:
    return crawl_with(trial, READ_ONLY)


# Disks


def failing(trial: Trial, *, under: str, error: int, times: int) -> Ended:
    """A step of a run fails, of those that concern a part of the data folder."""
    step = trial.dice.randint(1, STEPS)
    return trial.crawl_under(
        shim.failing(trial.data / under, step, trial.mark, error=error, times=times)
    )


def full(trial: Trial) -> Ended:
    """A real file system with room for a few articles."""
    fill(trial, left_kb=trial.dice.randint(4, 120))
    return trial.crawl("--quiet")


def full_at_once(trial: Trial) -> Ended:
    fill(trial, left_kb=0)
    return trial.crawl("--quiet")


def fill(trial: Trial, *, left_kb: int) -> None:
    mount(trial)
    free = shutil.disk_usage(trial.data).free
    (trial.data / "filler").write_bytes(bytes(max(0, free - left_kb * 1024)))


def make_room(trial: Trial) -> None:
    (trial.data / "filler").unlink()


def mounted_read_only(trial: Trial) -> Ended:
    mount(trial)
    subprocess.run(["mount", "-o", "remount,ro", str(trial.data)], check=True)
    return trial.crawl()


def make_writable(trial: Trial) -> None:
    subprocess.run(["mount", "-o", "remount,rw", str(trial.data)], check=True)


def mount(trial: Trial) -> None:
    """Gives the data folder a small file system of its own, with what it holds."""
    kept = shutil.move(trial.data, trial.folder / "before")
    trial.data.mkdir()
    size = f"size={TMPFS_KB}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(trial.data)], check=True)
    trial.at_end.append(partial(subprocess.run, ["umount", str(trial.data)], check=True))
    shutil.copytree(kept, trial.data, dirs_exist_ok=True)


def no_mount() -> str | None:
    """Why no file system can be mounted here."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return "only root may mount a file system"
    probe = Path(mkdtemp(prefix="newsbot-chaos-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=4k", "none", str(probe)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return "no file system may be mounted here"
    subprocess.run(["umount", str(probe)], check=True)
    probe.rmdir()
    return None


# Ends


def killed(trial: Trial) -> Ended:
    process = begun(trial, None, requests=trial.dice.randint(1, 25))
    time.sleep(trial.dice.uniform(0, 0.1))
    process.kill()
    run = ended(process)
    return run._replace(struck=run.code != 0)


def power_cut(trial: Trial) -> Ended:
    """The machine stops at a step: what was not synced is away, or is there in part."""
    before = shim.files_below(trial.data)
    synced = trial.folder / "synced"
    step = trial.dice.randint(1, 2 * STEPS)
    run = trial.crawl_under(shim.dying(trial.data, step, trial.mark, synced))
    shim.cut_power(trial.data, synced, before, trial.dice)
    return run


# Other pasts


def clock(trial: Trial, *, seconds: int) -> Ended:
    """The clock is years away for one run."""
    return trial.crawl_under(shim.at_clock(seconds))


def older_ledger(trial: Trial) -> Ended:
    """The ledger comes out of a backup; the feed does not."""
    backup = trial.folder / "backup.sqlite"
    with closing(sqlite3.connect(trial.ledger)) as ledger:
        ledger.execute("VACUUM INTO ?", (str(backup),))
    trial.crawl(max_articles=trial.dice.randint(1, 30))
    lose_ledger(trial)
    shutil.copy(backup, trial.ledger)
    return trial.crawl()


def lose_ledger(trial: Trial) -> None:
    for file in trial.data.glob("ledger.sqlite*"):
        file.unlink()


def feed_removed(trial: Trial) -> Ended:
    """Somebody removes the file that the run writes to."""
    process = begun(trial, None, requests=14)
    trial.feed().unlink()
    return ended(process)


def feed_cut(trial: Trial) -> Ended:
    """Somebody takes lines out of the archive."""
    lines = trial.feed().read_bytes().splitlines(keepends=True)
    trial.feed().write_bytes(b"".join(lines[: trial.dice.randrange(len(lines))]))
    return trial.crawl()


# How they are run


def crawl_with(trial: Trial, fault: str) -> Ended:
    code, _, err = run_scrapy(
        trial.words(), trial.folder, environment(trial.folder), prepare=partial(give_fault, fault)
    )
    return Ended(code, err)


def begun(trial: Trial, fault: str | None, *, requests: int) -> Started:
    """A run that has made so many requests."""
    prepare = partial(give_fault, fault) if fault is not None else None
    wanted = len(trial.server.requests) + requests
    words = trial.words(settings={"DOWNLOAD_DELAY": 0.05})
    process = start_scrapy(words, trial.folder, environment(trial.folder), prepare)
    deadline = time.monotonic() + 60
    while len(trial.server.requests) < wanted and process.poll() is None:
        if time.monotonic() > deadline:
            process.kill()
            raise TimeoutError(f"no {requests} requests within a minute")
        time.sleep(0.005)
    return process


def ended(process: Started) -> Ended:
    _, err = process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, err)


def _of_disk(under: str, error: int, times: int, advice: str) -> Fault:
    """Writes under a path fail, `times` of them, 0 for all, from a step on that dice choose."""
    how = partial(failing, under=under, error=error, times=times)
    return Fault(how, may_miss=True, advice=advice, lack=shim.lack)


_AWAY = "move the ledger away"
FAULTS = {
    "locked at the start": Fault(locked, advice="end that one"),
    "locked at the opening": Fault(held_alone, advice="end that one"),
    "locked in mid-run": Fault(locked_later, advice="end that one"),
    "read-only ledger": Fault(read_only, advice="make it and its folder writable"),
    "read-only disk": Fault(
        mounted_read_only, advice="cannot be written", mend=make_writable, lack=no_mount
    ),
    "disk full at the start": Fault(full_at_once, advice="free", mend=make_room, lack=no_mount),
    "disk full in mid-run": Fault(
        full, may_miss=True, advice="free", mend=make_room, lack=no_mount
    ),
    "ledger: one EIO": _of_disk("ledger.sqlite", errno.EIO, 1, "free the disk"),
    "ledger: EIO from a step on": _of_disk("ledger.sqlite", errno.EIO, 0, "disk"),
    "ledger: ENOSPC from a step on": _of_disk("ledger.sqlite", errno.ENOSPC, 0, "disk"),
    "feed: one EIO": _of_disk("interfax/", errno.EIO, 1, "free the disk"),
    "feed: ENOSPC from a step on": _of_disk("interfax/", errno.ENOSPC, 0, "free the disk"),
    "kill -9": Fault(killed, code=-9),
    "power cut": Fault(power_cut, code=-9, lack=shim.lack),
    "clock 30 years ahead": Fault(partial(clock, seconds=YEARS), advice="set it", lack=shim.lack),
    "clock 30 years behind": Fault(partial(clock, seconds=-YEARS), advice="set it", lack=shim.lack),
    "ledger of a backup": Fault(older_ledger, code=0),
    "feed removed in mid-run": Fault(
        feed_removed, advice="removed it", mend=lose_ledger, forgets=True
    ),
    "feed cut short": Fault(feed_cut, advice=_AWAY, mend=lose_ledger, forgets=True),
}

"""What a replay into a file has done until the file is whole, in a folder beside it."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing, suppress
from importlib.resources.abc import Traversable
from pathlib import Path

from newsbot.errors import RunError
from newsbot.ledger.rows import FEEDS
from newsbot.ledger.stores import open_store

FEED = "feed.jsonl"
COUNTS = "counts.json"
LEDGER = "ledger.sqlite"
_STATE = "replay.txt"
"""Of what it is."""


def code_of(package: Traversable) -> str:
    """What tells a newsbot from another, by which a page may be read otherwise."""
    code = hashlib.sha256()
    for each in sorted(package.iterdir(), key=lambda each: each.name):
        if each.name.endswith(".py"):
            code.update(each.read_bytes())
        elif each.is_dir() and each.name != "__pycache__":
            code.update(code_of(each).encode())
    return code.hexdigest()


def prepare(work: Path, state: str) -> None:
    """Leaves in the folder only what the same replay has left there, and the folder was not moved:
    the ledgers in it name their feeds by their paths.
    """
    note, state = work / _STATE, f"{work}\n{state}"
    if note.exists() and note.read_text("utf-8") == state:
        return
    for path in work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "replay.lock":
            path.unlink()
    note.write_text(state, "utf-8")


def take_back(folder: Path, site: str) -> None:
    """Cuts off the lines of a job that its ledger does not know: their pages are read again.

    Were they taken as delivered, as those of a crawl are, an earlier page of an article that has
    two among them would come after its later one.
    """
    ledger, feed = folder / LEDGER, folder / FEED
    if not (ledger.exists() and feed.exists()):
        return
    with suppress(RunError), closing(open_store(ledger, site)) as store:  # the run says it
        confirmed = store.get(FEEDS, str(feed))
        size = confirmed.size if confirmed is not None else 0
        os.truncate(feed, min(size, feed.stat().st_size))

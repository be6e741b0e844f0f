"""Kept pages of an archive some of whose articles were edited, and so have two revisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawling import Run, crawl
from ledger.past import let_pass
from pagestore.kept import KEPT
from replica import Replica, ReplicaServer

_PAUSE = 3660
"""Seconds, more than the first one before an article is looked at again."""


def crawl_twice(
    server: ReplicaServer, replica: Replica, folder: Path, *, edited: int = 4, **first: Any
) -> Run:
    """Crawls, and again after the newest articles were edited; `first` is for the first crawl."""
    crawl(server, folder, settings=KEPT, **first)
    return crawl_again(server, replica, folder, edited=edited)


def crawl_again(server: ReplicaServer, replica: Replica, folder: Path, *, edited: int) -> Run:
    for story in replica.published("uk")[:edited]:
        replica.edit(story)
    let_pass(folder, _PAUSE)
    return crawl(server, folder, settings=KEPT)

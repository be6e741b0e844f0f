"""The articles of an archive as they are compared: all of them, in the order of their times."""

from __future__ import annotations

from collections.abc import Callable

from newsbot.archive.archive import Archive
from newsbot.archive.fingerprint import Fingerprint, fingerprint_of


def fingerprints(
    archive: Archive, tell: Callable[[int, int], object] = lambda _done, _all: None
) -> list[Fingerprint]:
    """Of the newest revisions; `tell` is given how many are read, and of how many."""
    whole = len(archive)
    found = []
    for done, article in enumerate(archive.select()):
        tell(done, whole)
        found.append(fingerprint_of(article))
    found.sort(key=lambda each: (each.moment, each.id))
    return found

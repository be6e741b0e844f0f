"""An archive, or what is chosen of it, in another form."""

from __future__ import annotations

from collections.abc import Callable

from newsbot.archive.archive import Archive, Revisions
from newsbot.archive.choice import Choice
from newsbot.archive.shared import SharedArchive
from newsbot.archive.targets import Target


def export(
    archive: Archive | SharedArchive,
    target: Target,
    choice: Choice,
    revisions: Revisions,
    *,
    tell: Callable[[int, int], object],
) -> int:
    """How many articles were written; where none are, or it is ended early, nothing is left behind.

    `tell` is given how many were looked at and how many there are, after each of them.
    """
    written = 0
    try:
        whole = archive.count(revisions)
        for looked_at, entry in enumerate(archive.entries(revisions=revisions), 1):
            if choice.takes(entry.record):
                target.write(entry)
                written += 1
            tell(looked_at, whole)
        if written:
            target.finish()
    except BaseException:
        target.abandon()
        raise
    if not written:
        target.abandon()
    return written

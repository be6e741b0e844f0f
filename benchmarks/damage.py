"""Broken versions of pages: whether one of them raises, or holds up a crawl.

    .venv/bin/python -m benchmarks.damage folder [--versions 10000] [--first 0]

The folder is one of `benchmarks.real`. Its pages are cut, tags are dropped, bytes flipped, elements
nested, attributes multiplied, entities broken, halves pasted twice (`tests/fuzz/mutations.py`). No
version is larger than what a crawl lets in, or than its page. Exit code 1 where one raises anything
but NotAnArticle, or takes more than 50 ms of CPU. What the machine does beside is no fault of a
page: one that takes longer is read again, and the least time counts. Version N is the same in every
run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.options import number
from benchmarks.real import Found, by_newsbot, read_truth
from fuzz.mutations import broken
from newsbot.pages.document import parse
from newsbot.settings import DOWNLOAD_MAXSIZE

MOST_MS = 50
_MUCH = 10
"""Milliseconds of lxml's parse alone: of a page that takes more, the size is to blame."""
_AGAIN = 10
_SLOWEST = 10
"""How many of the slow are named."""


class Version(NamedTuple):
    """One broken page, and how it was read."""

    name: str
    ms: float
    raised: str | None
    is_article: bool
    parse_ms: float = 0
    """Of lxml's parse alone, where the whole took too long."""


def broken_page(pages: list[bytes], version: int) -> bytes:
    dice = Random(version)
    page = pages[version % len(pages)]
    return broken(page, dice, dice.choice(pages))[: max(len(page), DOWNLOAD_MAXSIZE)]


def read_version(truth: dict[str, Any], page: bytes, version: int) -> Version:
    name = f"version {version}, {truth['file']}"
    found, raised = Found(), None
    ms = float("inf")
    for _ in range(_AGAIN):
        started = time.process_time()
        try:
            found = by_newsbot(truth, page)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
            raised = f"{error!r:.200}"
        ms = min(ms, (time.process_time() - started) * 1000)
        if ms <= MOST_MS:
            break
    parse_ms = min(_parsed(page) for _ in range(_AGAIN)) if ms > MOST_MS else 0
    return Version(name, ms, raised, bool(found.body), parse_ms)


def _parsed(page: bytes) -> float:
    """Milliseconds of a parse."""
    started = time.process_time()
    parse(page)
    return (time.process_time() - started) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="pages and truth.jsonl")
    parser.add_argument("--versions", type=number(1, 1_000_000), default=10_000)
    parser.add_argument("--first", type=number(0, 1_000_000), default=0, help="number of the first")
    arguments = parser.parse_args()
    try:
        truths, pages = read_truth(arguments.folder)
    except FileNotFoundError as error:
        parser.error(f"{error.filename} is missing")
    read = [
        read_version(truths[at % len(truths)], broken_page(pages, at), at)
        for at in range(arguments.first, arguments.first + arguments.versions)
    ]
    raised = [each for each in read if each.raised is not None]
    slow = sorted((each for each in read if each.ms > MOST_MS), key=lambda each: -each.ms)
    for each in raised:
        print(f"{each.name}: {each.raised}")
    for each in slow[:_SLOWEST]:
        print(f"{each.name}: {each.ms:.0f} ms, {each.parse_ms:.0f} of them for the parse")
    print(
        f"{len(read)} broken pages: {sum(each.is_article for each in read)} articles, "
        f"{len(raised)} raised, {len(slow)} over {MOST_MS} ms, of which "
        f"{sum(each.parse_ms > _MUCH for each in slow)} take over {_MUCH} to parse, the longest "
        f"{max(each.ms for each in read):.0f} ms, "
        f"the median {statistics.median(each.ms for each in read):.1f} ms"
    )
    return 1 if raised or slow else 0


if __name__ == "__main__":
    sys.exit(main())

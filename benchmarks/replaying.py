"""How fast kept pages are read again, beside `newsbot.read` alone: in turn, in one process.

    python -m benchmarks.replaying [--pages 1000]

Of so many pages every other one is kept and replayed. Between each 32 of them as many of the others
are read alone, so that whatever else the machine does holds up both. CPU time of the process; what
Python remembers of the first pages is no part of it. Exit code 1: a replay reads less than 0.7 as
many pages a second. `benchmarks.instructions` counts, where no other process counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from scrapy.cmdline import execute

from benchmarks.options import number
from benchmarks.reading import NOW, Page, pages, read_newsbot
from benchmarks.runs import spread
from newsbot.pagestore import replaying
from newsbot.pagestore.writer import PageWriter

LEAST_REPLAY = 0.7
_AGAIN = "again.jsonl"
_TURN = 32
"""Pages; a multiple of those that a replay prepares at once."""
_FIRST = 4
"""Turns until the memories of texts and addresses are as full as they stay."""


def keep(batch: Sequence[Page], folder: Path) -> list[Path]:
    """The files in which these pages are kept, each a second after the one before it."""
    with closing(PageWriter(folder, lock=str)) as writer:
        for second, page in enumerate(batch):
            writer.keep(page.response, NOW + timedelta(seconds=second))
    return sorted(folder.iterdir())


def replay(files: Sequence[Path], work: Path, before: Callable[[int], object]) -> None:
    """`scrapy replay` of these files in this process; `before` is told the number of each page."""

    class Observed(replaying.Replay):
        _seen = 0

        async def _read(self, record: Any, place: int) -> None:
            if record.page is not None:
                before(self._seen)
                self._seen += 1
            await super()._read(record, place)

    replaying.Replay = Observed  # type: ignore[misc]  # the command makes the replay
    os.environ |= {"SCRAPY_SETTINGS_MODULE": "newsbot.settings", "NEWSBOT_DATA_DIR": str(work)}
    words = ["scrapy", "replay", *map(str, files), "-O", str(work / _AGAIN)]
    with suppress(SystemExit):
        execute([*words, "-a", "edition=uk,ru,en", "-s", "LOG_LEVEL=ERROR"])


def turns(batch: Sequence[Page], work: Path) -> list[tuple[float, float]]:
    """(replayed, alone) of each turn, in seconds of CPU a page."""
    alone = batch[1::2]
    found: list[tuple[float, float]] = []
    started = spent = 0.0

    def before(seen: int) -> None:
        nonlocal started, spent
        at, rest = divmod(seen, _TURN)
        if rest:
            return
        if at:
            found.append(((time.process_time() - started) / _TURN, spent))
        read = time.process_time()
        for page in alone[seen : seen + _TURN]:
            read_newsbot(page)
        started = time.process_time()
        spent = (started - read) / _TURN

    kept = batch[::2]
    replay(keep(kept, work / "pages"), work, before)
    lines = (work / _AGAIN).read_bytes().count(b"\n")
    if lines != len(kept):
        raise SystemExit(f"{lines} articles of {len(kept)} pages")
    return found[_FIRST:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=number(400, 20_000), default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        found = turns(pages(arguments.pages), Path(name))
    for what, each in zip(("in a replay", "alone"), zip(*found, strict=True), strict=True):
        print(f"ms to read a page {what}: {spread([1000 * seconds for seconds in each])}")
    ratios = [alone / again for again, alone in found]
    print(f"a replay reads {spread(ratios)} of what is read alone (at least {LEAST_REPLAY})")
    return 0 if statistics.median(ratios) >= LEAST_REPLAY else 1


if __name__ == "__main__":
    sys.exit(main())

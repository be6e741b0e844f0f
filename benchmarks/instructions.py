"""The instructions that a page takes: parsed, read, replayed by one job and by two.

Other processes take none of them.

    python -m benchmarks.instructions [--pages 40]

valgrind counts them (apt install valgrind), in a process for each. Seconds say more of what a
person waits for, and tell less of what a change did: Python's instructions take two to three times
as long as those of the parser, and longer where other programs use the same caches.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.options import number
from benchmarks.reading import Page, pages, read_newsbot
from benchmarks.replaying import keep, replay
from benchmarks.runs import ROOT
from newsbot.pages.document import parse

_FIRST = 40
"""Pages that are read before, so that what is made once is made."""
_COLLECTED = re.compile(r"Collected : (\d+)")
_KINDS = ("parse", "read", "replay")
_FEW, _MORE = 20, 100
"""Pages of two replays; what the starts take is in both of them."""


def count(kind: str, amount: int) -> float:
    """Millions of instructions a page."""
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        tool = ["valgrind", "--tool=callgrind", "--instr-atstart=no"]
        inner = ["-m", __spec__.name, "--pages", str(amount), "--inside", kind]
        done = subprocess.run(
            [*tool, f"--callgrind-out-file={name}/out", sys.executable, *inner],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    found = _COLLECTED.search(done.stderr)
    if done.returncode or found is None:
        raise SystemExit(done.stdout + done.stderr)
    return int(found[1]) / amount / 1e6


def two_jobs() -> float:
    """How many times as fast as one two jobs are, on cores that do not hold each other up."""
    spent = {(jobs, amount): _replayed(jobs, amount) for jobs in (1, 2) for amount in (_FEW, _MORE)}
    one, two = (spent[jobs, _MORE] - spent[jobs, _FEW] for jobs in (1, 2))
    return 2 * one / two


def _replayed(jobs: int, amount: int) -> int:
    """The instructions of all processes of a replay of so many pages."""
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        kept = keep(pages(amount), Path(name) / "pages")
        tool = ["valgrind", "--tool=callgrind", "--trace-children=yes"]
        words = ["replay", *map(str, kept), "-O", "again.jsonl", "--jobs", str(jobs)]
        words += ["-a", "edition=uk,ru,en", "-s", "LOG_LEVEL=ERROR"]
        place = {"PYTHONPATH": str(ROOT), "NEWSBOT_DATA_DIR": str(Path(name) / "data")}
        done = subprocess.run(
            [*tool, "--callgrind-out-file=out.%p", sys.executable, "-m", "scrapy", *words],
            cwd=name,
            env=os.environ | place | {"SCRAPY_SETTINGS_MODULE": "newsbot.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = Path(name, "again.jsonl").read_bytes().count(b"\n") if not done.returncode else 0
    if lines != amount:
        raise SystemExit(done.stdout + done.stderr)
    return sum(map(int, _COLLECTED.findall(done.stderr)))


def run_inside(kind: str, amount: int) -> None:
    """What is counted: all but the first pages, and one more, before which the counting ends."""
    batch = pages(_FIRST + amount + 1)

    def before(seen: int) -> None:
        if seen in {_FIRST, _FIRST + amount}:
            state = "on" if seen == _FIRST else "off"
            words = ["callgrind_control", f"--instr={state}", str(os.getpid())]
            subprocess.run(words, check=True, capture_output=True)

    if kind == "replay":
        with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
            replay(keep(batch, Path(name) / "pages"), Path(name), before)
        return
    read: Callable[[Page], object] = read_newsbot
    if kind == "parse":
        read = lambda page: parse(page.response.body)  # noqa: E731
    for seen, page in enumerate(batch):
        before(seen)
        read(page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=number(1, 1000), default=40)
    parser.add_argument("--inside", choices=_KINDS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        run_inside(arguments.inside, arguments.pages)
        return 0
    if shutil.which("valgrind") is None:
        parser.error("valgrind is not installed: apt install valgrind")
    parsed, read, replayed = (count(kind, arguments.pages) for kind in _KINDS)
    print(f"millions of instructions a page: parsed {parsed:.2f}, read {read:.2f}", end="")
    print(f" ({read / parsed:.2f} times that), replayed {replayed:.2f}", end="")
    print(f": {read / replayed:.2f} of the pages that are read alone")
    print(f"two jobs, without starts: {two_jobs():.2f} times one")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What an export costs: 100,000 made-up records to each target, beside a plain read in one run.

    python -m benchmarks.export [--records 100000] [--postgres postgresql://...] [--folder FOLDER]

A plain read is `json.loads` of every line. Ends with exit code 1 when a target takes more than a
minute of CPU for 100,000 records, or its memory grows with them.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.options import folder, number

TARGETS = ("x.jsonl", "x.jsonl.zst", "days/", "x.csv", "x.sqlite", "x.parquet", "months.parquet/")
FEW = 10
"""What part of the records the memory is compared with."""
MOST_SECONDS = 60
"""Of CPU, for 100,000 records."""
MOST_GROWTH_MB = 60
_PLAIN = """
import json, sys
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    with path.open("rb") as file:
        for line in file:
            json.loads(line)
"""
_ALONE = """
import sys
from newsbot import Archive
for article in Archive(sys.argv[1]):
    pass
"""
_MAKE = """
import sys
from pathlib import Path
import benchmarks
from made_archive import write_archive
write_archive(Path(sys.argv[1]), int(sys.argv[2]))
"""
_EXPORT = "from newsbot.console import main; main()"


class Cost(NamedTuple):
    wall: float
    cpu: float
    peak_mb: float


def cost_of(code: str, *arguments: str) -> Cost:
    """Of a Python program in a process of its own. Raises where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, _mb(usage))


def _mb(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1000


def export(source: Path, to: str) -> Cost:
    return cost_of(_EXPORT, "export", "--from", str(source), "--to", to)


def main() -> int:
    options = _options()
    kept = True
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-", dir=options.folder) as name:
        work = Path(name)
        few, many = work / "few", work / "many"
        for made, records in ((few, options.records // FEW), (many, options.records)):
            # In a process of its own: what starts others hands its peak on to them.
            cost_of(_MAKE, str(made), str(records))
        size = sum(path.stat().st_size for path in many.iterdir())
        print(f"{options.records} articles, {size / 1e6:.0f} MB", flush=True)
        plain = cost_of(_PLAIN, str(many))
        print("                     wall s   CPU s   x plain   peak MB   with a tenth")
        print(f"{'plain read':18} {plain.wall:8.1f} {plain.cpu:7.1f} {1:9.1f} {plain.peak_mb:9.0f}")
        read = cost_of(_ALONE, str(many)), cost_of(_ALONE, str(few))
        kept = _tell("Archive", plain, *read, options.records) and kept
        for to in (*TARGETS, *([options.postgres] if options.postgres else [])):
            place = to if "://" in to else str(work / "out" / to)
            small = export(few, place)
            shutil.rmtree(work / "out", ignore_errors=True)
            large = export(many, place)
            shutil.rmtree(work / "out", ignore_errors=True)
            shown = "postgresql://" if "://" in to else to
            kept = _tell(shown, plain, large, small, options.records) and kept
    return 0 if kept else 1


def _tell(name: str, plain: Cost, large: Cost, small: Cost, records: int) -> bool:
    print(
        f"{name:18} {large.wall:8.1f} {large.cpu:7.1f} {large.cpu / plain.cpu:9.1f} "
        f"{large.peak_mb:9.0f} {small.peak_mb:14.0f}",
        flush=True,
    )
    is_quick = large.cpu <= MOST_SECONDS * max(records / 100_000, 0.1)
    return is_quick and large.peak_mb - small.peak_mb <= MOST_GROWTH_MB


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.export", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--records", type=number(1000, 10_000_000), default=100_000)
    parser.add_argument("--postgres", metavar="ADDRESS", help="an empty database")
    parser.add_argument("--folder", type=folder, help="where all is written (the system's)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

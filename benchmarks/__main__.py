"""What a page costs: newsbot beside bare Scrapy, in one run. See docs/performance.md.

make bench
make bench ARGS='--articles 20000 --repeat 7'
make bench ARGS=--memory
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.memory import FEW, measure_memory
from benchmarks.options import folder, number
from benchmarks.runs import ROOT, Cost, concurrency, crawl_newsbot, spread
from benchmarks.serving import served
from benchmarks.site import WrittenSite, write_site
from benchmarks.startup import measure_startup
from benchmarks.throughput import measure_throughput

LEAST_RATIO = 0.5
MOST_STARTUP = 1.5
MOST_GROWTH_MB = 40


def main() -> int:
    # As Ctrl-C: the file server and the folder must not be left behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _options()
    _say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-", dir=options.folder) as name:
        work = Path(name)
        site = write_site(work / "site", options.articles)
        _say(f"{site.articles} articles of {site.page_bytes / 1000:.0f} kB on average")
        with served(site.folder, work / "server") as (base_url, server):
            site.write_feeds(base_url)
            _say(f"served by {server}; concurrency {options.at_once}, {options.repeat} pairs")
            kept = _throughput(site, base_url, work, options)
            _second_run(base_url, work, options)
            kept = _startup(base_url, work, options.repeat) and kept
    if options.memory:
        kept = _memory(options) and kept
    for name in ("reading", "dates"):
        _say(f"\nbenchmarks/{name}.py")
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        kept = subprocess.run(command, cwd=ROOT, check=False).returncode == 0 and kept
    return 0 if kept else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--articles", type=number(10, 50_000), default=2000, help="10 to 50,000 (default 2,000)"
    )
    parser.add_argument(
        "--repeat", type=number(1, 100), default=5, help="pairs of runs (default 5)"
    )
    parser.add_argument(
        "--at-once",
        type=number(1, 16),
        default=1,
        help="requests at once, for both sides (default 1)",
    )
    parser.add_argument("--memory", action="store_true", help="1,000 against 20,000 pages: long")
    parser.add_argument("--memory-pages", type=number(FEW, 50_000), default=20_000)
    parser.add_argument(
        "--folder", type=folder, help="where the site is written (default: the system's)"
    )
    return parser.parse_args()


def _throughput(site: WrittenSite, base_url: str, work: Path, options: argparse.Namespace) -> bool:
    result = measure_throughput(
        site, base_url, work, repeat=options.repeat, at_once=options.at_once, say=_say
    )
    _say("\nmedians (least-most)   ms of CPU a page     pages per CPU second   peak MB", end="\n")
    for name, costs in (("bare Scrapy", result.bare), ("newsbot, everything on", result.newsbot)):
        _say(_line(name, costs))
    _say(f"ratio                  {spread(result.ratios)} (at least {LEAST_RATIO})")
    _say(f"  of the best runs     {result.quiet_ratio:.3g}")
    return result.ratio >= LEAST_RATIO


def _line(name: str, costs: Sequence[Cost]) -> str:
    each = spread([1000 * cost.cpu / cost.requests for cost in costs])
    rate = spread([cost.pages_per_cpu_second for cost in costs])
    peak = statistics.median(cost.peak_mb for cost in costs)
    return f"{name:22} {each:20} {rate:22} {peak:.0f}"


def _second_run(base_url: str, work: Path, options: argparse.Namespace) -> None:
    again = crawl_newsbot(work / "newsbot", concurrency(options.at_once), base_url=base_url)
    _say(
        f"second run             {again.requests} requests, {again.items} articles, "
        f"{again.wall:.2f} s, {again.cpu:.2f} s of CPU"
    )


def _startup(base_url: str, work: Path, repeat: int) -> bool:
    result = measure_startup(base_url, work, repeat=max(repeat, 5))
    _say(f"start to exit, CPU     {spread(result.empty_cpu)} s for an empty spider")
    _say(f"  max_articles=1       {spread(result.newsbot_cpu)} s")
    _say(f"  ratio                {spread(result.ratios)} (at most {MOST_STARTUP})")
    _say(f"  wall clock           {spread(result.wall_ratios)}")
    return statistics.median(result.ratios) <= MOST_STARTUP


def _memory(options: argparse.Namespace) -> bool:
    result = measure_memory(options.memory_pages, folder=options.folder, at_once=options.at_once)
    for name, (few, many) in (("bare Scrapy", result.bare), ("newsbot", result.newsbot)):
        _say(f"peak memory            {few:.0f} -> {many:.0f} MB, {name}")
    _say(f"growth beyond bare     {result.excess:+.0f} MB (at most {MOST_GROWTH_MB})")
    return result.excess <= MOST_GROWTH_MB


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main())

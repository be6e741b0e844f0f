"""Crawls in processes of their own, and what they cost."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
AT_FULL_SPEED = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "0",
    "NEWSBOT_MAX_REQUESTS": "0",
    "USER_AGENT": "newsbot-benchmark (+http://127.0.0.1/)",
    "LOG_LEVEL": "INFO",
    "STATS_DUMP": "1",
}
"""What both sides run with: a crawl that waits has nothing to measure."""
_REQUESTS = re.compile(r"'downloader/request_count': (\d+)")
_SCRAPED = re.compile(r"'item_scraped_count': (\d+)")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    peak_mb: float
    requests: int
    items: int

    @property
    def pages_per_cpu_second(self) -> float:
        return self.requests / self.cpu


def concurrency(number: int) -> dict[str, str]:
    return {
        "CONCURRENT_REQUESTS": str(max(number, 2)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": str(number),
    }


def crawl_plain(
    spider: str, folder: Path, settings: Mapping[str, str] | None = None, **arguments: str
) -> Cost:
    """A spider of the plain project: `bare` or `empty`."""
    words = crawl_words(spider, settings or {}, arguments)
    return run(words, folder, "benchmarks.plain.settings")


def crawl_newsbot(
    folder: Path, settings: Mapping[str, str] | None = None, **arguments: str
) -> Cost:
    """The whole of newsbot, its data in `folder`/data."""
    return run(crawl_words("interfax", settings or {}, arguments), folder, "newsbot.settings")


def crawl_words(
    spider: str, settings: Mapping[str, str], arguments: Mapping[str, str]
) -> list[str]:
    words = ["crawl", spider]
    for name, value in {**AT_FULL_SPEED, **settings}.items():
        words += ["-s", f"{name}={value}"]
    for name, value in arguments.items():
        words += ["-a", f"{name}={value}"]
    return words


def run(words: Sequence[str], folder: Path, settings_module: str) -> Cost:
    """`scrapy` with these words, to its end; an exit code other than 0 ends the benchmark."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "run.log"
    environment = {
        # An installed package is compiled once; this folder must not be at every start.
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": settings_module,
        "NEWSBOT_DATA_DIR": str(folder / "data"),
    }
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text("utf-8", errors="replace")
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}:\n{text[-4000:]}")
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=wall,
        peak_mb=usage.ru_maxrss / 1024,
        requests=_count(_REQUESTS, text),
        items=_count(_SCRAPED, text),
    )


def _count(pattern: re.Pattern[str], log: str) -> int:
    match = pattern.search(log)
    return int(match[1]) if match else 0


def spread(values: Sequence[float]) -> str:
    """The median of some values, with the least and the most of them."""
    return f"{statistics.median(values):.3g} ({min(values):.3g}-{max(values):.3g})"

"""The main ratio: pages per CPU second of newsbot with everything on, and of bare Scrapy."""

from __future__ import annotations

import json
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks.runs import Cost, concurrency, crawl_newsbot, crawl_plain
from benchmarks.site import WrittenSite

Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Throughput:
    """Runs of both, in pairs."""

    bare: list[Cost]
    newsbot: list[Cost]

    @property
    def ratios(self) -> list[float]:
        """Of each pair: what changes on the machine meanwhile changes both."""
        return [
            ours.pages_per_cpu_second / theirs.pages_per_cpu_second
            for ours, theirs in zip(self.newsbot, self.bare, strict=True)
        ]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def quiet_ratio(self) -> float:
        """Of the best run of each side, the least disturbed by others on the machine."""
        best = [
            max(cost.pages_per_cpu_second for cost in side) for side in (self.newsbot, self.bare)
        ]
        return best[0] / best[1]


def measure_throughput(
    site: WrittenSite, base_url: str, work: Path, *, repeat: int, at_once: int, say: Say = print
) -> Throughput:
    """Alternates the two over the same pages, and says the ratio of each pair.

    An archive that is not whole ends the benchmark.
    """
    urls = work / "urls.txt"
    urls.write_text("".join(f"{base_url.rstrip('/')}{path}\n" for path in site.paths), "utf-8")
    settings = concurrency(at_once)
    bare: list[Cost] = []
    ours: list[Cost] = []
    for _ in range(repeat):
        bare.append(crawl_plain("bare", work / "bare", settings, urls=str(urls)))
        if bare[-1].requests != len(site.paths):
            raise SystemExit(f"bare Scrapy made {bare[-1].requests} requests: {work}/bare/run.log")
        folder = work / "newsbot"
        shutil.rmtree(folder, ignore_errors=True)
        ours.append(crawl_newsbot(folder, settings, base_url=base_url))
        check_archive(site, folder)
        say(f"  {ours[-1].pages_per_cpu_second / bare[-1].pages_per_cpu_second:.3f}")
    return Throughput(bare, ours)


def check_archive(site: WrittenSite, folder: Path) -> None:
    """Speed counts only where every article is in the feed once."""
    found = [
        json.loads(line)["id"]
        for feed in (folder / "data" / "interfax").glob("*.jsonl")
        for line in feed.read_bytes().splitlines()
    ]
    wanted = {str(story.id) for story in site.replica.published("uk")}
    if len(found) != len(wanted) or set(found) != wanted:
        raise SystemExit(f"{len(found)} lines for {len(wanted)} articles: {folder}/run.log")

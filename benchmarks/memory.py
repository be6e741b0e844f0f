"""How the peak of the memory grows with the pages of one run, beside bare Scrapy's own growth."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import served
from benchmarks.site import write_site
from benchmarks.throughput import measure_throughput

FEW = 1000


@dataclass(frozen=True, slots=True)
class Growth:
    """Peaks in MB: of a run of 1,000 pages, and of a long one."""

    bare: tuple[float, float]
    newsbot: tuple[float, float]

    @property
    def excess(self) -> float:
        """How much more newsbot grows than bare Scrapy."""
        return (self.newsbot[1] - self.newsbot[0]) - (self.bare[1] - self.bare[0])


def measure_memory(most: int, *, folder: str | None, at_once: int) -> Growth:
    few, many = _peaks(FEW, folder, at_once), _peaks(most, folder, at_once)
    return Growth(bare=(few[0], many[0]), newsbot=(few[1], many[1]))


def _peaks(articles: int, folder: str | None, at_once: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-", dir=folder) as name:
        work = Path(name)
        site = write_site(work / "site", articles)
        with served(site.folder, work / "server") as (base_url, _):
            site.write_feeds(base_url)
            result = measure_throughput(site, base_url, work, repeat=1, at_once=at_once)
    return result.bare[0].peak_mb, result.newsbot[0].peak_mb

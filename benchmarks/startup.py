"""From start to exit: one article by newsbot, beside a spider that asks for nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.runs import crawl_newsbot, crawl_plain


@dataclass(slots=True)
class Startup:
    """Seconds of each run, in pairs."""

    empty_cpu: list[float] = field(default_factory=list)
    newsbot_cpu: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    """Of CPU."""
    wall_ratios: list[float] = field(default_factory=list)


def measure_startup(base_url: str, work: Path, *, repeat: int) -> Startup:
    """Each run of newsbot starts with an empty data folder."""
    result = Startup()
    for _ in range(repeat):
        empty = crawl_plain("empty", work / "empty")
        folder = work / "one"
        shutil.rmtree(folder, ignore_errors=True)
        one = crawl_newsbot(folder, base_url=base_url, max_articles="1")
        if one.items != 1:
            raise SystemExit(f"{one.items} articles instead of one: {folder}/run.log")
        result.empty_cpu.append(empty.cpu)
        result.newsbot_cpu.append(one.cpu)
        result.ratios.append(one.cpu / empty.cpu)
        result.wall_ratios.append(one.wall / empty.wall)
    return result

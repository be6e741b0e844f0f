"""The main promise of docs/performance.md, on a small site: a ratio in one run, not seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.serving import served
from benchmarks.site import write_site
from benchmarks.throughput import measure_throughput

ARTICLES, PAIRS = 600, 3
LEAST_RATIO = 0.45
"""The promise is 0.5; so much is left for a small site, where the start weighs more, and noise."""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_everything_on_costs_at_most_about_twice_as_much_as_bare_scrapy(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", ARTICLES)
    ratios: list[float] = []
    with served(site.folder, tmp_path / "server") as (base_url, _):
        site.write_feeds(base_url)
        for _ in range(2):  # a machine that others work on as well may spoil one
            result = measure_throughput(site, base_url, tmp_path, repeat=PAIRS, at_once=1)
            ratios.append(result.ratio)
            if result.ratio >= LEAST_RATIO:
                break
    assert max(ratios) >= LEAST_RATIO, f"pages per CPU second beside bare Scrapy: {ratios}"

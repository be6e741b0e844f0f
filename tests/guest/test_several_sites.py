"""Several sites in one process: each host is asked at its own pace, whatever the others do."""

from __future__ import annotations

import statistics
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from crawling import AT_ONCE, environment
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow

PACES = {"quick": 0.1, "slow": 0.4}
"""Seconds between two requests."""
PROGRAM = """
import sys
from dataclasses import replace
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.archive import ArchiveSpider

process = CrawlerProcess({**get_project_settings(), **SETTINGS})
for (name, delay), base_url in zip(PACES.items(), sys.argv[1:]):
    members = {
        "name": name,
        "site": replace(INTERFAX, name=f"{name}.example"),
        "custom_settings": {"DOWNLOAD_DELAY": delay},
    }
    process.crawl(type(name, (ArchiveSpider,), members), base_url=base_url)
process.start()
"""


def test_each_host_has_its_own_pace(tmp_path: Path) -> None:
    settings = {**AT_ONCE, "RANDOMIZE_DOWNLOAD_DELAY": False}
    with (
        ReplicaServer(Replica(60, traps=False)) as quick,
        ReplicaServer(Replica(20, traps=False)) as slow,
    ):
        done = subprocess.run(
            [
                *(sys.executable, "-c", f"SETTINGS, PACES = {settings!r}, {PACES!r}\n{PROGRAM}"),
                *(quick.base_url(), slow.base_url()),
            ],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment(tmp_path),
            timeout=100,
        )
    assert done.returncode == 0, done.stderr
    times = {
        name: [access.time for access in server.requests if access.target != "/robots.txt"]
        for name, server in (("quick", quick), ("slow", slow))
    }
    for name, pace in PACES.items():
        gaps = [after - before for before, after in pairwise(times[name])]
        assert statistics.median(gaps) > 0.95 * pace, name
    # Neither waits for the other: while the slow one goes on, the quick one gets ahead of it.
    first, last = times["slow"][0], times["slow"][-1]
    meanwhile = [time for time in times["quick"] if first <= time <= last]
    assert len(meanwhile) > 1.5 * len(times["slow"])
    for name, server in (("quick", quick), ("slow", slow)):
        [feed] = (tmp_path / "data" / name).glob("*.jsonl")
        lines = feed.read_text("utf-8").splitlines()
        assert len(lines) == len(server.replica.reachable("uk")), name

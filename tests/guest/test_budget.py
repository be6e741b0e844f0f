"""The budget of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from guest.visiting import crawl
from hostile.server import HostileServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def test_the_budget_is_exact_and_ends_well(site: HostileServer, tmp_path: Path) -> None:
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_REQUESTS": 7})
    assert run.code == 0, run.complaints
    assert len(site.requests) == 7
    assert "NEWSBOT_MAX_REQUESTS" in run.err
    assert run.warnings == []
    rest = crawl(site, tmp_path)
    assert rest.code == 0, rest.err
    assert sorted(rest.ids) == sorted(map(str, site.replica.reachable("uk")))

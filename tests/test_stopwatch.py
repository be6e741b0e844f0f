"""What a run counts for each of its steps."""

from __future__ import annotations

import pytest

from newsbot.stopwatch import Stopwatch


def test_what_runs_while_one_step_waits_counts_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("newsbot.stopwatch.perf_counter", lambda: now)
    watch = Stopwatch()
    page = watch("parse")
    page.__enter__()
    now = 1.0
    question = watch.waiting("ledger")
    question.__enter__()
    now = 3.0
    with watch("pipelines"), watch("feed"):
        now = 7.0
    question.__exit__(None, None, None)
    now = 15.0
    page.__exit__(None, None, None)
    assert dict(watch.seconds) == {"parse": 9.0, "pipelines": 0.0, "feed": 4.0, "ledger": 6.0}

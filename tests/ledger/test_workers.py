"""Two workers and three sites: workers are killed, frozen and cut off, and the server crashes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from postgres import Cluster

pytest.importorskip("psycopg")
from ledger.cluster_trial import Trial

TROUBLES = ["kill"] * 8 + ["pause"] * 4 + ["partition"] * 3 + ["crash"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_lost_nothing_twice_and_one_guest_at_a_time(
    cluster: Cluster, tmp_path: Path
) -> None:
    trial = Trial(cluster, tmp_path, workers=2, sites=3, articles=60, seed=1)
    order = [*TROUBLES]
    random.Random(1).shuffle(order)
    with trial.running():
        for kind in order:
            trial.trouble(kind)
        trial.settle()
    verdict = trial.verdict()
    print(verdict)  # noqa: T201 - how many overlapped: pytest -s
    assert (verdict.lost, verdict.doubled, verdict.broken) == (0, 0, 0), verdict
    # One that is frozen after it was allowed to send does so when it goes on: one for each that
    # was frozen while it had a run, and none for anything else.
    assert verdict.overlaps <= verdict.frozen, verdict
    assert verdict.frozen <= TROUBLES.count("pause")
    assert verdict.codes[2] == 0, verdict.said
    assert verdict.codes[0] >= 3, verdict

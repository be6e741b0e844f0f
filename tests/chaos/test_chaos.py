"""Each fault strikes a run once: it says so, and the archive is exact after it.

Many rounds: `python -m benchmarks.chaos`.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chaos.faults import FAULTS
from chaos.trial import Trial, hold
from replica import Replica, ReplicaServer


@pytest.fixture
def replica() -> Replica:
    return Replica(40, traps=False, page_size=15)


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, server: ReplicaServer, tmp_path: Path) -> None:
    fault = FAULTS[name]
    if reason := fault.lack():
        pytest.skip(reason)
    outcome = hold(fault, Trial(server, tmp_path, random.Random(name)))
    assert outcome.wrong == [], outcome.under.err

"""No test leaves a worker behind, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    yield
    if (workers := sys.modules.get("cluster.workers")) is not None:  # it needs psycopg
        while workers.STARTED:
            workers.STARTED.pop().kill(with_children=False)

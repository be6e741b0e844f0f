"""The site that is visited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hostile.server import HostileServer
from replica import Replica


@pytest.fixture
def site() -> Iterator[HostileServer]:
    with HostileServer(Replica(24, traps=False, page_size=4)) as server:
        server.raw = {}
        yield server

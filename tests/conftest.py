"""What all tests share: a replica of the site and a server. `crawling.py` runs the crawls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from replica import Replica, ReplicaServer


@pytest.fixture
def replica() -> Replica:
    """The replica as `scrapy demo` shows it."""
    return Replica()


@pytest.fixture
def server(replica: Replica) -> Iterator[ReplicaServer]:
    """The replica on loopback."""
    with ReplicaServer(replica) as server:
        yield server

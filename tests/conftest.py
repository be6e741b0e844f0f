"""What all tests share: a replica of the site and a server. `crawling.py` runs the crawls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from postgres import cluster, database  # noqa: F401 - fixtures
from replica import Replica, ReplicaServer

# A deadline is an absolute time: on a busy machine every property would fail by it now and then.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("quick")


@pytest.fixture
def replica() -> Replica:
    """The replica as `scrapy demo` shows it."""
    return Replica()


@pytest.fixture
def server(replica: Replica) -> Iterator[ReplicaServer]:
    """The replica on loopback."""
    with ReplicaServer(replica) as server:
        yield server

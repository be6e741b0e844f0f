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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that may take longest come first: no worker is alone with one in the end."""
    items.sort(key=_most_seconds, reverse=True)


def _most_seconds(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark else 0.0


@pytest.fixture
def replica() -> Replica:
    """The replica as `scrapy demo` shows it."""
    return Replica()


@pytest.fixture
def server(replica: Replica) -> Iterator[ReplicaServer]:
    """The replica on loopback."""
    with ReplicaServer(replica) as server:
        yield server

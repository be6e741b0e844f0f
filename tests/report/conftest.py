"""Parses the replica's pages once for all tests of this folder."""

from __future__ import annotations

import pytest

from report.made import Pages


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The Ukrainian pages of a replica, read by the real reader and pipelines."""
    return Pages(articles=240)

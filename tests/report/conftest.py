"""Makes `made.py` importable, and parses the replica's pages once for all tests of this folder."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from made import Pages


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The Ukrainian pages of a replica, read by the real reader and pipelines."""
    return Pages(articles=240)

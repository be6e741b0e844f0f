"""What the tests of the steps share."""

from __future__ import annotations

import pytest
from scrapy.crawler import Crawler

from pipelines.crawlers import crawler_for


@pytest.fixture
def crawler() -> Crawler:
    """A crawler that has stats and a spider, and crawls nothing."""
    return crawler_for()

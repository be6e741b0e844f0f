"""The end of a run, when it is told to end once more."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from pathlib import Path
from typing import IO, Any

import pytest
from scrapy.crawler import Crawler

from crawling import crawl, read_feed
from replica import ReplicaServer

_TURNS = 100
"""Of the loop: more than Scrapy needs to end a run that has nothing left to do."""


class _Slow:
    """A storage in which nothing lies before the run that stores it was told to end."""

    def __init__(self, crawler: Crawler, uri: str) -> None:
        self._crawler = crawler
        self._path = Path(uri.removeprefix("slow://"))

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        uri: str,
        *,
        feed_options: dict[str, Any] | None = None,
    ) -> _Slow:
        return cls(crawler, uri)

    def open(self, spider: object) -> IO[bytes]:
        return self._path.with_suffix(".part").open("w+b")

    async def store(self, file: IO[bytes]) -> None:
        assert self._crawler.engine is not None
        os.kill(os.getpid(), signal.SIGTERM)
        while self._crawler.engine.running:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        file.seek(0)
        with self._path.open("ab") as target:
            shutil.copyfileobj(file, target)
        file.close()


@pytest.mark.slow
def test_a_run_that_is_told_to_end_while_it_stores_a_feed_stores_and_confirms_it(
    server: ReplicaServer, tmp_path: Path
) -> None:
    feed = tmp_path / "news.jsonl"
    settings = {
        "FEEDS": json.dumps({f"slow://{feed}": {"format": "jsonlines"}}),
        "FEED_STORAGES": json.dumps({"slow": f"{__name__}.{_Slow.__name__}"}),
    }
    for stored in (3, 6):
        run = crawl(server, tmp_path, settings=settings, follow="none", max_articles=3)
        assert "Received SIGTERM" in run.err
        assert run.code == 0, run.err
        ids = [record["id"] for record in read_feed(feed)]
        assert len(set(ids)) == len(ids) == stored

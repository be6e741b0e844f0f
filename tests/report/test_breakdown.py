"""A run whose queue, or another part that Scrapy's engine stands on, breaks."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from scrapy.core.downloader import Downloader
from scrapy.http import Request

from crawling import crawl
from newsbot.spiders.frontier import NewestFirstQueue
from replica import ReplicaServer


class _TornBelow(NewestFirstQueue):
    def __init__(self) -> None:
        super().__init__()
        self._calls = count()

    def pop(self) -> Request | None:
        if next(self._calls) == 5:
            raise ValueError("a torn queue")
        return super().pop()


class _TornAbove(NewestFirstQueue):
    def __init__(self) -> None:
        super().__init__()
        self._calls = count()

    def push(self, request: Request) -> None:
        if next(self._calls) == 8:
            raise ValueError("a torn queue")
        super().push(request)


class _Broken(Downloader):
    """Breaks while the first requests are made."""

    def needs_backout(self) -> bool:
        raise ValueError("a broken part")


def named(part: type) -> str:
    return f"{__name__}.{part.__name__}"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SCHEDULER_PRIORITY_QUEUE": named(_TornBelow)}, "queue of requests failed (ValueError"),
        ({"SCHEDULER_PRIORITY_QUEUE": named(_TornAbove)}, "queue of requests failed (ValueError"),
        (
            {"SCHEDULER_PRIORITY_QUEUE": named(_TornBelow), "JOBDIR": "job"},
            "a torn queue); to go on, remove job",
        ),
        ({"DOWNLOADER": named(_Broken)}, "an error inside Scrapy ended the run"),
    ],
    ids=["nothing comes out", "nothing goes in", "JOBDIR", "an engine that dies"],
)
def test_it_ends_and_fails_and_the_next_one_goes_on(
    settings: dict[str, Any], words: str, server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, settings=settings, timeout=40)
    assert run.code == 1, run.err
    assert len(run.complaints) == 1
    assert words in run.complaints[0]
    assert run.err.count("Traceback") == 1, "somebody has to mend the part"
    whole = crawl(server, tmp_path)
    assert whole.code == 0, whole.err
    assert len(set(whole.ids)) == len(whole.ids) > len(run.ids)

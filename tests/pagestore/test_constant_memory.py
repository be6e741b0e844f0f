"""What a replay holds in memory does not grow with the pages that it reads."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawling import environment
from newsbot.pagestore.writer import PageWriter
from spiders.small import SmallSite, Story

FEW, MANY = 100, 500
MOST = 1.1
"""The peak with many pages, in parts of that with few: caches fill up, and 100 bytes an article."""
COMMENT = b"<!--%b-->" % (b"of a page twice as long as a real one " * 1600)
"""So that the bodies alone would be a third of the memory."""
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def kept(folder: Path, count: int) -> list[str]:
    """A file with so many articles, ten a second."""
    with closing(PageWriter(folder / "pages", lock=str)) as writer:
        for number in range(count):
            story = Story(1_000_000 + number)
            body = SmallSite([story]).answer("uk", story.path, {}).body
            response = HtmlResponse(f"https://interfax.com.ua{story.path}", body=body + COMMENT)
            writer.keep(response, NOON + number * timedelta(milliseconds=100))
    return [str(path) for path in (folder / "pages").iterdir()]


def peak_of(folder: Path, *words: str) -> int:
    """What one replay takes at its peak, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "replay", *words, "-L", "WARNING"],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss


@pytest.mark.slow
@pytest.mark.parametrize("ways", [["-O again.jsonl"], ["--into-archive", "--diff"]], ids=" ".join)
def test_memory_does_not_grow_with_the_pages(ways: list[str], tmp_path: Path) -> None:
    peaks: dict[int, list[int]] = {}
    for count in (FEW, MANY):
        folder = tmp_path / str(count)
        folder.mkdir()
        files = kept(folder, count)
        peaks[count] = [peak_of(folder, *files, *way.split()) for way in ways]
    for few, many in zip(peaks[FEW], peaks[MANY], strict=True):
        assert many < MOST * few, peaks

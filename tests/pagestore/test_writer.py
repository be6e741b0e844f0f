"""The files: how one follows another, and what a killed run leaves."""

from __future__ import annotations

import gzip
import os
import random
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from newsbot.errors import PagesError
from newsbot.pagestore.tail import cut_torn_record
from newsbot.pagestore.writer import PageWriter, page_files
from pagestore.kept import records_of

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def page(number: int, body: bytes | None = None) -> HtmlResponse:
    url = f"https://interfax.com.ua/news/general/{number}.html"
    return HtmlResponse(url, body=body or b"<p>%d</p>" % number * 50)


def writer(folder: Path, **options: int) -> PageWriter:
    return PageWriter(folder, lock=str, **options)


def urls(path: Path) -> list[str]:
    return [record.url for record in records_of(path) if record.kind == "response"]


def test_a_file_for_each_day_in_kyiv(tmp_path: Path) -> None:
    with closing(writer(tmp_path)) as pages:
        for hours in (0, 9, 11, 12):
            pages.keep(page(hours), NOON + timedelta(hours=hours))
    files = page_files(tmp_path)
    assert [file.name for file in files] == [
        "2026-11-26-0001.warc.gz",
        "2026-11-27-0001.warc.gz",
    ]
    assert [len(urls(file)) for file in files] == [2, 2]


def test_a_large_file_is_followed_by_another_also_in_the_next_run(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(writer(tmp_path, largest=900)) as pages:
            for number in range(3):
                pages.keep(page(number), NOON)
    files = page_files(tmp_path)
    assert [file.name[11:15] for file in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    assert 1 < len(files) < 6
    assert sum(len(urls(file)) for file in files) == 6
    assert all(urls(file) for file in files)


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    with closing(writer(tmp_path / "whole")) as pages:
        for number in range(3):
            pages.keep(page(number), NOON)
    (path,) = page_files(tmp_path / "whole")
    return path.read_bytes()


def ends(data: bytes) -> list[int]:
    """Where each record ends."""
    found, rest = [], data
    while rest:
        member = zlib.decompressobj(31)
        member.decompress(rest)
        rest = member.unused_data
        found.append(len(data) - len(rest))
    return found


def test_a_record_torn_anywhere_is_cut(whole: bytes, tmp_path: Path) -> None:
    *_, last_but_one, last = ends(whole)
    assert last == len(whole)
    path = tmp_path / "2026-11-26-0001.warc.gz"
    for size in range(last_but_one, last):
        path.write_bytes(whole[:size])
        assert cut_torn_record(path) == size - last_but_one
        assert path.read_bytes() == whole[:last_but_one]
    path.write_bytes(whole)
    assert cut_torn_record(path) == 0
    assert path.read_bytes() == whole


def test_what_a_power_cut_leaves_is_cut(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "2026-11-26-0001.warc.gz"
    end = ends(whole)[1]
    path.write_bytes(whole[:end] + bytes(5000))
    assert cut_torn_record(path) == 5000
    assert path.read_bytes() == whole[:end]


def test_a_long_torn_record_is_found_from_behind(whole: bytes, tmp_path: Path) -> None:
    """Also where it holds what looks like a record: the body of a page comes packed as well."""
    dice = random.Random(1)
    head = b"WARC/1.1\r\nWARC-Type: response\r\n\r\n"
    inner = [gzip.compress(head + dice.randbytes(1000)) for _ in range(10)]
    with closing(writer(tmp_path)) as pages:
        pages.keep(page(1), NOON)
        pages.keep(page(2, b"".join(part + dice.randbytes(40_000) for part in inner)), NOON)
    (path,) = page_files(tmp_path)
    data = path.read_bytes()
    assert sum(part in data for part in inner) > 5, "packed once more they would be no shorter"
    *_, last_but_one, last = ends(data)
    assert cut_torn_record(path) == 0
    for size in (last - 1, last - 30_000, last_but_one + 200_000):
        path.write_bytes(data[:size])
        assert cut_torn_record(path) == size - last_but_one
    path.write_bytes(data[:last_but_one])
    assert urls(path) == [page(1).url]


def test_the_next_run_goes_on_behind_the_last_whole_record(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "2026-11-26-0001.warc.gz"
    path.write_bytes(whole[:-7])
    with closing(writer(tmp_path)) as pages:
        pages.keep(page(9), NOON)
    assert urls(path) == [page(number).url for number in (0, 1, 9)]


def test_a_file_that_somebody_cuts_is_told(tmp_path: Path) -> None:
    with closing(writer(tmp_path)) as pages:
        for number in (1, 2):
            pages.keep(page(number), NOON)
        (path,) = page_files(tmp_path)
        os.truncate(path, 0)
        pages.keep(page(3), NOON)
        with pytest.raises(PagesError, match="somebody cut it"):
            pages.sync()


def test_a_file_that_somebody_removes_is_told(tmp_path: Path) -> None:
    with closing(writer(tmp_path)) as pages:
        pages.keep(page(1), NOON)
        (path,) = page_files(tmp_path)
        path.unlink()
        with pytest.raises(PagesError, match="somebody removed it"):
            pages.sync()
        with pytest.raises(PagesError):
            pages.keep(page(2), NOON)

"""Several jobs read the same file: each passes over what is another's, and all is counted once."""

from __future__ import annotations

import gzip
import random
import zlib
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawling import scrapy
from newsbot.pagestore import reader
from newsbot.pagestore.reader import Record, records_from
from newsbot.pagestore.writer import PageWriter
from pagestore.kept import files_in
from spiders.small import SmallSite, Story

ARTICLE = "https://interfax.com.ua/news/general/{}.html"
FILLED = random.Random(1).randbytes(6000).hex().encode()
"""More than stands in the first bytes of a packed record, and cannot be packed as small."""
PAGE = b"<!DOCTYPE html><html lang='uk'><!--%b--><p>Two words.</p></html>" % FILLED


def kept(url: str, body: bytes = PAGE, *, status: int = 200, **headers: str) -> bytes:
    """A packed record."""
    http = f"HTTP/1.1 {status} OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    given = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "WARC-Date": "2026-11-26T10:00:00Z",
        "Content-Length": str(len(http)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in given.items()]
    head = "\r\n".join(["WARC/1.1", *lines, "", ""]).encode()
    return gzip.compress(head + http + b"\r\n\r\n")


def damaged(record: bytes) -> bytes:
    """With a sum that does not fit, which only who unpacks it can tell."""
    return record[:-8] + bytes(4) + record[-4:]


def number_of(url: str) -> int | None:
    name = url.rpartition("/")[2].removesuffix(".html")
    return int(name) if name.isdecimal() else None


def met_by(path: Path, job: int, jobs: int) -> list[Record]:
    def whose(url: str) -> bool | None:
        number = number_of(url)
        return None if number is None else number % jobs == job

    return list(records_from(path, whose=whose if jobs > 1 else None))


def counted_by(path: Path, job: int, jobs: int) -> Counter[str]:
    """What a replay counts: its own articles, what only it has seen, and as the first the rest."""
    found = Counter[str]()
    for _, page, skipped, is_mine in met_by(path, job, jobs):
        url = page.url if page is not None else ""
        number = number_of(url) if page is not None and page.status == 200 else None
        if (is_mine or job == 0) if number is None else number % jobs == job:
            found[skipped or url] += 1
    return found


def written(path: Path) -> Path:
    urls = [ARTICLE.format(number) for number in range(1, 7)]
    inner = kept(urls[0])
    records = [
        *map(kept, urls),
        kept("https://interfax.com.ua/news/latest.html"),
        *(kept(url, status=404) for url in urls),
        *(damaged(kept(url)) for url in urls),
        *(kept(url, WARC_Date="at noon") for url in urls),
        *(kept(url, WARC_Type="request") for url in urls),
        *(kept(f"<{url}>") for url in urls),
        *(kept(url, inner + bytes(range(256)) + inner) for url in urls),
        *(kept(url, X_Long="x" * 10_000) for url in urls),
        b"neither here nor there",
        *map(kept, urls),
        kept(urls[1])[:-3],
    ]
    path.write_bytes(b"".join(records))
    return path


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_each_record_is_counted_once(jobs: int, tmp_path: Path) -> None:
    path = written(tmp_path / "other.warc.gz")
    alone = counted_by(path, 0, 1)
    assert alone[reader.DAMAGED] == 6 + 2
    assert alone[reader.OTHER] == 2 * 6
    shares = [counted_by(path, job, jobs) for job in range(jobs)]
    assert sum(shares, Counter[str]()) == alone


def test_what_is_anothers_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_packed", lambda *_: pytest.fail("unpacked"))
    path = tmp_path / "other.warc.gz"
    path.write_bytes(b"".join(kept(ARTICLE.format(number)) for number in range(3)))
    assert list(records_from(path, whose=lambda _: False)) == []


def test_a_record_in_a_page_is_none_of_the_file(tmp_path: Path) -> None:
    """Where a page that is another's holds a file of kept pages, as it stands."""
    inner = kept(ARTICLE.format(2))
    page = kept(ARTICLE.format(1), zlib.compress(inner, 0) + inner)
    path = tmp_path / "other.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(page), 0) + kept(ARTICLE.format(4)))
    assert inner in path.read_bytes()
    urls = [each.page.url for each in met_by(path, 0, 2) if each.page]
    assert ARTICLE.format(2) not in urls
    assert ARTICLE.format(4) in urls


@pytest.mark.slow
def test_jobs_say_the_same_of_a_damaged_file(tmp_path: Path) -> None:
    stories = [Story(number) for number in range(1066871, 1066881)]
    site, moment = SmallSite(stories), datetime(2026, 11, 26, 12, tzinfo=UTC)
    with closing(PageWriter(tmp_path / "data" / "interfax" / "pages", lock=str)) as writer:
        for story in stories:
            body = site.answer("uk", story.path, {}).body.replace(
                b"</html", b"<!--%b--></html" % FILLED
            )
            url = f"https://interfax.com.ua{story.path}"
            writer.keep(HtmlResponse(url, body=body, headers={"Content-Length": len(body)}), moment)
    (path,) = files_in(tmp_path)
    ends = [0, *(record.end for record in records_from(path))]
    data = path.read_bytes()
    records = [data[start:end] for start, end in pairwise(ends)]
    records[2:5] = map(damaged, records[2:5])
    (tmp_path / "kept.warc.gz").write_bytes(b"".join(records)[:-3])
    said, lines = set(), set()
    for jobs in ("1", "2", "3"):
        run = scrapy(tmp_path, "replay", "kept.warc.gz", "-O", "again.jsonl", "--jobs", jobs)
        assert run.code == 0, run.err
        said.add(run.out)
        lines.add((tmp_path / "again.jsonl").read_bytes())
    assert len(said) == len(lines) == 1
    assert "4 damaged" in said.pop()

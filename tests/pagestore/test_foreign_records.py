"""Records as other programs write them, or as nobody should: read, or passed over one by one."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from newsbot.errors import ConfigurationError
from newsbot.pagestore import reader
from newsbot.pagestore.finding import find_page, unpacked
from newsbot.pagestore.reader import Record, check_warc, records_from

URL = "https://interfax.com.ua/news/general/1208144.html"
PAGE = "<!DOCTYPE html><html lang='uk'><title>Ковалі</title><p>Одне речення.</p></html>".encode()
PIECE = b"%x\r\n%b\r\n" % (len(PAGE), PAGE)
DIGEST = "A" * 32
KINDS = pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["packed", "plain"])

Pack = Callable[[bytes], bytes]


def response(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + body


def record(block: bytes, *headers: str, length: str | None = "") -> bytes:
    """A record; `length` is what it says of its own: what is so, '', or nothing, None."""
    lines = ["WARC/1.0", "WARC-Type: response", *headers]
    if length is not None:
        lines.append(f"Content-Length: {length or len(block)}")
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def whole(*headers: str) -> bytes:
    """A record that is as it should be, but for some headers."""
    block = response(PAGE, f"Content-Length: {len(PAGE)}")
    return record(block, f"WARC-Target-URI: {URL}", "WARC-Date: 2026-11-26T10:00:00Z", *headers)


def of(http: bytes, *headers: str) -> bytes:
    return record(http, f"WARC-Target-URI: {URL}", "WARC-Date: 2026-11-26T10:00:00Z", *headers)


def read(folder: Path, pack: Pack, *records: bytes) -> list[Record]:
    path = folder / "other.warc"
    path.write_bytes(b"".join(map(pack, records)))
    check_warc(path)
    return list(records_from(path))


@KINDS
@pytest.mark.parametrize(
    "odd",
    [
        record(response(PAGE), "WARC-Date: 2026-11-26T10:00:00Z"),
        record(response(PAGE), length=None),
        of(response(PAGE)).replace(b"Content-Length: ", b"Content-Length: -"),
        of(response(PAGE)).replace(b"Content-Length: ", b"Content-Length: many"),
        of(response(PAGE)).replace(b"Content-Length: ", b"Content-Length: 9999999999999999999"),
        of(response(PAGE)).replace(b"26T10:00:00Z", b"26, at noon"),
        of(response(PAGE)).replace(b"2026-11-26T10:00:00Z", b"9999-12-31T23:59:59-14:00"),
        of(response(PAGE).replace(b"200 OK", b"2" * 5000 + b" OK")),
        of(response(PAGE, "Content-Length: " + "9" * 5000)),
        of(response(PAGE, "Content-Length: soon"), f"WARC-Block-Digest: sha1:{DIGEST}="),
    ],
    ids=[
        *("no address", "no length", "negative length", "a word", "endless", "no date"),
        *("date out of range", "status out of range", "length of 5,000 digits", "odd digest"),
    ],
)
def test_an_odd_record_costs_no_other(odd: bytes, pack: Pack, tmp_path: Path) -> None:
    found = read(tmp_path, pack, odd, whole())
    assert [each.page.url for each in found[-1:] if each.page] == [URL]
    assert {each.skipped for each in found[:-1]} <= {reader.DAMAGED, reader.OTHER, ""}
    assert [each.page for each in found[:-1] if each.page and not each.page.body] == []


@KINDS
def test_what_is_larger_than_any_page_is_passed_over(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LARGEST", 100_000)
    film = of(response(b"\nWARC/1.0\r\n" * 20_000, "Content-Type: video/mp4"))
    found = read(tmp_path, pack, whole(), film, whole())
    assert [each.skipped for each in found] == ["", reader.TOO_LARGE, ""]
    with pytest.raises(ConfigurationError, match="packed as a whole"):
        read(tmp_path, gzip.compress, whole() * 1000)
    with pytest.raises(ConfigurationError, match="packed as a whole"):
        read(tmp_path, gzip.compress, film + whole())


@KINDS
@pytest.mark.parametrize(
    ("record", "is_whole"),
    [
        (whole(), True),
        (whole("WARC-Truncated: length"), False),
        (whole("WARC-Segment-Number: 1"), False),
        (of(response(PAGE)), False),
        (of(response(PAGE, f"Content-Length: {len(PAGE) + 1}")), False),
        (of(response(PIECE + b"0\r\n\r\n", "Transfer-Encoding: chunked")), True),
        (of(response(PIECE, "Transfer-Encoding: chunked")), False),
    ],
    ids=["whole", "truncated", "segment", "no length", "shorter", "chunked", "a chunk is missing"],
)
def test_a_page_that_was_cut_is_not_whole(
    record: bytes, is_whole: bool, pack: Pack, tmp_path: Path
) -> None:
    [found] = read(tmp_path, pack, record)
    assert found.page is not None
    assert found.page.is_whole is is_whole
    assert found.page.body == PAGE


def test_moments_are_in_utc(tmp_path: Path) -> None:
    other = whole().replace(b"2026-11-26T10:00:00Z", b"2026-11-26T12:00:00+02:00")
    first, second = read(tmp_path, bytes, whole(), other)
    assert first.page is not None
    assert second.page is not None
    assert first.page.fetched_at.isoformat() == second.page.fetched_at.isoformat()


@KINDS
def test_a_page_that_is_kept_unpacked_with_its_old_head(pack: Pack, tmp_path: Path) -> None:
    for encoding in ("gzip", "br", "identity"):
        read(tmp_path, pack, of(response(PAGE, f"Content-Encoding: {encoding}")))
        page = find_page(tmp_path / "other.warc", "1208144")
        assert "Content-Encoding" not in dict(page.headers)
        assert unpacked(page) == PAGE
    read(tmp_path, pack, of(response(gzip.compress(PAGE), "Content-Encoding: gzip")))
    assert unpacked(find_page(tmp_path / "other.warc", "1208144")) == PAGE


@pytest.mark.parametrize(
    ("headers", "is_read"),
    [
        ([f"WARC-Payload-Digest: sha1:{DIGEST}"], False),
        (["WARC-Payload-Digest: blake3:abcd"], True),
        (["WARC-Payload-Digest: sha1:" + DIGEST, "WARC-Block-Digest: blake3:abcd"], True),
        (["WARC-Block-Digest: sha1:" + DIGEST], False),
    ],
    ids=["of the page", "unknown", "of what was packed", "of the record"],
)
def test_digests_that_others_reckon_otherwise(
    headers: list[str], is_read: bool, tmp_path: Path
) -> None:
    """Only where nothing else tells it: a member of a gzip file has a sum of its own."""
    [found] = read(tmp_path, bytes, whole(*headers))
    assert (found.page is not None) is is_read
    [found] = read(tmp_path, gzip.compress, whole(*headers))
    assert found.page is not None


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "br", "deflate"])
def test_a_packed_page_is_unpacked(name: str, tmp_path: Path) -> None:
    pack = {"br": brotli.compress, "deflate": zlib.compress}.get(name, gzip.compress)
    read(tmp_path, gzip.compress, of(response(pack(PAGE), f"Content-Encoding: {name}")))
    assert unpacked(find_page(tmp_path / "other.warc", "1208144")) == PAGE
    read(tmp_path, gzip.compress, of(response(b"\xfe no such", f"Content-Encoding: {name}")))
    if name in {"br", "deflate"}:
        with pytest.raises(ConfigurationError, match="cannot be unpacked"):
            unpacked(find_page(tmp_path / "other.warc", "1208144"))

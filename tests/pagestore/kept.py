"""Reads kept pages as others do: with warcio's reader and check, and with FastWARC."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

KEPT = {"NEWSBOT_PAGES": "warc", "LOG_LEVEL": "WARNING"}


class Record(NamedTuple):
    kind: str
    url: str
    status: str
    body: bytes
    """As it was sent, unpacked."""


def files_in(folder: Path) -> list[Path]:
    """The files of kept pages of a test's folder."""
    return sorted((folder / "data" / "interfax" / "pages").iterdir())


def archived(folder: Path) -> bytes:
    """The lines of the archive of a test's folder."""
    return b"".join(map(Path.read_bytes, sorted((folder / "data" / "interfax").glob("*.jsonl"))))


def lines_of(feed: bytes) -> Counter[str]:
    """The lines of a feed, but for the moment of the fetch."""
    records = map(json.loads, feed.splitlines())
    return Counter(json.dumps({**record, "fetched_at": None}) for record in records)


def records_in(folder: Path) -> list[Record]:
    """All records of the kept pages, checked in every way."""
    return [record for path in files_in(folder) for record in records_of(path)]


def records_of(path: Path) -> list[Record]:
    """The records of a file: whole, with digests that fit, and the same for both readers."""
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 0
    found = list(_by_warcio(path))
    assert [record for record in found if record.kind in {"response", "revisit"}] == [
        record for record in _by_fastwarc(path) if record.kind in {"response", "revisit"}
    ]
    return found


def _by_warcio(path: Path) -> list[Record]:
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            assert record.rec_headers.protocol == "WARC/1.1"
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            body = record.content_stream().read()
            found.append(Record(record.rec_type, url, status, body))
    return found


def _by_fastwarc(path: Path) -> list[Record]:
    found = []
    with path.open("rb") as file:
        # One whose digest does not fit would be left out.
        for record in FastIterator(file, auto_decode="all", verify_digests=True):
            head = record.http_headers
            status = str(head.status_code) if head is not None else ""
            url = record.headers.get("WARC-Target-URI") or ""
            kind = record.headers.get("WARC-Type") or ""
            found.append(Record(kind, url, status, record.reader.read()))
    return found

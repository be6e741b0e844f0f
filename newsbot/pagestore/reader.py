"""Reads WARC files record by record: those of newsbot and of other programs, packed or not.

In constant memory, from any record on, and past whatever is damaged.
"""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from newsbot.errors import ConfigurationError
from newsbot.pagestore.tail import GZIP, WARC, next_record

DAMAGED = "damaged"
OTHER = "other"
"""A record that holds no page: a request, a description, a revisit."""
LARGEST = 1 << 26
"""Bytes of a record, unpacked: more than any page may have, and little enough for the memory."""
_PIECE = 1 << 13
"""Bytes that are unpacked at a time: about a page; what is read beyond its record is in vain."""
_BUFFER = 1 << 18
"""Bytes that are asked of the system at a time."""

_LOADER = ArcWarcRecordLoader(verify_http=False)

logging.getLogger("warcio").setLevel(logging.ERROR)  # it tells of addresses that it mends


class KeptPage(NamedTuple):
    """A response, as it was sent."""

    id: str
    """Of its record."""
    url: str
    fetched_at: datetime
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    """In its Content-Encoding."""
    is_whole: bool
    """Whether the server told where it ends."""


class Record(NamedTuple):
    """What stands between two places of a file."""

    end: int
    """Where the next one begins."""
    page: KeptPage | None
    skipped: str = ""
    """Why there is no page: `DAMAGED` or `OTHER`."""


class _DamagedError(Exception):
    """Torn, or not as it was written."""


def check_warc(path: Path) -> int:
    """The size of a file. Raises ConfigurationError where it is none that can be read."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size and next_record(file, 0, _mark(file), stop=1) is None:
                raise ConfigurationError(f"{path} is no WARC file")
        next(records_from(path), None)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    return size


def records_from(path: Path, start: int = 0) -> Iterator[Record]:
    """The records of a file, from the one on that begins at `start`.

    Raises ConfigurationError for a file that is packed as a whole, OSError.
    """
    with path.open("rb", buffering=_BUFFER) as file:
        mark = _mark(file)
        at: int | None = next_record(file, start, mark)
        while at is not None:
            try:
                page, end = _packed(file, at) if mark == GZIP else _plain(file, at)
            except _TooLargeError:
                raise ConfigurationError(
                    f"{path} is packed as a whole, not record by record; "
                    "'warcio recompress' makes one of it that can be read"
                ) from None
            except _DamagedError:
                at = next_record(file, at + 1, mark)
                yield Record(at or file.seek(0, os.SEEK_END), None, DAMAGED)
                continue
            yield Record(end, page, "" if page is not None else OTHER)
            at = next_record(file, end, mark)
            if at != end and (at or file.seek(0, os.SEEK_END)) > end:
                yield Record(at or file.tell(), None, DAMAGED)


class _TooLargeError(Exception):
    """More than one record is packed together."""


def _mark(file: IO[bytes]) -> bytes:
    """With what the records of a file begin."""
    file.seek(0)
    return GZIP if file.read(len(GZIP)) == GZIP else WARC


def _packed(file: IO[bytes], at: int) -> tuple[KeptPage | None, int]:
    file.seek(at)
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    read = size = 0
    while not member.eof:
        piece = file.read(_PIECE)
        if not piece:
            raise _DamagedError
        read += len(piece)
        try:
            parts.append(member.decompress(piece))
        except zlib.error as error:
            raise _DamagedError from error
        size += len(parts[-1])
        if size > LARGEST:
            raise _TooLargeError
    stream = BytesIO(b"".join(parts))
    page = _page(stream, is_checked=True)  # by the sum at the end of the member
    if stream.read().strip():
        raise _TooLargeError
    return page, at + read - len(member.unused_data)


def _plain(file: IO[bytes], at: int) -> tuple[KeptPage | None, int]:
    file.seek(at)
    page = _page(file, is_checked=False)
    end = file.tell()
    blank = file.read(4)
    return page, end + len(blank) - len(blank.lstrip(b"\r\n"))


def _page(stream: IO[bytes], *, is_checked: bool) -> KeptPage | None:
    """The page of the record that begins in `stream`, which then stands behind it."""
    try:
        record = _LOADER.parse_record_stream(
            stream, known_format="warc", check_digests=not is_checked
        )
        body = record.raw_stream.read(min(record.length, LARGEST)) if record.length else b""
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise _DamagedError from error
    head = record.http_headers
    wanted = record.payload_length if head is not None else record.length or 0
    if len(body) < max(wanted, 0) or record.digest_checker.passed is False:
        raise _DamagedError
    if record.rec_type != "response" or head is None:
        return None
    return _of(record, head, body)


def _of(record: Any, head: Any, body: bytes) -> KeptPage | None:
    about = record.rec_headers
    status, moment = head.get_statuscode(), _moment(about.get_header("WARC-Date"))
    if not status.isdecimal() or moment is None:
        return None
    lengths = {name.lower() for name, _ in head.headers} & {"content-length", "transfer-encoding"}
    if (head.get_header("Transfer-Encoding") or "").lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    return KeptPage(
        id=about.get_header("WARC-Record-ID") or "",
        url=about.get_header("WARC-Target-URI") or "",
        fetched_at=moment,
        status=int(status),
        headers=head.headers,
        body=body,
        is_whole=bool(lengths),
    )


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

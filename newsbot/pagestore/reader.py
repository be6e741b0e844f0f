"""Reads WARC files record by record: those of newsbot and of other programs, packed or not.

In constant memory, from any record on, and past whatever is damaged.
"""

from __future__ import annotations

import logging
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from stat import S_ISFIFO
from typing import IO, Any, NamedTuple, TypeAlias

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from newsbot.errors import ConfigurationError
from newsbot.pagestore.peeking import end_of, glimpse
from newsbot.pagestore.tail import GZIP, WARC, next_record

DAMAGED = "damaged"
OTHER = "other"
"""A record that holds no page: a request, a description, a revisit."""
TOO_LARGE = "too large"
LARGEST = 1 << 26
"""Bytes of a record, unpacked: more than any page may have, and little enough for the memory."""
_PIECE = 1 << 13
"""Bytes that are unpacked at a time: about a page; what is read beyond its record is in vain."""
_BUFFER = 1 << 18
"""Bytes that are asked of the system at a time."""

_ZSTD = b"\x28\xb5\x2f\xfd"
"""With what a file begins that zstd has packed (RFC 8878, 3.1.1)."""
_LENGTH = re.compile(rb"\ncontent-length:\s*(\d{1,18})\r?\n", re.IGNORECASE)
_HEAD = re.compile(rb"\r?\n\r?\n")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[\t-~]{30}")
"""With what a page begins that is not packed, whatever its head says."""


class _Loader(ArcWarcRecordLoader):  # type: ignore[misc]  # warcio has no types
    def load_http_headers(self, rec_type: str, uri: str | None, stream: Any, length: Any) -> Any:
        return super().load_http_headers(rec_type, uri or "", stream, length)


_LOADER = _Loader(verify_http=False)

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
    """Why there is no page: `DAMAGED`, `OTHER` or `TOO_LARGE`."""
    is_mine: bool = False
    """Without a page: whether the others who read the file have passed over it."""


Whose: TypeAlias = Callable[[str], bool | None]
"""Whether the page of an address is read here, or by another (False); None where all read it."""


class _DamagedError(Exception):
    """Torn, or not as it was written."""


def check_warc(path: Path) -> int:
    """The size of a file. Raises ConfigurationError where it is none that can be read."""
    try:
        if S_ISFIFO(path.stat().st_mode):  # to open it would wait for somebody who writes
            raise ConfigurationError(f"{path} is a pipe; what comes out of it has to be a file")
        with path.open("rb") as file:
            head, size = file.read(len(_ZSTD)), file.seek(0, os.SEEK_END)
            if head == _ZSTD:
                raise ConfigurationError(f"{path} is packed with zstd; unpack it first (zstd -d)")
            if size and next_record(file, 0, _mark(file), stop=1) is None:
                raise ConfigurationError(f"{path} is no WARC file")
        next(records_from(path), None)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    return size


def records_from(path: Path, start: int = 0, *, whose: Whose | None = None) -> Iterator[Record]:
    """The records of a file, from the one on that begins at `start`.

    With `whose`, the pages of others are passed over without being unpacked, where it can be done.
    Raises ConfigurationError for a file that is packed as a whole, OSError.
    """
    with path.open("rb", buffering=_BUFFER) as file:
        mark = _mark(file)
        at: int | None = next_record(file, start, mark)
        while at is not None:
            is_mine, behind = _shared(file, at, whose) if whose and mark == GZIP else (None, None)
            if is_mine is False and behind is not None:
                at = next_record(file, behind, mark)
                continue
            try:
                page, end = _packed(file, at) if mark == GZIP else _plain(file, at)
                skipped = "" if page is not None else OTHER
            except _LargeError as large:
                page, end, skipped = None, large.end, TOO_LARGE
            except _PackedAsOneError:
                raise ConfigurationError(
                    f"{path} is packed as a whole, not record by record; "
                    "'warcio recompress' makes one of it that can be read"
                ) from None
            except _DamagedError:
                at = next_record(file, at + 1, mark)
                yield Record(at or file.seek(0, os.SEEK_END), None, DAMAGED, is_mine is True)
                continue
            yield Record(end, page, skipped, is_mine is True)
            at = next_record(file, end, mark)
            if at != end and (at or file.seek(0, os.SEEK_END)) > end:
                yield Record(at or file.tell(), None, DAMAGED)


def _shared(file: IO[bytes], at: int, whose: Whose) -> tuple[bool | None, int | None]:
    """Whose a record is, and where it ends; None where only who unpacks it can tell."""
    seen = glimpse(file, at)
    if seen is None or (is_mine := whose(seen.url)) is None:
        return None, None
    end = end_of(file, at, seen)
    return (is_mine, end) if end is not None else (None, None)


class _PackedAsOneError(Exception):
    """More than one record is packed together."""


class _LargeError(Exception):
    """One record is larger than any page: somebody kept a film."""

    def __init__(self, end: int) -> None:
        self.end = end


def _mark(file: IO[bytes]) -> bytes:
    """With what the records of a file begin."""
    file.seek(0)
    return GZIP if file.read(len(GZIP)) == GZIP else WARC


def _packed(file: IO[bytes], at: int) -> tuple[KeptPage | None, int]:
    file.seek(at)
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    read = size = told = 0
    while not member.eof:
        piece = file.read(_PIECE)
        if not piece:
            raise _DamagedError
        read += len(piece)
        try:
            part = member.decompress(piece)
        except zlib.error as error:
            raise _DamagedError from error
        size += len(part)
        if size - len(part) <= LARGEST:
            parts.append(part)
        if size > LARGEST and (told := told or _told(parts)) < size:
            raise _PackedAsOneError
    end = at + read - len(member.unused_data)
    if told:
        raise _LargeError(end)
    stream = BytesIO(b"".join(parts))
    page = _page(stream, is_checked=True)  # by the sum at the end of the member
    if rest := stream.read().lstrip():
        raise _PackedAsOneError if rest.startswith(WARC) else _DamagedError
    return page, end


def _told(parts: list[bytes]) -> int:
    """How long the first record is, as it tells itself; with the blank lines behind it."""
    start = b"".join(parts[:2])
    end = _HEAD.search(start)
    length = _LENGTH.search(start, 0, end.end()) if end is not None else None
    return end.end() + int(length[1]) + len(b"\r\n\r\n") if end and length else 0


def _plain(file: IO[bytes], at: int) -> tuple[KeptPage | None, int]:
    file.seek(at)
    try:
        page = _page(file, is_checked=False)
    except _LargeError as large:
        if large.end > os.fstat(file.fileno()).st_size:
            raise _DamagedError from large
        raise _LargeError(_behind_blank_lines(file, large.end)) from large
    return page, _behind_blank_lines(file, file.tell())


def _behind_blank_lines(file: IO[bytes], end: int) -> int:
    file.seek(end)
    blank = file.read(4)
    return end + len(blank) - len(blank.lstrip(b"\r\n"))


def _page(stream: IO[bytes], *, is_checked: bool) -> KeptPage | None:
    """The page of the record that begins in `stream`, which then stands behind it."""
    try:
        record = _LOADER.parse_record_stream(
            stream, known_format="warc", check_digests=not is_checked
        )
        if record.length is None:
            raise _DamagedError
        head = record.http_headers
        wanted = record.payload_length if head is not None else record.length
        if wanted > LARGEST:
            raise _LargeError(stream.tell() + wanted)
        body = record.raw_stream.read(wanted) if wanted > 0 else b""
        if len(body) < wanted or (not is_checked and _is_another(record)):
            raise _DamagedError
        if record.rec_type != "response" or head is None:
            return None
        return _of(record, head, body)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise _DamagedError from error
    except (ValueError, OverflowError) as error:  # of its numbers
        raise _DamagedError from error


def _is_another(record: Any) -> bool:
    """Whether a record has not the digest that it names.

    Of its page some reckon it from the bytes that came, some from what was in them: it decides
    only where there is no other.
    """
    kind = "block" if record.rec_headers.get_header("WARC-Block-Digest") else "payload"
    return any(problem.startswith(f"{kind} digest") for problem in record.digest_checker.problems)


def _of(record: Any, head: Any, body: bytes) -> KeptPage | None:
    about, said = _by_name(record.rec_headers.headers), _by_name(head.headers)
    status, moment = head.get_statuscode(), _moment(about.get("warc-date"))
    if not status.isdecimal() or moment is None:
        return None
    is_whole = _is_whole(about, said, body)
    if _is_chunked(said):
        body = ChunkedDataReader(BytesIO(body)).read()
    headers = head.headers
    if _MARKUP.match(body):  # some keep a page unpacked with the head that it had before
        headers = [each for each in headers if each[0].lower() != "content-encoding"]
    return KeptPage(
        id=about.get("warc-record-id", ""),
        url=about.get("warc-target-uri", ""),
        fetched_at=moment,
        status=int(status),
        headers=headers,
        body=body,
        is_whole=is_whole,
    )


def _by_name(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name, in small letters -> the first value that it has."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.lower(), value)
    return found


def _is_whole(about: Mapping[str, str], said: Mapping[str, str], body: bytes) -> bool:
    if about.get("warc-truncated") or about.get("warc-segment-number"):
        return False
    if _is_chunked(said):
        return body[-8:].rstrip().endswith(b"\n0")
    length = said.get("content-length", "")
    return length.isdecimal() and len(body) >= int(length)


def _is_chunked(said: Mapping[str, str]) -> bool:
    return said.get("transfer-encoding", "").lower() == "chunked"


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

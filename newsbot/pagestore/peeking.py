"""Whose page a packed record holds and where it ends, told from its head and from what follows it.

Nothing behind its head is unpacked: jobs that share a file would each unpack what is the others'.
"""

from __future__ import annotations

import os
import re
import zlib
from typing import IO, NamedTuple

from newsbot.pagestore.tail import next_record

_PACKED = 1 << 11
_HEAD = 1 << 13
"""Bytes in which the head of a record stands, packed and unpacked."""
_SIZE = 4
"""Bytes at the end of a member, with its size unpacked (RFC 1952, 2.3.1)."""
_BLANK = len(b"\r\n\r\n")
"""Behind each record."""

_WHERE_HEAD_ENDS = re.compile(rb"\r\n\r\n(?=HTTP/\d\.\d 200[ \r])")
_KIND = re.compile(rb"\r\nWARC-Type: response\r\n")
_URL = re.compile(rb"\r\nWARC-Target-URI: (https?://[!-~]+)\r\n")
_LENGTH = re.compile(rb"\r\nContent-Length: (\d{1,9})\r\n")


class Glimpse(NamedTuple):
    """What is seen of a record that is not read."""

    url: str
    size: int
    """Bytes, unpacked, as it says itself."""


def glimpse(file: IO[bytes], at: int) -> Glimpse | None:
    """The page with status 200 in the record at `at`; None where there is any doubt."""
    file.seek(at)
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(file.read(_PACKED), _HEAD)
    except zlib.error:
        return None
    behind = _WHERE_HEAD_ENDS.search(start)
    if behind is None:
        return None
    head = start[: behind.end()]
    url, length = _URL.search(head), _LENGTH.search(head)
    if url is None or length is None or _KIND.search(head) is None:
        return None
    return Glimpse(url[1].decode("ascii"), len(head) + int(length[1]) + _BLANK)


def end_of(file: IO[bytes], at: int, seen: Glimpse) -> int | None:
    """Where the next record begins; None where this one may be torn, or more than one member."""
    after = next_record(file, at + 1)
    end = after if after is not None else file.seek(0, os.SEEK_END)
    file.seek(end - _SIZE)
    return end if int.from_bytes(file.read(_SIZE), "little") == seen.size else None

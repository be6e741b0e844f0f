"""Files that are compressed, as their names say: gzip and zstd."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:  # Scrapy brings it where Python has it not
    from backports import zstd

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zstd.ZstdError)
"""What reading raises where a compressed file cannot be unpacked to its end."""


@contextmanager
def unpacked(name: str, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """What a file holds."""
    file: Any = raw
    if name.endswith(".gz"):
        file = gzip.GzipFile(fileobj=raw)
    elif name.endswith(".zst"):
        file = zstd.ZstdFile(raw)
    with file:
        yield file


@contextmanager
def packed(name: str, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """Where to write what a file is to hold."""
    file: Any = raw
    if name.endswith(".gz"):
        # Without the moment and the name: the same lines make the same file.
        file = gzip.GzipFile("", "wb", fileobj=raw, mtime=0)
    elif name.endswith(".zst"):
        file = zstd.ZstdFile(raw, "wb")
    with file:
        yield file

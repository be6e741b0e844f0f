"""Archives on S3, read through obstore: `AWS_...` in the environment says who asks, and where."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import IO, Any

from newsbot.errors import ArchiveError, ConfigurationError

SCHEME = "s3://"
_BUFFER = 1 << 20
"""Bytes asked for at once."""


def objects_at(address: str) -> Iterator[tuple[str, int, float]]:
    """(address, size, moment of change) of the object there, or of all in the folder there.

    Raises ConfigurationError where obstore is missing, ArchiveError where the storage refuses.
    """
    store, bucket, key = _place(address)
    try:
        for batch in store.list(key or None):
            for each in batch:
                path, changed = each["path"], each["last_modified"].timestamp()
                yield f"{SCHEME}{bucket}/{path}", each["size"], changed
        if key:
            found = store.head(key)
            yield address, found["size"], found["last_modified"].timestamp()
    except FileNotFoundError:
        return  # a folder is no object
    except Exception as error:
        why = str(error).strip().split("\n", 1)[0]
        raise ArchiveError(f"the archive {address} cannot be read ({why})") from error


def open_object(address: str) -> IO[bytes]:
    """Raises OSError."""
    store, _, key = _place(address)
    return io.BufferedReader(_Object(store, key), _BUFFER)


class _Object(io.RawIOBase):
    def __init__(self, store: Any, key: str) -> None:
        import obstore

        self._file = _asked(lambda: obstore.open_reader(store, key, buffer_size=_BUFFER))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return int(self._file.tell())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        part = _asked(lambda: self._file.read(len(buffer)))
        buffer[: len(part)] = memoryview(part)
        return len(part)


def _asked(ask: Any) -> Any:
    try:
        return ask()
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error).strip().split("\n", 1)[0]) from error


def _place(address: str) -> tuple[Any, str, str]:
    """The store of a bucket, the bucket's name, and the key in it."""
    bucket, _, key = address.removeprefix(SCHEME).partition("/")
    return store_of(bucket), bucket, key.rstrip("/")


@cache
def store_of(bucket: str) -> Any:
    """Kept: each new one reads the machine's certificates. Raises ConfigurationError."""
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise ConfigurationError(
            "an s3:// address needs the package obstore, which is not installed: "
            "pip install 'newsbot[s3]'"
        ) from error
    return S3Store(bucket)

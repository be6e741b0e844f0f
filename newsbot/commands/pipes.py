"""Output that nobody reads to its end (`scrapy runs --json | head`), or that has no room.

And that has no place: who starts a command may have closed its streams.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from newsbot.errors import RunError

_LAST_STREAM = 2
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Reading fails in none of these ways, and what writes to a file says so itself."""


def take_any_text() -> None:
    """What a stream has no letters for (PYTHONIOENCODING=ascii) is escaped, and ends no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def print_json(value: object, *, indent: int | None = None) -> None:
    """Prints it as it is, or where the stream has no letters for it in escapes of JSON."""
    is_escaped = sys.stdout.encoding.lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=is_escaped, indent=indent))


def open_closed_streams() -> None:
    """What is said goes nowhere then, and not into the feed that gets the number of a stream."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(number)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


@contextmanager
def while_somebody_reads() -> Iterator[None]:
    """Ends its block, and nothing worse, when the reader of standard output has gone.

    Raises RunError where standard output is a file that has no room.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest(sys.stdout)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _drop_the_rest(sys.stdout)
        raise RunError(f"standard output cannot be written ({error.strerror})") from error


def drop_unwritten(stream: TextIO) -> OSError | None:
    """Lets go of what a stream does not take, and says why it does not."""
    try:
        stream.flush()
    except OSError as error:
        _drop_the_rest(stream)
        return error
    return None


def _drop_the_rest(stream: TextIO) -> None:
    """Python flushes what is left once more at its end, complains, and ends with another code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

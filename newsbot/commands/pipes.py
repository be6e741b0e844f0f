"""Output that somebody stops reading: `scrapy runs --json | head`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def while_somebody_reads() -> Iterator[None]:
    """Ends its block, and nothing worse, when the reader of standard output has gone."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes what is left once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

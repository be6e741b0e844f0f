"""Whether a page holds the event loop, as a ratio inside one run: machines differ."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from fuzz.reading import read_article
from hostile.attack import MB
from hostile.pages import article

T = TypeVar("T")

LARGEST = MB
"""DOWNLOAD_MAXSIZE: more does not reach a parser."""
MOST = 4
"""Times what an ordinary article of the largest size takes: 60 ms on a small machine."""
_PART = 8
"""The ordinary article that is read is so much smaller."""
_TRIES = 3
"""The machine may do something else for a moment."""
_SENTENCE = "Мости будують у восьми областях країни, і кожен з них має свій підряд. " * 4
_ORDINARY = article(
    paragraphs=(_SENTENCE,) * (LARGEST // _PART // len(_SENTENCE.encode()))
).encode()


def holds(read: Callable[[bytes], object], body: bytes, most: float = MOST) -> bool:
    """Whether reading `body` takes too long, beside an ordinary page that is read next to it."""
    return not any(
        timed(read, body)[0] < most * _PART * timed(read_article, _ORDINARY)[0]
        for _ in range(_TRIES)
    )


def timed(read: Callable[[bytes], T], body: bytes) -> tuple[float, T]:
    """CPU seconds, and what was read."""
    before = time.process_time()
    found = read(body)
    return time.process_time() - before, found

"""What an article said, in two hundred bytes: enough to tell an edit from something else.

Of the headline all words, of the text a sample of them, each as 24 bits of its checksum. The sample
are the words with the lowest checksums: chosen by no plan of the text, but always the same, so that
the share of them which stands in another text is that of all words (MinHash, Broder 1997).
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Collection
from itertools import repeat
from operator import rshift
from zlib import crc32

from newsbot.text.likeness import most_in_common

SAMPLE = 32
"""Words; the share that they show is right to one in ten, mostly."""
_BYTES = 3
_WORD = re.compile(r"\w{4,}")
"""Shorter ones stand in any text."""


def gist_of(title: str | None, *texts: str | None) -> str:
    """The gist of an article; ASCII."""
    return f"{_packed(_marks(title))}.{_packed(sorted(_marks(*texts))[:SAMPLE])}"


def share_kept(gist: str, *texts: str | None) -> float:
    """The share of the words of an article with this gist that stand in `texts`."""
    before = _unpacked(gist.partition(".")[2])
    return len(before & _marks(*texts)) / len(before) if before else 1.0


def is_its_title(gist: str, title: str | None) -> bool:
    """Whether `title` is the headline of an article with this gist, in other words or more."""
    return most_in_common(_unpacked(gist.partition(".")[0]), _marks(title))


def _marks(*texts: str | None) -> set[int]:
    words = set(_WORD.findall(" ".join(filter(None, texts)).casefold()))
    return set(map(rshift, map(crc32, map(str.encode, words)), repeat(8)))


def _packed(marks: Collection[int]) -> str:
    data = bytearray(struct.pack(f">{len(marks)}I", *sorted(marks)))
    del data[::4]  # the first of four bytes is empty
    return base64.b64encode(data).decode("ascii")


def _unpacked(text: str) -> set[int]:
    data = base64.b64decode(text)
    return {
        int.from_bytes(data[start : start + _BYTES], "big") for start in range(0, len(data), _BYTES)
    }

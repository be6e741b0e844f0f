"""Markup that would cost a parser more than a real page ever does, told from its bytes alone.

A page is refused before it is parsed where it has far more elements than any real one, or one
element with so many attributes that libxml2, which walks a list of them for each, takes seconds.
"""

from __future__ import annotations

import re

MOST_TAGS = 10_000
"""Tags of a page; the largest real ones, front pages and digests, have about 3,000."""
MOST_ATTRIBUTES = 500
"""Of one element."""
_SMALL = 40 * 1024
"""Bytes; a tag that is shorter cannot have enough attributes to matter (0.1 s)."""
_STRETCH = 8 * 1024
_REST = 16 * 1024
"""Two stretches and the rest together are shorter than `_SMALL`."""
_TRIES = 4
_TO_END = re.compile(rb"(?:[^=>]*+=\s*+(?:\"[^\"'=>]*+\"|'[^\"'=>]*+'|[^\s\"'=>]++))*+[^=>]*+>")
"""From behind a quoted value to the end of its tag, with values only that are read in one way."""
_QUOTED_END = re.compile(rb"=\s*+(?:\"[^\">]*+|'[^'>]*+)>")
"""The `>` of a quoted value, which does not end its tag."""
_ATTRIBUTE = rb"[^\s>/][^\s=>/]*+(?:\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_ONE = re.compile(_ATTRIBUTE)
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+((?>[\s/]++|%b)*+)" % _ATTRIBUTE)
"""A start tag, read as HTML does (13.2.5), in one go: what it has read is never read again."""


def too_heavy(body: bytes) -> str | None:
    """Why a page is not to be parsed, in a few words; None for any real page.

    Costs about 0.02 ms for a real one.
    """
    if (tags := body.count(b"<")) > MOST_TAGS:
        return f"{tags} tags"
    if len(body) < _SMALL:
        return None
    if _ends_often(body):
        return None
    # Even joined at the `>` in quotes, no tag can be long enough.
    longest = max(map(len, body.split(b">")))
    if longest < _SMALL and longest * (1 + len(_QUOTED_END.findall(body))) < _SMALL:
        return None
    for tag in _TAG.finditer(body):
        inside = tag[1]
        if len(inside) > 2 * MOST_ATTRIBUTES and len(_ONE.findall(inside)) > MOST_ATTRIBUTES:
            return f"more than {MOST_ATTRIBUTES} attributes in one tag"
    return None


def _ends_often(body: bytes) -> bool:
    """Whether every tag is surely a short one, apart from its quoted values. True for most pages.

    A `>` stands at the end of a tag or in a quoted value. It is not known which, and need not be:
    in each stretch one is looked for from where, if it is quoted, the tag soon ends all the same.
    """
    for start in range(0, len(body) - _STRETCH, _STRETCH):
        at = start + _STRETCH
        for _ in range(_TRIES):
            at = body.rfind(b">", start, at)
            if at < 0:
                return False
            if _ends_soon(body, at, b'"') and _ends_soon(body, at, b"'"):
                break
        else:
            return False
    return True


def _ends_soon(body: bytes, at: int, quote: bytes) -> bool:
    """Whether a tag in which a value is open at `at` has little room for more attributes."""
    close = body.find(quote, at) + 1
    left = len(body) - close
    return not close or left < _REST or _TO_END.match(body, close, close + _REST) is not None

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
_QUOTED_END = re.compile(rb"=\s*[\"'][^\"'>]*>")
"""The `>` of a quoted value, which does not end its tag."""
_ATTRIBUTE = rb"[^\s>/][^\s=>/]*+(?:\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_ONE = re.compile(_ATTRIBUTE)
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+((?>[\s/]++(?:%b)?+)*+)" % _ATTRIBUTE)
"""A start tag, read as HTML does (13.2.5), in one go: what it has read is never read again."""


def too_heavy(body: bytes) -> str | None:
    """Why a page is not to be parsed, in a few words; None for any real page.

    Costs about 0.1 ms for a real one.
    """
    if (tags := body.count(b"<")) > MOST_TAGS:
        return f"{tags} tags"
    if len(body) < _SMALL:
        return None
    # Quick, for nearly every page: even joined at the `>` in quotes, no tag can be long enough.
    longest = max(map(len, body.split(b">")))
    if longest < _SMALL and longest * (1 + len(_QUOTED_END.findall(body))) < _SMALL:
        return None
    for tag in _TAG.finditer(body):
        inside = tag[1]
        if len(inside) > 2 * MOST_ATTRIBUTES and len(_ONE.findall(inside)) > MOST_ATTRIBUTES:
            return f"more than {MOST_ATTRIBUTES} attributes in one tag"
    return None

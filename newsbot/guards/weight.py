"""Markup that would cost a parser more than a real page ever does, told from its bytes alone.

A page is refused before it is parsed where it has far more elements than any real one, or one
element with so many attributes that libxml2, which walks a list of them for each, takes seconds.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_TAGS = 20_000
"""Tags of a page; the largest of 733 saved ones, a small paper's, has 14,760, the next 9,400."""
MOST_ATTRIBUTES = 500
"""Of one element."""
_SMALL = 40 * 1024
"""Bytes; a tag that is shorter cannot have enough attributes to matter (0.1 s)."""
_REST = 12 * 1024
_GAP = _SMALL - _REST
"""Bytes between two places at which a tag ends, or does so within `_REST`."""
_TRIES = 4
_TO_END = re.compile(rb"(?:[^=>]*+=\s*+(?:\"[^\"'=>]*+\"|'[^\"'=>]*+'|[^\s\"'=>]++))*+[^=>]*+>")
"""From behind a quoted value to the end of its tag, with values only that are read in one way."""
_QUOTED_END = re.compile(rb"=\s*+(?:\"[^\">]*+|'[^'>]*+)>")
"""The `>` of a quoted value, which does not end its tag."""
_BREAK = rb"[ \t\n\r\f/>]"
"""What ends the name of a tag."""
_RAW_NAMES = (b"style", b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes")
_ATTRIBUTE = (
    rb"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"
    rb"(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?>\"[^\"]*+\"|'[^']*+'|[^ \t\n\r\f>]*+))?+"
)
_ONE = re.compile(_ATTRIBUTE)
_PIECE = re.compile(
    rb"<!--(?:-?>|(?>[^-]++|-(?!-!?>))*+(?:--!?>)?)"
    rb"|<(?:[!?]|/(?![a-zA-Z]))[^>]*+"
    rb"|<(/?[a-zA-Z][^ \t\n\r\f/>]*+)((?>[ \t\n\r\f]++|/(?!>)|%b)*+)(/?>)?" % _ATTRIBUTE
)
"""A comment, what is taken for one, or a tag: its name, attributes and end, where it has one.

Read as HTML does (13.2.5), and libxml2 from 2.14 on, in one go: what it has read is never read
again.
"""
_NO_END = b"|".join((*_RAW_NAMES, b"script", b"plaintext"))
_SIMPLE = re.compile(
    rb"(?:[^<]++|</?(?!(?i:%b)%b)[a-zA-Z][a-zA-Z0-9:-]*+"
    rb"(?:[ \t\n\r\f]++[^ \t\n\r\f/>=\"'<]++"
    rb"(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^ \t\n\r\f/>=\"'<]++))?+)"
    rb"{0,%d}+[ \t\n\r\f]*+/?>)*+" % (_NO_END, _BREAK, MOST_ATTRIBUTES)
)
"""Text and tags in which there is nothing to find out: few attributes, each with an end of its own,
and no raw text behind them."""
_TWICE = rb"<script(?=%b)(?>[^<-]++|<(?!/script%b)|-(?!->))*+(?:</script)?" % (_BREAK, _BREAK)
_ESCAPED = rb"<!(?=--)(?>[^<-]++|%b|<(?!/script%b)|-(?!->))*+(?:-->)?" % (_TWICE, _BREAK)
"""In a script, from `<!--` to `-->`: it may hold the tags of another script."""
_RAW = {
    name: re.compile(rb"(?>[^<]++|<(?!/%b%b))*+" % (name, _BREAK), re.IGNORECASE)
    for name in _RAW_NAMES
} | {
    b"script": re.compile(rb"(?>[^<]++|%b|<(?!/script%b))*+" % (_ESCAPED, _BREAK), re.IGNORECASE),
    b"plaintext": re.compile(rb"(?s:.*)"),
}
"""Elements whose content is no markup: that content, without an end tag the rest of the page."""


def too_heavy(body: bytes) -> str | None:
    """Why a page is not to be parsed, in a few words; None for any real page.

    Costs about 0.02 ms for a real one.
    """
    if body.count(b"<") <= MOST_TAGS and _is_surely_light(body):
        return None
    return _weighed(body.replace(b"\0", b""))  # they do not reach the parser either


def _is_surely_light(body: bytes) -> bool:
    """Whether no tag has too many attributes, whatever is a tag and what a script or a value."""
    if len(body) < _SMALL or _ends_often(body):
        return True
    # Even joined at the `>` in quotes, no tag can be long enough.
    longest = max(map(len, body.split(b">")))
    return longest < _SMALL and longest * (1 + len(_QUOTED_END.findall(body))) < _SMALL


def _weighed(body: bytes) -> str | None:
    """What is too much in a page, read piece by piece. Scripts and comments are no markup."""
    tags = body.count(b"<")
    at = seen = 0
    while seen <= MOST_TAGS and (piece := _PIECE.search(body, _after_simple(body, at))):
        seen += 1
        name, inside, end = piece.groups()
        start, at = piece.end(), piece.end()
        if name is None:
            start = piece.start() + 1
        elif len(inside) > 2 * MOST_ATTRIBUTES and _has_too_many(inside):
            return f"more than {MOST_ATTRIBUTES} attributes in one tag"
        elif end == b">" and (raw := _RAW.get(name.lower())) and (text := raw.match(body, at)):
            at = text.end()
        tags -= body.count(b"<", start, at)
    return f"{tags} tags" if tags > MOST_TAGS else None


def _after_simple(body: bytes, at: int) -> int:
    """Where the text and the simple tags at `at` end: most of a page, read at once."""
    simple = _SIMPLE.match(body, at)
    return at if simple is None else simple.end()


def _has_too_many(attributes: bytes) -> bool:
    return any(islice(_ONE.finditer(attributes), MOST_ATTRIBUTES, None))


def _ends_often(body: bytes) -> bool:
    """Whether every tag is surely a short one, apart from its quoted values. True for most pages.

    A `>` stands at the end of a tag or in a quoted value. It is not known which, and need not be:
    no more than a gap apart there are some from where, if quoted, the tag soon ends all the same.
    """
    at = 0
    while len(body) - at >= _SMALL:
        start, at = at + 1, at + _GAP
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

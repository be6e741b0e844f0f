"""Markup that would cost a parser more than a real page ever does, told from its bytes alone.

A page is refused before it is parsed where it has far more elements than any real one, or a long
tag with so many attributes that libxml2, which walks a list of them for each, takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

MOST_TAGS = 20_000
"""Tags of a page; the largest of 733 saved ones, a small paper's, has 14,760, the next 9,400."""
MOST_ATTRIBUTES = 500
"""Of one long tag."""
_LONG = 12 * 1024
"""Bytes of a tag; a shorter one cannot have enough attributes to matter (10 ms)."""
_TRIES = 4
"""Of the last `>` in as many bytes, one of which surely ends a tag in nearly all markup."""
_MOST_SCRIPTS = 500
_SPACE = b" \t\n\r\f"
_NEAR = 80
"""Bytes before a quote in which its `=` is looked for."""
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
_START = re.compile(rb"<(?=/?[a-zA-Z])")
_SCRIPT = re.compile(rb"<script(?=%b)" % _BREAK)
_COMMENT_END = re.compile(rb"--!?>")
_RAW_END = re.compile(rb"</(?i:%b)" % _NO_END)
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

    Costs about 0.02 ms for one of 40 kB, and 1 ms for one of 500 kB that is mostly scripts.
    """
    body = body.replace(b"\0", b"")  # they do not reach the parser either
    may_have_many = len(body) > MOST_TAGS * len("<b>") and body.count(b"<") > MOST_TAGS
    if not may_have_many and _is_surely_light(body):
        return None
    return _weighed(body)


def _is_surely_light(body: bytes) -> bool:
    """Whether no tag is long and has too many attributes, told without reading the whole page.

    Whatever may be a long tag is read from where it starts, unless it surely stands in a script. A
    page of which more than all would be read that way is not surely light.
    """
    left = len(body)
    scripts = _scripts(body)
    script = range(0)
    for start, stop in _endless(body):
        for found in _START.finditer(body, start, stop):
            at = found.start()
            if at in script or (tag := _PIECE.match(body, at, stop)) is None:
                continue
            left -= len(tag[0])
            if len(tag[0]) <= 2 * MOST_ATTRIBUTES and left >= 0:
                continue
            while script.stop <= at:
                script = next(scripts, range(len(body), len(body) + 1))
            if at not in script and (left < 0 or _has_too_many(tag[2])):
                return False
    return True


def _scripts(body: bytes) -> Iterator[range]:
    """Where there is surely no markup: the scripts of a page, from tag to tag.

    Right behind the sure end of a tag a script begins, or the page is in a comment or in another
    element whose content is no markup, and stays there until one of these ends.
    """
    start = 0  # no tag is open here
    for opening in islice(_SCRIPT.finditer(body), _MOST_SCRIPTS):
        at = opening.start()
        before = body.rfind(b">", 0, at)
        if before < start or body[before + 1 : at].strip(_SPACE):
            continue
        if any(_opens(body, body.rfind(quote, start, before)) for quote in (b'"', b"'")):
            continue
        start = before + 1
        tag, end = _PIECE.match(body, at), _RAW_END.search(body, at)
        if tag is None or end is None:
            return
        comment = _COMMENT_END.search(body, at, end.start())
        if tag[3] == b">":
            yield range(tag.end(), (comment or end).start())


def _endless(body: bytes) -> Iterator[tuple[int, int]]:
    """The stretches of more than `_LONG` bytes from one sure end of a tag to the next.

    Any longer tag stands in one of them, whole.
    """
    start = at = 0
    double = single = -1  # the last quotes between them
    while at < len(body):
        stop = end = at + _LONG
        for _ in range(_TRIES):
            end = body.rfind(b">", at, end)
            if end < 0 or not (
                _opens(body, max(double, body.rfind(b'"', at, end)))
                or _opens(body, max(single, body.rfind(b"'", at, end)))
            ):
                break
        else:
            end = -1
        if end < 0:
            double = max(double, body.rfind(b'"', at, stop))
            single = max(single, body.rfind(b"'", at, stop))
            at = stop
        else:
            if at > start:
                yield start, end + 1
            start = at = end + 1
            double = single = -1
    if len(body) - start > _LONG:
        yield start, len(body)


def _opens(body: bytes, quote: int) -> bool:
    """Whether a quote may open the value of an attribute.

    A `>` ends whatever tag is open, unless the last quote of one kind before it does.
    """
    if quote < 1 or body[quote - 1] not in b"= \t\n\r\f":
        return False
    return body[max(0, quote - _NEAR) : quote].rstrip(_SPACE)[-1:] in {b"=", b""}


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
        elif _has_too_many(inside):
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
    return len(attributes) > _LONG and any(islice(_ONE.finditer(attributes), MOST_ATTRIBUTES, None))

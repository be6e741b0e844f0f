"""Damage to pages: what broken templates, proxies and enemies do to bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

TOKENS = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&#x0;",
    b"&#1114112;",
    b"&nbsp;",
    b'"',
    b"'",
    b"=",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"<script>",
    b"</script>",
    b'<script type="application/ld+json">',
    b"<title>",
    b"<h1>",
    b"</h1>",
    b"<p>",
    b"</p>",
    b"</div>",
    b"</article>",
    b"<body>",
    b"</html>",
    b"<table><tr><td>",
    b"<svg>",
    b"<template>",
    b"<base href='//evil.example/'>",
    b"<meta name=robots content=none>",
    b"<a href='/news/general/1.html'>",
    "ОСТАННЄ".encode(),
    "ЩЕ ЗА ТЕМОЮ".encode(),
    "РЕКЛАМА".encode(),
    "Джерело: https://[".encode(),
    b"99:99 99.99.9999",
    b"{",
    b"}",
    b"[",
    b"null",
    b"1e999",
]


def damaged(body: bytes, dice: Random, other: bytes = b"") -> bytes:
    """`body` after one to eight accidents; `other` lends pieces of itself."""
    data = bytearray(body)
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + int(dice.expovariate(1 / 200)))
        accident = dice.randrange(7)
        if accident == 0:
            del data[start:end]
        elif accident == 1:
            data[start:start] = dice.choice(TOKENS) * dice.choice((1, 1, 1, 40))
        elif accident == 2:
            data[start:start] = data[start:end] * dice.randint(1, 5)
        elif accident == 3 and start < len(data):
            data[start] = dice.randrange(256)
        elif accident == 4:
            piece = dice.randrange(len(other) + 1)
            data[start:end] = other[piece : piece + end - start]
        elif accident == 5:
            data[start:end] = data[start:end][::-1]
        elif accident == 6 and dice.random() < 0.2:
            del data[start:]
    return bytes(data)


_TAG = re.compile(rb"<[^<>]*>")
_END = re.compile(rb"</[^<>]*>")
_START = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]*)")
_ENTITY = re.compile(rb"&[#a-zA-Z0-9]+;")
_NESTED = (b"<div>", b"<span>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<blockquote>", b"<p><a>")
_DEEP = 3000
_ATTRIBUTES = 400


def _cut(body: bytes, dice: Random) -> bytes:
    return body[: dice.randrange(len(body))]


def _fewer_tags(body: bytes, dice: Random) -> bytes:
    share = dice.random()
    return _TAG.sub(lambda found: b"" if dice.random() < share else found[0], body)


def _fewer_ends(body: bytes, dice: Random) -> bytes:
    share = dice.random()
    return _END.sub(lambda found: b"" if dice.random() < share else found[0], body)


def _flipped(body: bytes, dice: Random) -> bytes:
    data = bytearray(body)
    for _ in range(len(data) // dice.choice((100, 1000, 10_000)) + 1):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def _nested(body: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(body))
    return body[:at] + dice.choice(_NESTED) * dice.randrange(_DEEP) + body[at:]


def _more_attributes(body: bytes, dice: Random) -> bytes:
    share = dice.choice((0.001, 0.01, 1))
    most = _ATTRIBUTES if share < 1 else 4

    def more(found: re.Match[bytes]) -> bytes:
        if dice.random() > share:
            return found[0]
        return found[0] + b"".join(b' class%d="article news"' % at for at in range(most))

    return _START.sub(more, body)


def _broken_entities(body: bytes, dice: Random) -> bytes:
    broken = dice.choice((b"&", b"&amp", b"&#", b"&#xfffffff;", b"&nbsp", b"&&;"))
    return _ENTITY.sub(broken, body).replace(b" ", broken, dice.randrange(1000))


def _halves_twice(body: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(body))
    return dice.choice((body[:at] * 2 + body[at:], body[:at] + body[at:] * 2, body * 2))


def _on_one_line(body: bytes, dice: Random) -> bytes:
    return body.translate(None, dice.choice((b"\n", b" ", b"\n\t ", b'"', b">")))


BROKEN: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _fewer_tags,
    _fewer_ends,
    _flipped,
    _nested,
    _more_attributes,
    _broken_entities,
    _halves_twice,
    _on_one_line,
)
"""What becomes of a whole page."""


def broken(body: bytes, dice: Random, other: bytes = b"") -> bytes:
    """`body` after one or two accidents to all of it, or a few to parts of it."""
    if dice.randrange(4) == 0:
        return damaged(body, dice, other)
    for accident in dice.sample(BROKEN, dice.choice((1, 1, 2))):
        body = accident(body, dice) or b"<"
    return body

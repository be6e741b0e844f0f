"""Damage to pages: what broken templates, proxies and enemies do to bytes."""

from __future__ import annotations

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

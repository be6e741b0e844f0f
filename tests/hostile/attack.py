"""One hostile or broken article: what it sends, and what must come of it."""

from __future__ import annotations

import gzip
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hostile.pages import TEXT, TITLE, article
from hostile.server import Raw, head

if sys.version_info >= (3, 14):
    pass
else:
    pass

MB = 1024 * 1024
BODY = "\n\n".join(TEXT)
GOOD: dict[str, Any] = {"title": TITLE, "body": BODY, "published_at": "2026-09-22T10:15:00+03:00"}
ESCAPE = "\x1b]0;owned\x07\x1b[31m"


@dataclass(frozen=True)
class Attack:
    """One hostile article."""

    name: str
    send: bytes | Raw
    """The response, head and all, or who sends it."""
    record: Mapping[str, Any] | None = None
    """Fields of its record; None: it is not exported."""
    log: str = ""
    """What its line in the log says; '' for a record without one."""
    requests: int = 1
    late: bool = False
    """Whether it comes after the healthy articles, else before them."""


def page(text: str | bytes, status: str = "200 OK", **headers: object) -> bytes:
    """A well-formed response."""
    body = text if isinstance(text, bytes) else text.encode()
    return head(status, Content_Length=len(body), **headers) + body


def notice(title: str, text: str) -> bytes:
    """A page with status 200 that is no article."""
    return page(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
    )


def redirect(location: str, status: str = "302 Found") -> bytes:
    return page(b"", status, Location=location)


def hops(count: int) -> Raw:
    """Redirects so many times to its own address, then sends the article."""
    left = iter(range(count))

    def speak(connection: socket.socket) -> None:
        arrived = next(left, None) is None
        connection.sendall(page(WHOLE) if arrived else redirect("#on"))

    return speak


WHOLE = article().encode()
NOT = "Not exported"
HALF = WHOLE[: WHOLE.index("За словами".encode())]
PACKED = gzip.compress(WHOLE)
ZEROS = 200 * MB

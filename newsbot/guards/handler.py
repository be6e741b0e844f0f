"""The download handler: Scrapy's own, with a limit for the head of a response.

DOWNLOAD_MAXSIZE holds for bodies only: a server that sends header after header fills hundreds of
megabytes before DOWNLOAD_TIMEOUT ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.interfaces import IAddress

LARGEST_HEAD = 256 * 1024
"""Bytes; browsers stop at about as much (Chromium: 256 KiB)."""
_READING_HEAD = frozenset({"STATUS", "HEADER"})


class BoundedHTTPHandler(HTTP11DownloadHandler):
    """Hangs up on a response whose head does not end. The page counts as failed, and is retried."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        pool: Any = self._pool
        # Scrapy keeps as many as it sends at once. The next request goes out before the connection
        # of the last one is free again: without a spare one, every other request makes a new one.
        pool.maxPersistentPerHost += 1
        pool._factory = type("BoundedFactory", (_BoundedFactory, pool._factory), {})  # noqa: SLF001


class _BoundedFactory:
    """A mixin for the factory of client connections."""

    def buildProtocol(self, addr: IAddress | None) -> Any:  # noqa: N802
        protocol = super().buildProtocol(addr)  # type: ignore[misc]
        kind = protocol.__class__
        protocol.__class__ = type("BoundedProtocol", (_BoundedProtocol, kind), {})
        return protocol


class _BoundedProtocol:
    """A mixin for a client connection: counts what comes before the body."""

    _head = 0

    def request(self, request: Any) -> Any:
        self._head = 0
        return super().request(request)  # type: ignore[misc]

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        parser = getattr(self, "_parser", None)
        if getattr(parser, "state", None) in _READING_HEAD:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.transport.abortConnection()  # type: ignore[attr-defined]
                return
        super().dataReceived(data)  # type: ignore[misc]

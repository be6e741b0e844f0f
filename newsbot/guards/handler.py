"""The download handler: Scrapy's own, with a limit for the head of a response.

DOWNLOAD_MAXSIZE holds for bodies only: a server that sends header after header fills hundreds of
megabytes before DOWNLOAD_TIMEOUT ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from newsbot.errors import Postponed
from newsbot.ledger.opening import open_shared
from newsbot.run import one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress

LARGEST_HEAD = 256 * 1024
"""Bytes; browsers stop at about as much (Chromium: 256 KiB)."""
_READING_HEAD = frozenset({"STATUS", "HEADER"})


class BoundedHTTPHandler(HTTP11DownloadHandler):
    """Hangs up on a response whose head does not end. The page counts as failed, and is retried.

    Sends nothing to a site that another worker may have taken meanwhile (`newsbot.ledger.leases`).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        pool: Any = self._pool
        # Scrapy keeps as many as it sends at once. The next request goes out before the connection
        # of the last one is free again: without a spare one, every other request makes a new one.
        pool.maxPersistentPerHost += 1
        pool._factory = _bounded(pool._factory)  # noqa: SLF001

    async def download_request(self, request: Request) -> Response:
        # Here, the last point before the wire: a request may have waited for its turn for long.
        shared = one_of(self.crawler, open_shared)
        if shared is not None and not shared.store.may_send:
            raise Postponed(shared.store.failure or "the site is not this worker's any more")
        return await super().download_request(request)


def _bounded(factory_of: Callable[..., Any]) -> Callable[..., Any]:
    """Makes factories of client connections that hang up on an endless head."""

    def make(*arguments: Any) -> Any:
        factory = factory_of(*arguments)
        build = factory.buildProtocol

        def build_bounded(address: IAddress | None) -> Any:
            protocol = build(address)
            protocol.dataReceived = _Bounded(protocol)
            return protocol

        factory.buildProtocol = build_bounded
        return factory

    return make


class _Bounded:
    """In place of `dataReceived` of a client connection: counts what comes before the body."""

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._receive = protocol.dataReceived
        self._parser: Any = None
        self._head = 0

    def __call__(self, data: bytes) -> None:
        parser = getattr(self._protocol, "_parser", None)
        if parser is not self._parser:  # of the next response
            self._parser, self._head = parser, 0
        if getattr(parser, "state", None) in _READING_HEAD:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._protocol.transport.abortConnection()
                return
        self._receive(data)

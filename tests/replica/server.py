"""The replica on loopback: one listening socket per edition, HTTP/1.1 with keep-alive.

Leaner than ``http.server``, whose header parsing alone costs more than a page here.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, Self

from newsbot.demo.site import Answer
from replica.site import Replica

if TYPE_CHECKING:
    from types import TracebackType

logger = logging.getLogger(__name__)

_LINE = 65_536
_HEADERS = 200
_IDLE_SECONDS = 120

Before = Callable[[str, str, Mapping[str, str]], Answer | None]


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the access log. Header names are in lower case."""

    time: float
    edition: str
    method: str
    target: str
    status: int
    headers: Mapping[str, str]


class ReplicaServer:
    """Serves a replica while the ``with`` block lasts.

    ``before`` may be set at any time: what it returns is sent in place of the replica's answer.
    """

    def __init__(
        self,
        replica: Replica,
        *,
        ports: Mapping[str, int] | None = None,
        editions: Iterable[str] = ("uk", "ru", "en"),
    ) -> None:
        self.replica = replica
        self.before: Before | None = None
        self.requests: list[Access] = []
        self._ports = dict(ports or {})
        self._editions = tuple(editions)
        self._sockets: dict[str, socket.socket] = {}
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closing = False

    def __enter__(self) -> Self:
        self._closing = False
        try:
            for edition in self._editions:
                listener = socket.create_server(
                    ("127.0.0.1", self._ports.get(edition, 0)), backlog=256
                )
                self._sockets[edition] = listener
        except OSError:
            self.close()
            raise
        for edition, listener in self._sockets.items():
            threading.Thread(
                target=self._accept,
                args=(edition, listener),
                name=f"replica-{edition}",
                daemon=True,
            ).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening and drop the connections that are still open."""
        self._closing = True
        with self._lock:
            open_sockets = [*self._sockets.values(), *self._connections]
            self._sockets.clear()
            self._connections.clear()
        for sock in open_sockets:
            # Shutting down wakes a thread that waits in accept() or recv(); closing does not.
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    def base_url(self, edition: str = "uk") -> str:
        """The address of the edition's front page."""
        port = self._sockets[edition].getsockname()[1]
        return f"http://127.0.0.1:{port}/"

    def forget(self) -> None:
        """Empty the access log."""
        self.requests.clear()

    def _accept(self, edition: str, listener: socket.socket) -> None:
        while not self._closing:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                if self._closing:
                    connection.close()
                    return
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(edition, connection), daemon=True).start()

    def _serve(self, edition: str, connection: socket.socket) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(_IDLE_SECONDS)
            with connection.makefile("rb") as stream:
                while self._exchange(edition, connection, stream):
                    pass
        except (OSError, ValueError):
            # The client went away or does not speak HTTP: nobody is left to tell.
            pass
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _exchange(self, edition: str, connection: socket.socket, stream: BinaryIO) -> bool:
        """Answer one request; True when the connection stays open for another."""
        line = stream.readline(_LINE)
        if not line:
            return False
        method, target, version = line.decode("latin-1").split()
        headers = _read_headers(stream)
        keep = _stays_open(version, headers)
        if length := int(headers.get("content-length", "0")):
            keep = keep and len(stream.read(min(length, _LINE))) == length
        answer = self._answer(edition, method, target, headers)
        self.requests.append(
            Access(time.monotonic(), edition, method, target, answer.status, headers)
        )
        connection.sendall(_wire(answer, keep=keep, head_only=method == "HEAD"))
        return keep

    def _answer(self, edition: str, method: str, target: str, headers: Mapping[str, str]) -> Answer:
        if method not in ("GET", "HEAD"):
            return Answer(405, {"Allow": "GET, HEAD"}, b"")
        try:
            if self.before and (answer := self.before(edition, target, headers)):
                return answer
            return self.replica.respond(edition, target, headers)
        except Exception:
            # A silent hang would hide the mistake from the test that made it.
            logger.exception("The replica failed at %s", target)
            return Answer(500, {"Content-Type": "text/plain"}, b"the replica failed\n")


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_HEADERS):
        line = stream.readline(_LINE).decode("latin-1").strip("\r\n")
        if not line:
            return headers
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    raise ValueError("too many headers")


def _stays_open(version: str, headers: Mapping[str, str]) -> bool:
    wish = headers.get("connection", "").lower()
    return wish == "keep-alive" if version == "HTTP/1.0" else wish != "close"


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _wire(answer: Answer, *, keep: bool, head_only: bool) -> bytes:
    """Head and body in one piece: one system call, one packet for a small page."""
    lines = [f"HTTP/1.1 {answer.status} {_reason(answer.status)}"]
    headers = {
        "Date": formatdate(usegmt=True),
        "Server": "replica",
        "Connection": "keep-alive" if keep else "close",
        **answer.headers,
    }
    if answer.status != HTTPStatus.NOT_MODIFIED:
        headers.setdefault("Content-Length", str(len(answer.body)))
    lines += [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return head if head_only else head + answer.body

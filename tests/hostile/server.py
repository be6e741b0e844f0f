"""A replica whose site has been taken over: some paths are answered by hand, byte for byte."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO

from replica import Access, ReplicaServer

Raw = Callable[[socket.socket], None]


class HostileServer(ReplicaServer):
    """`raw` maps a path to a function that talks to the connection itself, which then closes."""

    raw: dict[str, Raw]

    def _exchange(self, edition: str, connection: socket.socket, stream: BinaryIO) -> bool:
        line = stream.peek(1) and stream.peek(65_536).split(b"\r\n", 1)[0].decode("latin-1")  # type: ignore[attr-defined]
        path = line.split(" ")[1] if line and line.count(" ") == 2 else ""
        speak = self.raw.get(path)
        if speak is None:
            return super()._exchange(edition, connection, stream)
        while stream.readline(65_536).strip():
            pass
        self.requests.append(Access(time.monotonic(), edition, "GET", path, 0, {}))
        with contextlib.suppress(OSError):
            speak(connection)
        return False


def head(status: str = "200 OK", **headers: object) -> bytes:
    """The head of a response; `Content_Type` stands for `Content-Type`."""
    fields = {"Content_Type": "text/html; charset=utf-8", **headers}
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def raw(*pieces: bytes) -> Raw:
    """Sends these pieces and closes."""

    def speak(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return speak


def reset(*pieces: bytes) -> Raw:
    """Sends these pieces and resets the connection (RST)."""

    def speak(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return speak


def endless(start: bytes, piece: bytes, most: int, pause: float = 0.0) -> Raw:
    """Sends `start`, then `piece` again and again, until `most` bytes or the client hangs up."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(most // len(piece)):
            connection.sendall(piece)
            if pause:
                # The slowness is the attack: no other clock would do.
                time.sleep(pause)

    return speak


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@contextlib.contextmanager
def trap() -> Iterator[tuple[int, list[bytes]]]:
    """A service on loopback that nobody may talk to: its port, and what was sent to it."""
    import threading

    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        heard.append(connection.recv(1000))
                        connection.sendall(head(Content_Length=0))

        threading.Thread(target=listen, daemon=True).start()
        yield listener.getsockname()[1], heard
        listener.shutdown(socket.SHUT_RDWR)

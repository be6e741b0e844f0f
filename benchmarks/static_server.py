"""Serves a folder on loopback where there is no nginx: GET, keep-alive, validators, nothing else.

python benchmarks/static_server.py FOLDER PORT
"""

from __future__ import annotations

import asyncio
import sys
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class FileProtocol(asyncio.Protocol):
    """One connection."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head.decode("latin-1")))

    def _answer(self, head: str) -> bytes:
        line, *headers = head.split("\r\n")
        target = line.split(" ")[1].partition("?")[0]
        file = self._root / unquote(target).lstrip("/")
        if ".." in target or not file.is_file():
            return _wire("404 Not Found", {"Content-Type": "text/html"}, b"<h1>404</h1>")
        stamp = file.stat()
        mark = f'"{int(stamp.st_mtime):x}-{stamp.st_size:x}"'
        known = {name.strip().lower(): value.strip() for name, _, value in _split(headers)}
        validators = {"ETag": mark, "Last-Modified": formatdate(stamp.st_mtime, usegmt=True)}
        if known.get("if-none-match") == mark:
            return _wire("304 Not Modified", validators, None)
        kind = {"Content-Type": _KINDS.get(file.suffix, "application/octet-stream")}
        return _wire("200 OK", {**kind, **validators}, file.read_bytes())


def _split(headers: list[str]) -> list[tuple[str, str, str]]:
    return [header.partition(":") for header in headers]


def _wire(status: str, headers: dict[str, str], body: bytes | None) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b"")


async def serve(root: Path, port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: FileProtocol(root), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))

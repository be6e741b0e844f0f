"""The made-up site on loopback, one port for each edition."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import TYPE_CHECKING

from newsbot.demo.site import DemoSite
from newsbot.demo.words import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_POLL_SECONDS = 0.05  # how often it looks whether it shall end


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece
    site: DemoSite
    edition: str

    def do_GET(self) -> None:
        answer = self.site.respond(self.edition, self.path, self.headers.get("Host", ""))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *args: object) -> None:
        """Nothing: the terminal belongs to the crawl."""


class _Server(ThreadingTCPServer):  # its heir in http.server asks the resolver for its name
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def served(site: DemoSite, ports: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """Serves the site as long as the block lasts; the address of each edition's front page."""
    addresses = {}
    with ExitStack() as stack:
        for edition in EDITIONS:
            handler = type("Handler", (_Handler,), {"site": site, "edition": edition})
            server = stack.enter_context(_Server(("127.0.0.1", ports.get(edition, 0)), handler))
            serve = partial(server.serve_forever, _POLL_SECONDS)
            threading.Thread(target=serve, daemon=True).start()
            stack.callback(server.shutdown)
            addresses[edition] = f"http://127.0.0.1:{server.server_address[1]}/"
        yield addresses

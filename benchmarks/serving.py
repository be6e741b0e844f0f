"""A static file server on loopback, in a process of its own: nginx, or a small one in Python."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFIG = """\
daemon off;
{user}
worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
    types {{ text/html html; application/rss+xml rss; text/plain txt; }}
    charset utf-8;
    charset_types text/plain application/rss+xml;
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def find_nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def served(root: Path, work: Path) -> Iterator[tuple[str, str]]:
    """(base URL, name of the server) of `root` while the block lasts."""
    work.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    nginx = find_nginx()
    if nginx is not None:
        config = work / "nginx.conf"
        config.write_text(_CONFIG.format(work=work, root=root, port=port, user=_user()))
        command = [nginx, "-p", str(work), "-c", str(config), "-e", str(work / "error.log")]
    else:
        script = Path(__file__).with_name("static_server.py")
        command = [sys.executable, str(script), str(root), str(port)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/", "nginx" if nginx else "static_server.py"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _user() -> str:
    """Started by root, nginx would serve as nobody, who may not read our temporary folder."""
    return "user root;" if os.getuid() == 0 else ""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        if process.poll() is not None:
            raise SystemExit(f"the file server ended at once (exit code {process.returncode})")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("the file server does not listen")

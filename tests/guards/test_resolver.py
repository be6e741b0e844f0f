"""DNS answers: the address is looked at before anybody connects to it.

`socket.gethostbyname` of a whole run is replaced, so that nothing here asks a real name server.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import crawling
from replica import ReplicaServer

RUN = """
import socket, sys
socket.gethostbyname = lambda name: {answer!r}
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


def crawl(folder: Path, answer: str, **arguments: Any) -> subprocess.CompletedProcess[str]:
    """A crawl for which every name resolves to `answer`."""
    words = crawling.crawl_words(None, **arguments)
    return subprocess.run(
        [sys.executable, "-c", RUN.format(answer=answer), *words],
        cwd=folder,
        env=crawling.environment(folder),
        capture_output=True,
        timeout=100,
        encoding="utf-8",
    )


@pytest.mark.parametrize("answer", ["127.0.0.1", "169.254.169.254"])
def test_the_site_on_a_private_address_is_not_asked(answer: str, tmp_path: Path) -> None:
    done = crawl(tmp_path, answer)
    assert done.returncode == 1
    assert (
        f"Refused: interfax.com.ua resolves to {answer}, which is no public address" in done.stderr
    )
    assert "robots.txt could not be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mirror_may_be_private(server: ReplicaServer, tmp_path: Path) -> None:
    base = server.base_url().replace("127.0.0.1", "mirror.test")
    done = crawl(tmp_path, "127.0.0.1", base_url=base, max_articles=2)
    assert done.returncode == 0, done.stderr
    assert len(crawling.default_feed(tmp_path)) == 2

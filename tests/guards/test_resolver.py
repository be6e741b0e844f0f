"""DNS answers: the address is looked at before anybody connects to it.

`socket.gethostbyname` of a whole run is replaced, so that nothing here asks a real name server.
"""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import crawling
from replica import ReplicaServer


def crawl(
    server: ReplicaServer | None, folder: Path, answer: str, **arguments: Any
) -> crawling.Run:
    """A crawl for which every name resolves to `answer`."""
    return crawling.crawl(server, folder, prepare=partial(resolve_to, answer), **arguments)


def resolve_to(answer: str) -> None:
    socket.gethostbyname = lambda name: answer


@pytest.mark.parametrize("answer", ["127.0.0.1", "169.254.169.254"])
def test_the_site_on_a_private_address_is_not_asked(answer: str, tmp_path: Path) -> None:
    done = crawl(None, tmp_path, answer)
    assert done.code == 1
    assert f"Refused: interfax.com.ua resolves to {answer}, which is no public address" in done.err
    assert "robots.txt could not be read" in done.err
    assert "Traceback" not in done.err


def test_a_mirror_may_be_private(server: ReplicaServer, tmp_path: Path) -> None:
    base = server.base_url().replace("127.0.0.1", "mirror.test")
    done = crawl(None, tmp_path, "127.0.0.1", base_url=base, max_articles=2)
    assert done.code == 0, done.err
    assert len(done.records) == 2

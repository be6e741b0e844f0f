"""The demonstration's site on loopback."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from newsbot.demo.server import served
from newsbot.demo.site import DemoSite
from newsbot.demo.words import EDITIONS

SITE = DemoSite()


def test_each_edition_has_an_address(capfd: pytest.CaptureFixture[str]) -> None:
    with served(SITE, {}) as addresses:
        assert list(addresses) == list(EDITIONS)
        assert len(set(addresses.values())) == 3
        for edition, address in addresses.items():
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
            for path, status in (("/", 200), ("/nothing", 404), ("/news/last.rss", 200)):
                connection.request("GET", path)
                answer = connection.getresponse()
                truth = SITE.respond(edition, path, urlsplit(address).netloc)
                assert (answer.status, answer.read()) == (status, truth.body)
                assert answer.headers["Content-Type"] == truth.headers["Content-Type"]
            connection.close()
    for address in addresses.values():
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(address, timeout=5)
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="in use"),
        served(SITE, {"ru": taken.getsockname()[1]}),
    ):
        pass

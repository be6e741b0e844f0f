"""Where a run may go, and where it must not, whoever says so."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.guards.addresses import allowed_places, place_of, refusal_of
from newsbot.guards.resolver import is_public
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import mirrored

SITE = allowed_places(INTERFAX)
START = "https://interfax.com.ua/news/political/1.html"
MIRROR = allowed_places(mirrored(INTERFAX, {"uk": "http://127.0.0.1:8931"}))
PAGE = "http://127.0.0.1:8931/news/latest.html"


@pytest.mark.parametrize(
    "url",
    [
        "https://interfax.com.ua/news/political/2.html",
        "https://interfax.com.ua:443/",
        "https://www.interfax.com.ua/",
        "https://interfax.com.ua./",
        "https://ua.interfax.com.ua/",
        "https://INTERFAX.com.ua/",
    ],
)
def test_the_hosts_of_an_edition(url: str) -> None:
    assert refusal_of(url, START, SITE) is None


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://interfax.com.ua/", "scheme"),
        ("https://interfax.com.ua:8443/", "scheme"),
        ("ftp://interfax.com.ua/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,x", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://", "scheme"),
        ("https://[::1", "scheme"),
        ("https://interfax.com.ua:99999/", "scheme"),
        ("https://user:secret@interfax.com.ua/", "userinfo"),
        ("https://interfax.com.ua@evil.example/", "userinfo"),
        ("https://evil.example/", "offsite"),
        ("https://evilinterfax.com.ua/", "offsite"),
        ("https://interfax.com.ua.evil.example/", "offsite"),
        ("https://xn--80ak6aa92e.com/", "offsite"),
        ("https://127.0.0.1/", "offsite"),
        ("https://2130706433/", "offsite"),
        ("https://0x7f.1/", "offsite"),
        ("https://[::ffff:127.0.0.1]/", "offsite"),
        ("https://169.254.169.254/latest/meta-data/", "offsite"),
        ("https://ru.interfax.com.ua/", "edition"),
        ("https://en.interfax.com.ua/", "edition"),
    ],
)
def test_everything_else(url: str, kind: str) -> None:
    refusal = refusal_of(url, START, SITE)
    assert refusal is not None
    assert refusal.kind == kind


def test_an_edition_is_its_own_start() -> None:
    url = "https://ru.interfax.com.ua/news/latest.html"
    assert refusal_of(url, url, SITE) is None


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8931/news/political/1.html", True),
        ("http://127.0.0.1:8932/", False),
        ("https://127.0.0.1:8931/", False),
        ("http://127.0.0.1/", False),
        ("http://localhost:8931/", False),
        ("http://127.0.0.2:8931/", False),
        ("https://interfax.com.ua/", False),  # the mirror stands in its place
    ],
)
def test_a_mirror_is_one_host_and_port(url: str, *, allowed: bool) -> None:
    assert (refusal_of(url, PAGE, MIRROR) is None) is allowed


def test_a_mirror_may_move_to_https() -> None:
    places = allowed_places(mirrored(INTERFAX, {"uk": "http://archive.example"}))
    start = "http://archive.example/"
    assert refusal_of("https://archive.example/", start, places) is None
    secure = allowed_places(mirrored(INTERFAX, {"uk": "https://archive.example"}))
    assert refusal_of("http://archive.example/", "https://archive.example/", secure) is not None


def test_editions_on_one_mirror_are_one_place() -> None:
    origin = "http://127.0.0.1:8931"
    places = allowed_places(mirrored(INTERFAX, {"uk": origin, "ru": origin}))
    assert places == {("http", "127.0.0.1", 8931): {"uk", "ru", "en"}}


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "//", "https:"]))
def test_any_text(text: str, prefix: str) -> None:
    refusal = refusal_of(prefix + text, START, SITE)
    if refusal is None:
        assert place_of(prefix + text) in SITE


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "no address",
        "",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_mapped_addresses_are_what_they_stand_for(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(address)
    assert socket.inet_aton(str(address))

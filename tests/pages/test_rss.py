"""Feeds: also such as are no well-formed XML."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

from newsbot.pages.rss import read_rss
from newsbot.sites.interfax import INTERFAX
from replica import Replica

URL = "https://interfax.com.ua/news/last.rss"


def feed(*items: str) -> bytes:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def test_the_replica() -> None:
    answer = Replica().respond("uk", "/news/last.rss", {})
    entries = read_rss(answer.body, INTERFAX, URL)
    assert len(entries) > 5
    assert sum(bool(entry.title and entry.time) for entry in entries) > 5


@pytest.mark.parametrize(
    ("item", "title", "time"),
    [
        ("<title>Назва</title><link>/news/a/5.html</link><pubDate>x</pubDate>", "Назва", "x"),
        ("<title>&lt;b&gt;Наз&lt;/b&gt;ва &amp;amp; ще</title><guid>/news/a/5.html</guid>", "Назва & ще", None),
        ("<title><![CDATA[Назва <i>тут</i>]]></title><link>/news/a/5.html</link>", "Назва тут", None),
        ("<link>https://interfax.com.ua./news/a/5.html?utm=1</link>", "", None),
        ("<title>Назва & ще</title><link>/news/a/5.html</link>", "Назва  ще", None),
    ],
)  # fmt: skip
def test_items(item: str, title: str, time: str | None) -> None:
    (entry,) = read_rss(feed(item), INTERFAX, URL)
    assert entry.address.id == "5"
    assert entry.title.replace("  ", " ") == title.replace("  ", " ")
    assert entry.time == time


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\0",
        b"<html><body>no feed</body></html>",
        b"\xff\xfe",
        b"<rss><channel><item>",
        b"{}",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    assert read_rss(body, INTERFAX, URL) == []


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title><link>/news/a/5.html</link></item></channel></rss>'
    (entry,) = read_rss(bomb, INTERFAX, URL)
    assert "aaaa" not in entry.title

"""Encodings, heavy markup, and what pages ask of robots: the pure parts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsbot.demo.replica import Replica
from newsbot.guards.charset import encoding_of
from newsbot.guards.weight import MOST_ATTRIBUTES, MOST_TAGS, too_heavy
from newsbot.pages.indexing import robots_wishes

TEXT = "<html><head><meta name=x></head><body><p>Верховна Рада ухвалила закон. Їжак, ґанок, єнот. "
PAGE = TEXT * 5
DECLARED = [None, "utf-8", "windows-1251", "koi8-u", "iso-8859-1", "bogus", "hex", "idna", "utf-7"]
HOLD = 0.25
"""Seconds of CPU that one page may take."""


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "windows-1251",
        "koi8-u",
        "iso8859-5",
        "cp866",
    ],
)
def test_the_bytes_tell_the_encoding(encoding: str, declared: str | None) -> None:
    body = PAGE.encode(encoding, "replace")
    found = encoding_of(body, declared)
    assert found is not None
    assert body.decode(found) == body.decode(encoding)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u"])
def test_a_few_words_are_enough(encoding: str) -> None:
    assert encoding_of("<h1>Новини дня</h1>".encode(encoding)) == encoding


def test_a_few_broken_bytes_are_still_utf8() -> None:
    assert encoding_of(PAGE.encode() + b"\xff\xfe", "utf-8") == "utf-8"
    assert encoding_of(PAGE.encode() + b"\xed\xa0\x80", None) == "utf-8"


def test_no_text_at_all() -> None:
    assert encoding_of(b"\x89PNG\r\n" + bytes(range(256)) * 50) is None
    assert encoding_of("café".encode("latin-1"), "iso-8859-1") == "iso8859-1"


@given(st.binary(max_size=400), st.sampled_from(DECLARED))
def test_any_bytes(body: bytes, declared: str | None) -> None:
    encoding = encoding_of(body, declared)
    if encoding is not None:
        body.decode(encoding, "replace")


# Heavy markup


def attributes(count: int, form: str = "a{}", wrap: str = "<div {}>") -> bytes:
    body = wrap.format(" ".join(form.format(number) for number in range(count)))
    return b"<html><body>" + body.encode() + b"<p>x</p>" * 100


@pytest.mark.parametrize(
    "form", ["a{}", "a{}=''", 'a{}=">"', "a{}='<a >'", "<{}", "={}", "a{}=x/", "{}/"]
)
def test_too_many_attributes(form: str) -> None:
    assert "attributes" in (too_heavy(attributes(8_000, form)) or "")


@pytest.mark.parametrize(
    "hidden", ['"\'>"', "'\">'", '"=>\'>"', "'='>", '"= \'>"', "''/>=\">\"", "x'='>'", "==\"='"]
)
@pytest.mark.parametrize("start", ["", "<p title='", '<p title="'])
def test_quotes_in_quotes_hide_no_attributes(start: str, hidden: str) -> None:
    """A `>` behind the other kind of quotes ends no tag either."""
    parts = [f"x{n}={hidden} " + " ".join(f"a{n}b{m}" for m in range(40)) for n in range(400)]
    body = f"<html><body>{start}<div {' '.join(parts)}>".encode() + b"<p>x</p>" * 100
    if too_heavy(body) is None:
        before = time.process_time()
        etree.fromstring(body, etree.HTMLParser())
        assert time.process_time() - before < HOLD


def test_too_many_tags() -> None:
    assert too_heavy(b"<b>" * (MOST_TAGS + 1)) == f"{MOST_TAGS + 1} tags"


def test_pages_are_light() -> None:
    replica = Replica(40, page_bytes=150_000)
    for path in replica.paths("uk"):
        assert too_heavy(replica.respond("uk", path, {}).body) is None, path
    assert too_heavy(attributes(MOST_ATTRIBUTES - 1)) is None
    assert too_heavy(b'<img src="data:image/png;base64,' + b"A" * 500_000 + b'">') is None


@pytest.mark.parametrize(
    "body",
    [
        b"<a b='\"" * 9000 + b"x" * 900_000,
        b"<a b=\"'" * 9000 + b"x" * 900_000,
        (b"<a" + b" " * 100) * 9000,
        b"= '" * 300_000,
        b"<a" * 9999 + b"x" * 900_000,
        b"<a" * 499 + b' x="' + b"x" * 900_000 + b'"',
        b"<a " + b"b" * 900_000,
        b"<a " * 9999 + b"b" * 900_000,
        b"='" + b" " * 1_000_000,
        (b"<div " + b" ".join(b"a%d=''" % n for n in range(499)) + b">") * 200,
        (b"<div " + b" ".join(b"a%d='>'" % n for n in range(499)) + b">") * 200,
    ],
)
def test_looking_at_the_weight_is_cheap(body: bytes) -> None:
    before = time.process_time()
    too_heavy(body)
    assert time.process_time() - before < HOLD / 2


@pytest.mark.parametrize("count", [MOST_ATTRIBUTES, 9000])
def test_what_passes_is_cheap_to_parse(count: int) -> None:
    tag = b"<div " + b" ".join(b"%x" % (n + 0xA000) for n in range(count)) + b">"
    body = b"<html><body>" + tag * max(1, min(1_000_000 // len(tag), MOST_TAGS))
    if too_heavy(body) is not None:
        body = tag  # alone, it is short enough to pass
    if too_heavy(body) is None:
        before = time.process_time()
        etree.fromstring(body, etree.HTMLParser())
        assert time.process_time() - before < HOLD


# X-Robots-Tag and <meta name="robots">


@pytest.mark.parametrize(
    ("headers", "meta", "keep", "follow"),
    [
        ([], "", True, True),
        ([], "index, follow", True, True),
        ([], "noindex", False, True),
        ([], "NOINDEX,NOFOLLOW", False, False),
        ([], "noindex nofollow", False, False),
        ([], "none", False, False),
        ([], "noarchive, max-snippet:0", True, True),
        (["noindex"], "", False, True),
        (["noindex, nofollow"], "", False, False),
        (["nofollow", "noindex"], "", False, False),
        (["none"], "all", False, False),
        (["newsbot: noindex"], "", False, True),
        (["NewsBot: NoIndex"], "", False, True),
        (["otherbot: noindex, nofollow"], "", True, True),
        (["otherbot: noindex", "nofollow"], "", True, False),
        (["nofollow, otherbot: noindex"], "", True, False),
        (["otherbot: noindex, newsbot: nofollow"], "", True, False),
        (["unavailable_after: 25 Jun 2030 15:00:00 GMT, nofollow"], "", True, False),
        (["max-snippet:-1, noindex"], "", False, True),
        (["googlebot-news: none"], "", True, True),
    ],
)
def test_wishes(headers: list[str], meta: str, keep: bool, follow: bool) -> None:
    assert robots_wishes(headers, meta) == (keep, follow)


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=60))
def test_any_wishes(headers: list[str], meta: str) -> None:
    robots_wishes(headers, meta)

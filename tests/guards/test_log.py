"""What reaches a terminal or a log file: no escapes of a page, no secrets of ours."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

import newsbot.guards.log
from crawling import crawl
from newsbot.guards.log import SafeRecord, hide, printable, secrets_of
from replica import ReplicaServer


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets of one test are no secrets of the next."""
    monkeypatch.setattr(newsbot.guards.log, "_secrets", set())
    monkeypatch.setattr(newsbot.guards.log, "_hide", None)


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger that makes safe records, and what it has written."""
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(SafeRecord)
    stream = io.StringIO()
    logger = logging.Logger("test")  # noqa: LOG001
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("12:00 [test] %(message)s"))
    logger.addHandler(handler)
    yield logger, stream
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Новини — «дня»", "Новини — «дня»"),
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\rb\bc\x00", r"a\x0db\x08c\x00"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("line\u2028line", r"line\u2028line"),
        ("\ud800", r"\ud800"),
        ("two\nlines", "two\n    lines"),
        ("tab\tkept", "tab\tkept"),
        ("s3://KEY:SECRET@bucket/x", "s3://***@bucket/x"),
        ("ftp://user:p%40ss@host/", "ftp://***@host/"),
        ("https://t.me/@channel", "https://t.me/@channel"),
        ("mail@example.org", "mail@example.org"),
    ],
)
def test_printable(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text())
def test_whatever_is_printed_is_harmless(text: str) -> None:
    printed = printable(text)
    assert not [
        mark
        for mark in printed
        if mark in "\x1b\r\x9b\x00\u202e\u2028" or "\ud800" <= mark <= "\udfff"
    ]
    printed.encode("utf-8")
    assert all(line.startswith("    ") for line in printed.split("\n")[1:])


def test_records_are_safe_for_every_handler(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    logger.warning("page %s says %r", "\x1b[2J", "x")
    logger.warning("forged\n12:00 [test] all is well")
    logger.warning("100% of %s and %s", "one")  # noqa: PLE1206
    logger.warning("no arguments %s")
    try:
        raise ValueError("\x1b[31m from a page\n12:00 [test] forged")  # noqa: TRY301
    except ValueError:
        logger.exception("failed")
    written = stream.getvalue()
    assert "\x1b" not in written
    assert written.count("\n12:00 [test]") == 4  # one a call, the first has no line before it
    assert "Logging error" not in written


def test_secrets_of_the_settings() -> None:
    settings = Settings(
        {
            "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "s3cr3t/key",
            "FTP_PASSWORD": "ftp-pass",
            "MY_API_TOKEN": "t0ken",
            "TELNETCONSOLE_PASSWORD": None,
            "BOT_NAME": "newsbot",
            "FEEDS": {"ftp://me:p%40ssword@host/feed.jsonl": {"format": "jsonlines"}},
        }
    )
    hide(secrets_of(settings))
    said = "AKIAEXAMPLE s3cr3t/key ftp-pass t0ken p%40ssword p@ssword newsbot"
    assert printable(said) == "*** *** *** *** *** *** newsbot"


def test_what_nobody_has_set_is_no_secret() -> None:
    """Scrapy has a password for anonymous FTP, which would stand in the way of each `guest`."""
    hide(secrets_of(Settings()))
    assert printable("newsbot.guest.pace") == "newsbot.guest.pace"


def test_short_values_are_not_blacked_out() -> None:
    hide(["", "a", "scrapy"[:3]])
    assert printable("a crawl of scrapy") == "a crawl of scrapy"


def test_a_run_keeps_its_secrets(
    server: ReplicaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://someone:proxy-pass@127.0.0.1:1/")
    settings = {
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "aws-secret",
        "LOG_LEVEL": "DEBUG",
    }
    feed = "ftp://someone:feed-pass@127.0.0.1:1/x/feed.jsonl"
    run = crawl(server, tmp_path, "-o", feed, settings=settings, max_articles=1)
    printed = run.out + run.err
    assert run.code == 1  # the feed could not be stored
    assert "***" in printed
    for secret in ("AKIAEXAMPLE", "aws-secret", "proxy-pass", "feed-pass"):
        assert secret not in printed

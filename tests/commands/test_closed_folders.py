"""A folder that may not even be looked into: one line that names it, whatever the command."""

from __future__ import annotations

import ctypes
import struct
import sys
from pathlib import Path

import pytest

from crawling import scrapy

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="root gives its rights away by capset(2)"),
]

_VERSION = 0x20080522
"""_LINUX_CAPABILITY_VERSION_3."""


def without_rights() -> None:
    """Also for root, who may look into every folder, permissions hold from now on."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(struct.pack("=Ii", _VERSION, 0), struct.pack("=6I", *([0] * 6))):
        raise OSError(ctypes.get_errno(), "capset")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["doctor", "--html", "closed/look.html"], "closed/look.html"),
        (["doctor", "--save", "closed/kept"], "closed/kept"),
        (["doctor", "--saved", "closed/kept"], "closed/kept/answers.json"),
        (["doctor", "--logfile", "closed/doctor.log"], "closed/doctor.log"),
        (["replay", "pages.warc", "-O", "closed/again.jsonl"], "closed/again.jsonl"),
        (["replay", "closed/pages.warc", "-O", "again.jsonl"], "closed/pages.warc"),
        (["replay", "pages.warc", "--diff", "-s", "NEWSBOT_DATA_DIR=closed"], "closed/"),
        (["replay", "pages.warc", "--into-archive", "-s", "NEWSBOT_DATA_DIR=closed"], "closed"),
        (["savepage", "closed/page.html", "--url", "https://interfax.com.ua/"], "closed/page.html"),
        (["savepage", "closed/pages.warc:1"], "closed/pages.warc"),
        (["savepage", "http://127.0.0.1:1/", "--to", "closed/page"], "closed/page"),
        (["savepage", "--again", "closed/page"], "closed/page"),
        (["runs", "-s", "NEWSBOT_DATA_DIR=closed"], "closed/ledger.sqlite"),
        (["crawl", "interfax", "--logfile", "closed/crawl.log"], "closed/crawl.log"),
        (
            ["crawl", "interfax", "--quiet", "-s", "NEWSBOT_DATA_DIR=closed/data"],
            "closed/data cannot be written (Permission denied)",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_one_line_that_names_it(words: list[str], names: str, tmp_path: Path) -> None:
    tmp_path.joinpath("pages.warc").write_bytes(b"")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        run = scrapy(tmp_path, *words, prepare=without_rights)
    finally:
        closed.chmod(0o700)
    assert run.code in {1, 2}
    assert "Traceback" not in run.err
    [said] = run.complaints
    assert names in said
    assert "cannot be" in said or "no saved page" in said
    assert [*closed.iterdir()] == []

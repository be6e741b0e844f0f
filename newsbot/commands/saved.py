"""A saved page: what is read from it, with its own text and with made-up text."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from newsbot.errors import NotAnArticle
from newsbot.feeds.records import record_of
from newsbot.guards.charset import declared_in, encoding_of
from newsbot.pages.disguise import Disguise
from newsbot.reading import read
from newsbot.sites.known import site_of

Record = dict[str, Any]

_PAGE, _URL, _RECORD = "page.html.gz", "url", "record.json"
_LETTER = re.compile(r"[^\W\d_]")
_OF_THE_WORDS = frozenset({"content_hash"})


def record_read(page: bytes, url: str, fetched_at: datetime) -> Record:
    """The record of a page, or `{"problem": ...}` where it is read as no article."""
    try:
        article = read(page, url=url, fetched_at=fetched_at)
    except NotAnArticle as refused:
        return {"problem": refused.problem, "fetched_at": fetched_at.isoformat()}
    article.revision = 1
    return record_of(article)


def disguised(page: bytes, url: str) -> tuple[bytes, str]:
    """The page with made-up text, and its address likewise. ValueError where it is no text."""
    encoding = encoding_of(page, declared_in(page))
    if encoding is None:
        raise ValueError("its encoding cannot be told")
    disguise = Disguise(site_of(url))
    text = disguise.page(page.decode(encoding, "replace"))
    return text.encode(encoding, "replace"), disguise.address(url)


def read_otherwise(before: Record, after: Record) -> list[str]:
    """The fields that have other shapes with other words: what reads them looks at the words."""
    names = dict.fromkeys((*before, *after))
    return [
        name
        for name in names
        if name not in _OF_THE_WORDS and _shape(before.get(name)) != _shape(after.get(name))
    ]


def write(folder: Path, page: bytes, url: str, record: Record) -> None:
    """All of it or nothing. Raises OSError, FileExistsError where something is there already."""
    folder.mkdir(parents=True)
    try:
        # Without a time in it: the same page makes the same file.
        folder.joinpath(_PAGE).write_bytes(gzip.compress(page, mtime=0))
        folder.joinpath(_URL).write_text(f"{url}\n", "utf-8")
        _write_record(folder, record)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def load(folder: Path) -> tuple[Record, Record]:
    """What a saved page says is right, and what is read from it now.

    Raises OSError, ValueError or KeyError where the folder is no saved page.
    """
    record: Record = json.loads(folder.joinpath(_RECORD).read_text("utf-8"))
    page = gzip.decompress(folder.joinpath(_PAGE).read_bytes())
    url = folder.joinpath(_URL).read_text("utf-8").strip()
    return record, record_read(page, url, datetime.fromisoformat(record["fetched_at"]))


def read_again(folder: Path) -> list[str]:
    """Writes what is read now; the fields that are not as they were. Raises as `load`."""
    before, now = load(folder)
    _write_record(folder, now)
    return [name for name in dict.fromkeys((*before, *now)) if before.get(name) != now.get(name)]


def _write_record(folder: Path, record: Record) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=1)
    folder.joinpath(_RECORD).write_text(f"{text}\n", "utf-8")


def _shape(value: object) -> str:
    """A value with all letters and digits alike."""
    text = unquote(json.dumps(value, ensure_ascii=False))
    return re.sub(r"\d", "0", _LETTER.sub("x", text))

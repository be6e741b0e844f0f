"""`newsbot.Archive` over S3, with a storage on loopback that answers as S3 does."""

from __future__ import annotations

import gzip
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from made_archive import newest_of
from newsbot import Archive
from newsbot.archive.s3 import store_of
from newsbot.errors import ArchiveError, ConfigurationError
from newsbot.feeds.records import record_of

BUCKET = "news"
MOMENT = ("2026-11-26T10:00:00.000Z", "Thu, 26 Nov 2026 10:00:00 GMT")


class Storage(BaseHTTPRequestHandler):
    """Lists objects, two a page, and hands out ranges of them."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20  # head and body at once: else each waits for an acknowledgement
    objects: dict[str, bytes]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        key = unquote(address.path).removeprefix(f"/{BUCKET}").removeprefix("/")
        if not key:
            self._list(parse_qs(address.query))
            return
        text = self.objects.get(key)
        if text is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        headers = {"Last-Modified": MOMENT[1], "ETag": f'"{len(text)}"'}
        if found is None:
            self._answer(200, text, headers)
            return
        first, last = int(found[1]), min(int(found[2] or len(text)), len(text) - 1)
        headers["Content-Range"] = f"bytes {first}-{last}/{len(text)}"
        self._answer(206, text[first : last + 1], headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _list(self, query: dict[str, list[str]]) -> None:
        prefix = query.get("prefix", [""])[0]
        after = query.get("continuation-token", [""])[0]
        keys = sorted(key for key in self.objects if key.startswith(prefix) and key > after)
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{MOMENT[0]}</LastModified>"
            f'<ETag>"1"</ETag><Size>{len(self.objects[key])}</Size></Contents>'
            for key in keys[:2]
        )
        more = f"<NextContinuationToken>{keys[1]}</NextContinuationToken>" if keys[2:] else ""
        answer = (
            f"<ListBucketResult><Name>{BUCKET}</Name><KeyCount>{len(keys[:2])}</KeyCount>"
            f"<IsTruncated>{str(bool(keys[2:])).lower()}</IsTruncated>{more}{contents}"
            "</ListBucketResult>"
        )
        self._answer(200, answer.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, text: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def objects(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What the storage has: key -> content."""
    pytest.importorskip("obstore", reason="obstore is not installed: pip install '.[s3]'")
    kept: dict[str, bytes] = {}
    handler = type("OwnStorage", (Storage,), {"objects": kept})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    store_of.cache_clear()
    yield kept
    server.shutdown()
    server.server_close()


def test_a_folder_and_a_file(made: Any, objects: dict[str, bytes]) -> None:
    folder, written = made
    paths = sorted(folder.iterdir())
    for path in paths[:-1]:
        objects[f"data/interfax/{path.name}"] = path.read_bytes()
    last = f"data/interfax/{paths[-1].name}.gz"
    objects[last] = gzip.compress(paths[-1].read_bytes())
    objects["data/interfax/links.jsonl"] = objects["database/2025-01-01.jsonl"] = b"{}\n"
    for address in ("s3://news/data/interfax", "s3://news/data/interfax/", "s3://news/data"):
        archive = Archive(address)
        assert [record_of(article) for article in archive] == newest_of(written)
        assert archive.skipped == []
    key = written[-1]["id"]
    found = archive.get(key)
    assert found is not None
    assert record_of(found) == newest_of(written)[-1]
    packed = objects[last]
    assert len(Archive(f"s3://news/{last}")) == gzip.decompress(packed).count(b"\n")


def test_where_there_is_nothing(objects: dict[str, bytes]) -> None:
    with pytest.raises(ArchiveError, match="no JSON Lines in s3://news/nothing"):
        Archive("s3://news/nothing")


def test_without_obstore(monkeypatch: pytest.MonkeyPatch) -> None:
    store_of.cache_clear()
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'newsbot\[s3\]'"):
        Archive("s3://news/data")

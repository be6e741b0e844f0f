"""One page out of a file of kept pages."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from warcio.bufferedreaders import BufferedReader

from newsbot.errors import ConfigurationError
from newsbot.pagestore.reader import LARGEST, KeptPage, check_warc, records_from


def find_page(path: Path, name: str) -> KeptPage:
    """The page of an article: the last one, where the file has several.

    `name` is the article's id, the page's address, or the id of its record. Raises
    ConfigurationError where there is none, or no such file.
    """
    check_warc(path)
    found = None
    for record in records_from(path):
        if record.page is not None and record.page.status == 200 and _is_of(record.page, name):
            found = record.page
    if found is None:
        raise ConfigurationError(f"{path} has no page of {name}")
    return found


def unpacked(page: KeptPage) -> bytes:
    """The body without its Content-Encoding."""
    headers = {header.lower(): value.strip().lower() for header, value in page.headers}
    encoding = headers.get("content-encoding", "").removeprefix("x-")
    if encoding in {"", "identity"}:
        return page.body
    if encoding not in BufferedReader.get_supported_decompressors():
        raise ConfigurationError(f"the page {page.url} is packed as {encoding}, which is not known")
    body: bytes = BufferedReader(BytesIO(page.body), decomp_type=encoding).read(LARGEST)
    return body


def _is_of(page: KeptPage, name: str) -> bool:
    if name in {page.url, page.id, page.id.strip("<>")}:
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", urlsplit(page.url).path) is not None

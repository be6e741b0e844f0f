"""One page out of a file of kept pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Request, Response
from scrapy.statscollectors import DummyStatsCollector

from newsbot.errors import ConfigurationError
from newsbot.pagestore.reader import LARGEST, KeptPage, check_warc, records_from

_MOST = {"download_maxsize": LARGEST}


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
    """The body without its Content-Encoding. Raises ConfigurationError where that is not so."""
    named = [value for header, value in page.headers if header.lower() == "content-encoding"]
    headers = Headers({"Content-Encoding": named})
    response = Response(page.url, headers=headers, body=page.body)
    crawler = Crawler(Spider)
    crawler.stats = DummyStatsCollector(crawler)  # as a crawl that has begun
    unpack = HttpCompressionMiddleware(crawler=crawler)
    try:
        answer: Any = unpack.process_response(Request(page.url, meta=_MOST), response)
    except Exception as error:  # each decoder has errors of its own
        raise ConfigurationError(f"the page {page.url} cannot be unpacked ({error})") from error
    body: bytes = answer.body
    return body


def _is_of(page: KeptPage, name: str) -> bool:
    if name in {page.url, page.id, page.id.strip("<>")}:
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", urlsplit(page.url).path) is not None

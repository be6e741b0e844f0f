"""Spiders that do nothing: the ceiling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class BareSpider(scrapy.Spider):
    """Downloads the addresses in the file `urls`, and looks at none."""

    name = "bare"
    urls: str

    async def start(self) -> AsyncIterator[Any]:
        with Path(self.urls).open(encoding="utf-8") as lines:  # noqa: ASYNC230
            for line in lines:
                yield scrapy.Request(line.rstrip("\n"))

    def parse(self, response: scrapy.http.Response) -> None:
        """Nothing."""


class EmptySpider(scrapy.Spider):
    """Asks for nothing at all."""

    name = "empty"

"""An article whose plain address is missing is asked for once more, where it was found."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Request, Response

    from newsbot.sites.urls import ArticleAddress

logger = logging.getLogger(__name__)

MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class AsFoundMiddleware:
    """Downloader middleware: only what is missing under both addresses is missing.

    It stands behind the retries and redirects, and before the ledger hears of the answer.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        address: ArticleAddress | None = request.meta.get("article")
        if address is None or response.status not in MISSING or address.found == address.url:
            return response
        logger.debug("Missing, asked for where it was found: %s", address.found)
        meta = {**request.meta, "article": address._replace(url=address.found)}
        for name in ("redirect_times", "redirect_ttl", "redirect_urls", "redirect_reasons"):
            meta.pop(name, None)
        return request.replace(url=address.found, meta=meta)

"""Only an answer with status 200 is surely the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.spidermiddlewares.httperror import HttpError, HttpErrorMiddleware

if TYPE_CHECKING:
    from scrapy.http import Response


class OnlyOk(HttpErrorMiddleware):
    """Scrapy's, which lets through every 2xx.

    206 is a part of a page, 203 is what a proxy made of it, 204 and 205 have none, 201 and 202
    promise nothing about it: each is a failed fetch, like a 404. What gets through has passed
    `newsbot.guards.content`.
    """

    def process_spider_input(  # type: ignore[override]  # the spider is an argument of the past
        self, response: Response
    ) -> None:
        if response.status != 200:
            raise HttpError(response, f"status {response.status}")

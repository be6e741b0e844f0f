"""Redirects of a crawl that sends no Referer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request

if TYPE_CHECKING:
    from scrapy.http import Response

_FINAL_DOTS = re.compile(r"\.+(?=(?::[0-9]*)?\Z)")


class PlainRedirects(RedirectMiddleware):
    """Scrapy's, which at every start warns that REFERER_ENABLED is off; here that is meant so.

    Where a redirect may lead is the matter of `newsbot.guards.addresses`. A host with a final dot
    is the host without it: the same pages, and one pause between them.
    """

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: object = None,  # noqa: ARG002 - as Scrapy has it
    ) -> Request | Response:
        answer = super().process_response(request, response)
        if isinstance(answer, Request):
            place = urlsplit(answer.url)
            host = _FINAL_DOTS.sub("", place.netloc)
            if host != place.netloc:
                return answer.replace(url=place._replace(netloc=host).geturl())
        return answer

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """There is no Referer middleware to look for."""

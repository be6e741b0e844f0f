"""Redirects of a crawl that sends no Referer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

if TYPE_CHECKING:
    from scrapy.http import Request, Response


class PlainRedirects(RedirectMiddleware):
    """Scrapy's, which at every start warns that REFERER_ENABLED is off; here that is meant so.

    Where a redirect may lead is the matter of `newsbot.guards.addresses`.
    """

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """There is no Referer middleware to look for."""

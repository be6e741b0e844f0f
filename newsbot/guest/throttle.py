"""AutoThrottle that never goes below what a site asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response


class FlooredAutoThrottle(AutoThrottle):
    """Scrapy's AutoThrottle lowers any delay to DOWNLOAD_DELAY; this one keeps the host's floor.

    The floor is the `delay` of the host in the downloader's `per_slot_settings`, where
    `newsbot.guest.pace` writes what robots.txt and the answers of the host ask for.
    """

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot = downloader.slots.get(key)
        if slot is not None:
            floor = downloader.per_slot_settings.get(key, {}).get("delay", 0.0)
            slot.delay = max(slot.delay, floor)

"""The spider that makes the doctor's requests: as polite as a crawl, and without an archive."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from newsbot.doctor.collected import ROBOTS, Answer, kept_headers
from newsbot.doctor.visit import visit
from newsbot.errors import Postponed, reason_of
from newsbot.guest.brake import Brake
from newsbot.guest.robots import REASON as ROBOTS_UNREACHABLE
from newsbot.run import Arguments, Place, one_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.sites.site import Site


class Visitor(scrapy.Spider):
    """Asks for what `newsbot.doctor.visit` names, one page after the other.

    `answers` is what came; robots.txt is asked for by the middleware that obeys it, and looked at
    here.
    """

    name = "doctor"

    def __init__(
        self, site: Site, arguments: Arguments, show: Callable[[str], object] = str
    ) -> None:
        super().__init__()
        self.show = show
        """Is told what is asked for now."""
        self.arguments = arguments
        self.site = arguments.at_mirror(site)
        self.started_at = datetime.now(UTC)
        self.answers: list[Answer] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.received, signal=signals.response_received)
        return spider

    def clock(self) -> float:
        return time.time()

    def locate(self, url: str) -> Place | None:  # noqa: ARG002 - nothing is remembered
        return None

    async def start(self) -> AsyncIterator[Request]:
        for code in self.arguments.editions:
            self.answers += await visit(self.site, self.site.editions[code], self.ask)
            if not self._has_robots(code):
                self.answers.append(self._without_robots(code))
        return
        yield  # an asynchronous generator, as Scrapy wants it

    async def ask(
        self, role: str, edition: str, url: str, headers: Mapping[str, str]
    ) -> Answer | None:
        assert self.crawler.engine is not None
        ended = one_of(self.crawler, Brake).reason is not None
        if ended or self.crawler.engine.spider is None:
            return None  # too many refusals, a long pause, or a person
        self.show(f"{edition}: {role}, {url} ...")
        request = Request(url, headers=dict(headers), callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the doctor tells it
            problem = self._why_ended(edition, error)
            now = datetime.now(UTC)
            return Answer(role, edition, url, now, problem=problem) if problem else None
        return _answer(role, edition, response)

    def received(self, response: Response, request: Request) -> None:
        if urlsplit(request.url).path != "/robots.txt":
            return
        for code in self.arguments.editions:
            host = urlsplit(self.site.editions[code].base).netloc
            if host == urlsplit(request.url).netloc:
                self.answers.append(_answer(ROBOTS, code, response))

    def _why_ended(self, edition: str, error: Exception) -> str | None:
        """Why a request was not answered; None where robots.txt says it, or a person ended it."""
        ended = one_of(self.crawler, Brake).reason
        if ended is None and not isinstance(error, Postponed):
            return reason_of(error)
        if ended in {None, ROBOTS_UNREACHABLE} or not self._has_robots(edition):
            return None
        why: str | None = self.crawler.stats.get_value("newsbot/failure")
        return why

    def _has_robots(self, code: str) -> bool:
        return any(each.edition == code and each.role == ROBOTS for each in self.answers)

    def _without_robots(self, code: str) -> Answer:
        why = self.crawler.stats.get_value("newsbot/failure", "it was not answered")
        url = f"{self.site.editions[code].base}/robots.txt"
        return Answer(ROBOTS, code, url, datetime.now(UTC), problem=why)


def _answer(role: str, edition: str, response: Response) -> Answer:
    headers = {
        name.decode("latin-1"): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    now = datetime.now(UTC)
    kept = kept_headers(headers)
    return Answer(role, edition, response.url, now, response.status, kept, response.body)

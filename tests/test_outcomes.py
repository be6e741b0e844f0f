"""What an error, a status or a dropped article amounts to."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    DropItem,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot import errors
from newsbot.items import Article
from newsbot.outcomes import (
    Missing,
    NotWanted,
    Outcome,
    Page,
    Postponed,
    Refused,
    Unchanged,
    Unreachable,
    Unread,
    of_drop,
    of_error,
    page_of,
)
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.urls import Addresses

URL = "https://interfax.com.ua/news/political/1067268.html"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Missing("status 404")),
        (410, Missing("status 410")),
        (500, Unreachable("status 500")),
        (429, Unreachable("status 429")),
        (403, Refused("status 403")),
        (302, Refused("status 302")),
        (304, Refused("status 304")),
        (999, Refused("status 999")),
    ],
)
def test_a_status(status: int, outcome: Outcome) -> None:
    assert of_error(HttpError(Response(URL, status=status))) == outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (errors.NotModified("as it was"), Unchanged()),
        (errors.Postponed("the run is ending"), Postponed()),
        (errors.Unreadable("the page is cut short"), Unread("the page is cut short")),
        (IgnoreRequest("Forbidden by robots.txt"), Refused("Forbidden by robots.txt")),
        (DownloadTimeoutError("took too long"), Unreachable("took too long")),
        (DownloadFailedError("lost"), Unreachable("lost")),
        (ResponseDataLossError("half"), Refused("half")),
        (DownloadCancelledError("too large"), Refused("too large")),
        (ValueError("no address"), Refused("no address")),
        (ValueError(), Refused("ValueError")),
    ],
)
def test_an_error(error: Exception, outcome: Outcome) -> None:
    assert of_error(error) == outcome


def test_a_dropped_article() -> None:
    article = Article("1067268", URL, "interfax.com.ua")
    assert of_drop(article, DropItem("no text")) == Unread("no text")
    assert of_drop(article, errors.SameAsKnown("as it was")) == Unchanged(article)
    assert of_drop(article, errors.NotWanted("late", "outside")) == NotWanted("outside")
    article.content_hash = "5f" * 32
    assert of_drop(article, errors.NotWanted("late", "last")) == NotWanted("last", article)


def test_what_was_asked_for() -> None:
    address = Addresses(INTERFAX).article(URL, "")
    request = Request(URL + "?x", meta={"article": address, "redirect_urls": [URL]})
    assert page_of(request) == Page("1067268", URL)
    assert page_of(Request(URL)) == Page(None, URL)

"""Redirects: a host with a final dot is the host, and asked in its turn."""

from __future__ import annotations

import pytest
from scrapy.http import Request, Response
from scrapy.utils.test import get_crawler

from newsbot.guards.redirect import PlainRedirects

PAGE = "https://interfax.com.ua/news/political/1.html"


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("https://ua.interfax.com.ua./news/a/1.html", "https://ua.interfax.com.ua/news/a/1.html"),
        ("https://interfax.com.ua..:443/news/a/1.html?x=./", "https://interfax.com.ua:443/news/a/1.html?x=./"),
        ("//interfax.com.ua./news/", "https://interfax.com.ua/news/"),
        ("https://interfax.com.ua/news/a./1.html", "https://interfax.com.ua/news/a./1.html"),
        ("/news/b/1.html", "https://interfax.com.ua/news/b/1.html"),
    ],
)  # fmt: skip
def test_where_a_redirect_leads(location: str, asked: str) -> None:
    redirects = PlainRedirects.from_crawler(get_crawler())
    request = Request(PAGE, meta={"article": "the same"})
    answer = redirects.process_response(request, Response(PAGE, 301, {"Location": location}))
    assert isinstance(answer, Request)
    assert answer.url == asked
    assert answer.meta["article"] == "the same"
    assert answer.meta["redirect_urls"] == [PAGE]


def test_no_redirect() -> None:
    redirects = PlainRedirects.from_crawler(get_crawler())
    response = Response(PAGE)
    assert redirects.process_response(Request(PAGE), response) is response

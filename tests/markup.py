"""Elements and values of a page for tests, of the types that CSS and XPath are asked for there."""

from __future__ import annotations

from typing import cast

from lxml.html import HtmlElement


def select(page: HtmlElement, css: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", page.cssselect(css))


def values(page: HtmlElement, xpath: str) -> list[str]:
    """For a path that ends in an attribute."""
    return cast("list[str]", page.xpath(xpath))

"""The same site in other clothes."""

from __future__ import annotations

import pytest
from lxml import html

from replica import Replica
from replica.visiting import get, squeezed


@pytest.mark.parametrize("dress", ["renamed", "plain"])
def test_dresses(dress: str) -> None:
    plain, dressed = Replica(40), Replica(40, dress=dress)
    for path in list(plain.paths("uk")):
        if not path.endswith((".rss", ".txt", "-amp.html")):
            before = html.fromstring(get(plain, "uk", path))
            after = html.fromstring(get(dressed, "uk", path))
            assert squeezed(text_of(before)) == squeezed(text_of(after)), path
            assert not after.xpath("//article")
            assert bool(after.xpath("//@class")) == (dress == "renamed")
            assert not after.xpath("//*[@class='article-content']")


def text_of(page: html.HtmlElement) -> str:
    return "".join(str(text) for text in page.itertext())

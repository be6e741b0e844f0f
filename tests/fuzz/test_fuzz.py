"""Whatever arrives is read, or refused with a reason: nothing raises, and nothing takes long."""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import itemgetter
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scrapy.http import Headers

from fuzz.mutations import TOKENS, damaged
from fuzz.reading import BASE, read_article, read_feed, read_list
from hostile.held import holds, timed
from newsbot.guards.content import _is_text
from newsbot.items import Article
from newsbot.pages.indexing import robots_wishes
from newsbot.pages.lexicon import site_addresses
from newsbot.pipelines.validation import problems_of
from newsbot.sites.interfax import INTERFAX
from replica import Replica

Reader = Callable[[bytes], object]
FEW, MANY = 150, 10_000

words = st.sampled_from([token.decode("utf-8", "replace") for token in TOKENS])
markup = st.lists(st.one_of(words, st.text(max_size=20)), max_size=40).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "headline", "datePublished", "author", "name", "url", "image"]
            )
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def pages() -> list[tuple[str, bytes]]:
    replica = Replica(60)
    return [(path, replica.respond("uk", path, {}).body) for path in replica.paths("uk")]


def fuzz(count: int, seed: int) -> int:
    """Reads `count` damaged pages of the replica; how many were articles. None may take long."""
    dice = Random(seed)
    known = pages()
    articles = 0
    slowest: tuple[float, Reader, bytes] = (0.0, read_feed, b"")
    for number in range(count):
        path, body = known[number % len(known)]
        data = damaged(body, dice, dice.choice(known)[1])
        for read in [read_feed] if path.endswith(".rss") else [read_list, read_article]:
            took, found = timed(read, data)
            slowest = max(slowest, (took, read, data), key=itemgetter(0))
            if isinstance(found, Article):
                articles += 1
                assert list(problems_of(found)) == []
    assert not holds(*slowest[1:])
    return articles


def test_damaged_pages() -> None:
    assert fuzz(FEW, seed=1) > FEW / 10


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_thousand_damaged_pages(seed: int) -> None:
    assert fuzz(MANY // 2, seed=100 + seed) > MANY / 20


@given(markup)
@example("<h1>x</h1>" * 300)
def test_any_markup(text: str) -> None:
    body = text.encode("utf-8", "replace")
    read_article(body)
    read_list(body)
    read_feed(body)


@given(st.binary(max_size=500))
def test_any_bytes(body: bytes) -> None:
    read_article(body)
    read_list(body)
    read_feed(body)


@given(values, st.booleans())
def test_any_json_ld(value: object, broken: bool) -> None:
    replica_page = pages()[-1][1] if not _PAGE else _PAGE[0]
    _PAGE[:] = [replica_page]
    text = json.dumps(value, ensure_ascii=False)[: -1 if broken else None]
    script = f'<script type="application/ld+json">{text}</script></head>'
    read_article(replica_page.replace(b"</head>", script.encode("utf-8", "replace"), 1))


_PAGE: list[bytes] = []


@given(st.lists(st.tuples(markup, markup, markup), max_size=4))
def test_any_feed(items: list[tuple[str, str, str]]) -> None:
    body = "".join(
        f"<item><title>{title}</title><link>{BASE}/news/general/1.html{link}</link>"
        f"<pubDate>{date}</pubDate></item>"
        for title, link, date in items
    )
    read_feed(f"<rss><channel>{body}</channel></rss>".encode("utf-8", "replace"))


@given(st.binary(max_size=100))
def test_any_header(value: bytes) -> None:
    text = value.decode("latin-1")
    _is_text(text)
    headers = Headers({"X-Robots-Tag": [value, value]})
    robots_wishes((part.decode("latin-1") for part in headers.getlist("X-Robots-Tag")), text)


@given(
    st.one_of(st.text(max_size=80), markup),
    st.sampled_from(["", "/news/general/", "https://interfax.com.ua/news/", "//", "https://"]),
    st.sampled_from(["", ".html", "/1.html", "-amp.html"]),
)
def test_any_address(text: str, start: str, end: str) -> None:
    addresses = site_addresses(INTERFAX)
    href = start + text + end
    base = f"{BASE}/news/latest.html"
    found = addresses.article(href, "uk", base)
    if found is not None:
        assert found.url.startswith("https://")
        assert found.url.endswith(f"/{found.id}.html")
        assert int(found.id) > 0
    canonical = addresses.canonical(href, base)
    assert canonical is None or addresses.edition_of(canonical) is not None

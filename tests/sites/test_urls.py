"""The many addresses of one article are one; what only looks like an article is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.pages.lexicon import lexicon
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import mirrored

ADDRESSES = lexicon(INTERFAX).addresses
URL = "https://interfax.com.ua/news/political/1067268.html"


@pytest.mark.parametrize(
    "href",
    [
        "/news/political/1067268.html",
        "//news/political/1067268.html",
        "/news//political//1067268.html",
        "/news/political/1067268-amp.html",
        "/news/political/1067268.html?utm_source=x#comments",
        "http://interfax.com.ua./news/political/1067268.html",
        "https://www.interfax.com.ua:443/news/political/1067268.html",
        "//interfax.com.ua/news/Political/1067268.HTML",
        "  /news/political/1067268.html\n",
        # with a tag between the two
        "/news/political/%D1%81%D0%B0%D0%B4/1067268.html",
        "/news/political/%d1%81%d0%b0%d0%b4_2026/1067268.html",
        "/news/political/сад_і_город/1067268.html",
        "/news/political/2026/1067268-amp.html?utm_source=telegram",
        "/news//political//%D1%81%D0%B0%D0%B4//1067268.html",
        "//news/political/%D1%81%D0%B0%D0%B4/1067268.html",
        "https://interfax.com.ua./news/political/%D1%81%D0%B0%D0%B4/1067268.html#top",
        "/news/political/%31067268.html",
    ],
)
def test_one_article(href: str) -> None:
    address = ADDRESSES.article(href, "uk")
    assert address is not None
    assert address[:4] == ("uk", "1067268", "political", URL)


def test_the_address_with_which_it_all_began() -> None:
    """Three parts: a section, a tag, a number; the section may be one that nobody has seen."""
    tag = "%D0%BF%D1%96%D0%B4%D1%82%D1%80%D0%B8%D0%BC%D0%BA%D0%B0"
    url = f"https://ua.interfax.com.ua/news/election/{tag}/1066871.html"
    plain = "https://ua.interfax.com.ua/news/election/1066871.html"
    for written in (url, url.lower(), url.replace("https", "http").replace(".ua/", ".ua./")):
        assert ADDRESSES.article(written, "") == ("uk", "1066871", "election", plain, url)
    assert ADDRESSES.article(plain, "") == ("uk", "1066871", "election", plain, plain)
    assert ADDRESSES.article(url.replace("election", "new-2_x"), "") is not None


@pytest.mark.parametrize(
    "href",
    [
        "/news/tag/22746.html",
        "/news/tag/%D1%81%D0%B0%D0%B4/1067268.html",
        "/news/Tag/22746/1067268.html",
        "//news//tag//22746//1067268.html",
        "/news/political/../1067268.html",
        "/news/political/./1067268.html",
        "/news/political/%2e%2E/1067268.html",
        "/news/2026/09/22.html",
        "/news/archive/2026/22.html",
        "/news/archive/2026-09/22-amp.html",
        "/news/political/a/b/1067268.html",
        "/news/political/a?b/1067268.html",
        "/news/political.html",
        "/news/latest-2.html",
        "/news/political/000.html",
        "/news/political/12345678901234.html",
        "https://example.org/news/political/1067268.html",
        "https://user@interfax.com.ua/news/political/1067268.html",
        "https://pda.interfax.com.ua/news/political/1067268.html",
        "ftp://interfax.com.ua/news/political/1067268.html",
        "javascript:void(0)",
        "mailto:news@interfax.com.ua",
        "http://[::1/news/political/1.html",
        "https://interfax.com.ua:99999/news/political/1.html",
        "",
    ],
)
def test_no_article(href: str) -> None:
    assert ADDRESSES.article(href, "uk") is None


def test_editions_keep_their_own_numbers() -> None:
    russian = ADDRESSES.article("https://ru.interfax.com.ua/news/political/5.html", "uk")
    url = "https://ru.interfax.com.ua/news/political/5.html"
    assert russian == ("ru", "5", "political", url, url)


def test_a_mirror_stands_for_the_real_host() -> None:
    site = mirrored(INTERFAX, {"uk": "http://127.0.0.1:8931"})
    addresses = lexicon(site).addresses
    for href in ("/news/a/5.html", URL.replace("political/1067268", "a/5")):
        address = addresses.article(href, "uk")
        assert address is not None
        assert address.url == "http://127.0.0.1:8931/news/a/5.html"
    russian = addresses.article("https://ru.interfax.com.ua/news/a/5.html", "uk")
    assert russian is not None
    assert russian.url == "http://127.0.0.1:8931/news/a/5.html"


def test_sections_and_tags() -> None:
    assert ADDRESSES.section("/news/economic.html", "uk") == "economic"
    assert ADDRESSES.section("/news/latest.html", "uk") is None
    assert ADDRESSES.is_tag("/news/tag/%D0%B0.html", "uk")
    assert not ADDRESSES.is_tag("/news/economic/5.html", "uk")


@given(st.text(), st.text())
def test_no_link_raises(href: str, base: str) -> None:
    ADDRESSES.article(href, "uk", base)
    ADDRESSES.canonical(href, base)
    ADDRESSES.section(href, "uk")
    ADDRESSES.is_tag(href, "uk")

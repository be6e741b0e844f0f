"""A page in made-up words is read as the page itself, and holds nothing of its text."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from newsbot.commands.saved import disguised, read_otherwise, record_read
from newsbot.pages.disguise import Disguise, kept_words
from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from newsbot.text.made_up import words_of
from replica import Replica, Story
from thinned import thinned

REPLICA = Replica()
PAGES = [*REPLICA.stories.values(), *REPLICA.decoys.values()]
SPLIT = "everything"
"""Its headline has markup inside a word, so that word is another in the picture's `alt`."""
KEPT = kept_words(INTERFAX)
NOW = datetime(2026, 9, 23, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "story", thinned(PAGES, 4), ids=lambda story: f"{story.id}-{story.trap or 'plain'}"
)
def test_it_is_read_alike(story: Story) -> None:
    url = f"https://{story.host}{story.path}"
    page = REPLICA.respond(story.edition, story.path, {}).body
    before = record_read(page, url, NOW)
    other, other_url = disguised(page, url)
    assert other_url == url
    after = record_read(other, url, NOW)
    found = set(read_otherwise(before, after))
    assert found <= ({"body", "images"} if story.trap == SPLIT else set())
    for name in ("title", "lead"):
        told = {word for word in words_of(before.get(name) or "") if len(word) > 5}
        assert not told & words_of(after.get(name) or "") - KEPT


def test_markup_and_addresses_stay() -> None:
    page = (
        "<p class='lead big' onclick='go(1)'>Кози &amp; вівці<br/><b>зайшли</p <!-- кози -->"
        '<a href="/news/election/%D0%BA%D0%BE%D0%B7%D0%B8/1066871.html?utm_source=telegram">x</a>'
        "<time datetime=2026-09-22T10:15:00+03:00>вчора, 10:15</time><script>let кози;</script>"
    )
    other = Disguise(INTERFAX).page(page)
    assert not words_of(other) & {"кози", "вівці", "зайшли"}
    assert "%D0%BA%D0%BE%D0%B7%D0%B8" not in other
    assert "<script></script>" in other
    shape = re.sub("%[0-9A-F]{2}|[а-яіїєґА-ЯІЇЄҐ]", "x", other)
    assert shape == re.sub("%[0-9A-F]{2}|[а-яіїєґА-ЯІЇЄҐ]", "x", page.replace("let кози;", ""))
    assert "вчора, 10:15" in other


def test_the_words_of_json_ld_are_replaced_and_its_names_are_not() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "inLanguage": "uk-UA",\n'
        '"headline": "\\u041a\\u043e\\u0437\\u0438 in the museum", "url": '
        '"https://interfax.com.ua/news/general/1.html", "datePublished": "2026-09-22T10:15:00",}'
    )
    other = Disguise(INTERFAX).page(page + "</script>")
    assert '{"@type": "NewsArticle", "inLanguage": "uk-UA",\n"headline": "\\u04' in other
    assert "museum" not in other
    assert '"https://interfax.com.ua/news/general/1.html", "datePublished": "2026-09-22T1' in other


@pytest.mark.parametrize(
    "page",
    [
        "<i it's>Museum of goats</i><b it's>another</b>",
        '<i a"b>Museum of goats</i><b a"b>another</b>',
        "<b data-label='Museum'>x</b>",
        """<b onclick="share('Museum')">x</b>""",
        "<img data-original=https://example.org/museum.jpg>",
        "<![CDATA[ Museum of goats ]]>",
        '<script type="application/ld+json">{"@id": "#museum", "@value": "Museum"}</script>',
    ],
)
def test_no_word_is_left_wherever_it_stands(page: str) -> None:
    other = Disguise(INTERFAX).page(page)
    assert len(other) == len(page)
    assert not {"museum", "goats", "another"} & words_of(other)


def test_addresses_of_others_lose_their_words() -> None:
    disguise = Disguise(INTERFAX)
    other = disguise.address("https://example.org/world/goats-in-the-museum-1991.html?a=b")
    assert re.fullmatch(r"https://example\.org/\w{5}/\w{5}-in-\w{3}-\w{6}-1991\.html\?a=b", other)
    assert "goats" not in other
    assert disguise.address("mailto:goat@example.org") != "mailto:goat@example.org"
    assert disguise.address("javascript:void(0)") == "javascript:void(0)"
    assert Disguise(GENERIC).address("/news/goats.html") == "/news/goats.html"

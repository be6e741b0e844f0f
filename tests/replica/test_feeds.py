"""The feeds of the replica: well-formed, with the oddities of real ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from newsbot.demo.words import EDITIONS
from replica import Replica
from replica.feeds import pub_date
from replica.visiting import get

ALL = tuple(EDITIONS)


@pytest.fixture(scope="module")
def replica() -> Replica:
    return Replica()


@pytest.mark.parametrize("edition", ALL)
@pytest.mark.parametrize("name", ["last", "general", "economic"])
def test_rss_is_well_formed(replica: Replica, edition: str, name: str) -> None:
    text = get(replica, edition, f"/news/{name}.rss", Host="127.0.0.1:8931")
    items = ET.fromstring(text).findall("channel/item")
    stories = [s for s in replica.published(edition) if name in ("last", s.section)][:30]
    assert len(items) == len(stories)
    for item, story in zip(items, stories, strict=True):
        link = str(item.findtext("link"))
        assert link.split("?")[0] == f"http://127.0.0.1:8931{story.path}"
        if date := item.findtext("pubDate"):
            assert datetime.strptime(date, "%a, %d %b %Y %H:%M:%S %z") == pub_date(story)


def test_rss_has_its_oddities(replica: Replica) -> None:
    text = get(replica, "uk", "/news/last.rss")
    items = ET.fromstring(text).findall("channel/item")
    assert len(items) == 30
    assert sum(item.find("guid") is None for item in items) == 1
    # One by chance, one because nobody knows the date of that story.
    assert sum(item.find("pubDate") is None for item in items) == 2
    titles = [str(item.findtext("title")) for item in items]
    assert any("<b>" in title for title in titles)
    assert any("&nbsp;" in title for title in titles)
    assert "<![CDATA[" in text
    assert str(items[0].findtext("link")).startswith("https://interfax.com.ua/news/")

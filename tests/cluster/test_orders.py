"""What a worker can be asked for, and what becomes of what others wrote into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newsbot.cluster.orders import crawl, export, name_of, replay, words_of
from newsbot.commands.worker import given_again


def test_an_order_is_a_command_of_scrapy() -> None:
    one = crawl("interfax", "interfax.com.ua", {"since": "2026-11-01"})
    assert words_of(one.kind, one.args) == ["crawl", "-a", "since=2026-11-01", "interfax"]
    assert one.name == "crawl interfax since=2026-11-01"
    file = replay("interfax", "interfax.com.ua", {}, Path("/srv/a b.warc.gz"))
    words = ["replay", "--into-archive", "--spider", "interfax", "/srv/a b.warc.gz"]
    assert words_of(file.kind, file.args) == words
    assert file.name == "replay interfax /srv/a b.warc.gz"
    folder = export(Path("/srv/archive"))
    assert words_of(folder.kind, folder.args) == ["export", "--to", "/srv/archive"]


def test_of_one_site_one_thing_is_done_at_a_time_and_a_crawl_first() -> None:
    one = crawl("interfax", "interfax.com.ua", {})
    file = replay("interfax", "interfax.com.ua", {}, Path("/srv/a.warc.gz"))
    assert one.lock == file.lock
    assert one.priority > file.priority
    assert export(Path("/srv/archive")).lock not in {one.lock, file.lock}


@pytest.mark.parametrize(
    ("kind", "args"),
    [
        ("crawl", {}),
        ("crawl", {"spider": 7, "arguments": {}}),
        ("crawl", {"spider": "-o", "arguments": {}}),
        ("crawl", {"spider": "a b", "arguments": {}}),
        ("crawl", {"spider": "interfax", "arguments": ["x"]}),
        ("crawl", {"spider": "interfax", "arguments": {"-s X": "1"}}),
        ("crawl", {"spider": "interfax", "arguments": {"since": 1}}),
        ("replay", {"spider": "interfax", "arguments": {}}),
        ("replay", {"spider": "interfax", "arguments": {}, "file": "--help"}),
        ("export", {"folder": "here"}),
        ("shell", {"spider": "interfax", "arguments": {}}),
    ],
)
def test_what_is_no_order_becomes_no_command(kind: str, args: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^it|is no"):
        words_of(kind, args)
    assert name_of(kind, args).startswith(kind)


def test_settings_are_given_again_as_they_were() -> None:
    given = {
        "DOWNLOAD_DELAY": "2",
        "FEED_EXPORT_FIELDS": "id,title",
        "ITEM_PIPELINES": '{"mine.Steps": 950, "mine.Other": null}',
    }
    settings = Settings()
    settings.setdict(given, priority="cmdline")
    words = given_again(settings)
    assert words[::2] == ["-s"] * len(given)
    again = Settings()
    again.setdict(dict(word.split("=", 1) for word in words[1::2]), priority="cmdline")
    assert (again["DOWNLOAD_DELAY"], again["FEED_EXPORT_FIELDS"]) == ("2", "id,title")
    assert again.getdict("ITEM_PIPELINES") == {"mine.Steps": 950, "mine.Other": None}

"""A reader that was wrong about some pages, and what is right about them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from crawling import read_feed, scrapy
from newsbot.errors import Dropped
from newsbot.feeds import recorder
from newsbot.items import Article
from newsbot.pipelines import text
from pagestore.kept import files_in
from replica import ReplicaServer


def read_wrongly() -> None:
    """Lets a process read every third article wrongly, and every fifth not at all.

    Of an even one the hash does not tell it: authors are not in it.
    """
    clean = text.clean_item

    def clean_item(item: Article) -> None:
        clean(item)
        if int(item.id) % 5 == 0:
            raise Dropped("its layout is not understood")
        if int(item.id) % 3 == 0:
            if int(item.id) % 2:
                item.title = f"{item.title} - Розділ"
            item.authors = ["Хтось"]

    text.clean_item = clean_item


def slowly() -> None:
    """Lets a process commit each article before it reads the next."""
    clean = text.clean_item

    def clean_item(item: Article) -> None:
        time.sleep(0.1)
        clean(item)

    text.clean_item = clean_item
    vars(recorder)["COMMIT_ARTICLES"] = 1


def last_of(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last revision of each article, but for its number."""
    return {record["id"]: {**record, "revision": 0} for record in records}


def rightly(server: ReplicaServer, folder: Path) -> dict[str, dict[str, Any]]:
    """What is on the pages."""
    words = ["-O", "right.jsonl", "-a", f"base_url={server.base_url()}"]
    assert scrapy(folder, "replay", *map(str, files_in(folder)), *words).code == 0
    return last_of(read_feed(folder / "right.jsonl"))

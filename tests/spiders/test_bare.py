"""What a description leaves out is not known: a crawl finds less, and nothing that is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from crawling import AT_ONCE, Record, Run, read_feed, scrapy
from newsbot.sites.paths import Paths
from replica import Replica, ReplicaServer
from spiders.small import NOW, SmallSite, Story, numbered

SPIDER = """
from dataclasses import replace

from newsbot.sites.interfax import INTERFAX
from newsbot.sites.paths import Paths
from newsbot.sites.site import Site
from newsbot.spiders.archive import ArchiveSpider


class BareSpider(ArchiveSpider):
    name = "bare"
    site = replace(INTERFAX{change})
"""
PATHS = [field.name for field in fields(Paths)]
FACTS = ["announcements", "zone", "late_by", "numbers_a_day", "section_names"]
STORIES = [
    *numbered(100, 30, every=timedelta(hours=3)),
    Story(131, section="press-announcement", published=NOW + timedelta(days=2)),
    Story(132, language="ru", edition="uk"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(1)) as server:
        server.before = SmallSite(STORIES).answer
        yield server


def crawl(server: ReplicaServer, folder: Path, change: str = "") -> Run:
    (folder / "bare.py").write_text(SPIDER.format(change=change and f", {change}"), "utf-8")
    settings = {**AT_ONCE, "SPIDER_MODULES": "bare"}
    options = [f"-s{name}={value}" for name, value in settings.items()]
    shutil.rmtree(folder / "data", ignore_errors=True)
    base = f"base_url={server.base_url()}"
    return scrapy(folder, "crawl", "bare", "-O", "bare.jsonl", "-a", base, *options)


@pytest.fixture(scope="module")
def whole(server: ReplicaServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """What the whole description finds."""
    folder = tmp_path_factory.mktemp("whole")
    run = crawl(server, folder)
    assert run.code == 0, run.err
    return {record["id"]: record for record in read_feed(folder / "bare.jsonl")}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PATHS, *FACTS])
def test_without_one_thing(
    name: str, server: ReplicaServer, whole: dict[str, Record], tmp_path: Path
) -> None:
    assert len(whole) == 31
    if name in PATHS:
        change = f"paths=replace(INTERFAX.paths, {name}=Paths().{name})"
    else:
        change = f"{name}=Site('x').{name}"
    run = crawl(server, tmp_path, change)
    assert "Traceback" not in run.err
    records = read_feed(tmp_path / "bare.jsonl")
    assert len(records) == len({record["id"] for record in records})
    assert run.code == 0 if records else "No article found" in run.err
    for record in records:
        for field, value in whole[record["id"]].items():
            if field not in {"fetched_at", "content_hash", "latest", "related"}:
                assert record[field] in (value, None, []), field
    if name not in {"article", "latest", "paging"}:
        assert len(records) == 31

"""What somebody sets in Scrapy itself: the archive stays whole, each article in it once."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    XmlItemExporter,
)

from crawling import crawl, share_ledger
from newsbot.errors import ConfigurationError
from newsbot.feeds.checks import check_format
from newsbot.feeds.csv_xml import CsvExporter
from newsbot.items import Article
from newsbot.settings import FEEDS
from replica import ReplicaServer

SOME = 6


class _Counts:
    """A pipeline and an extension that somebody adds."""

    scraped = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Counts:
        made = cls()
        crawler.signals.connect(made.item_scraped, signals.item_scraped)
        return made

    def item_scraped(self) -> None:
        self.scraped += 1

    def process_item(self, item: Article) -> Any:
        return item


class _Hides(_Counts):
    def process_item(self, item: Article) -> Any:
        return {"title": item.title}


class _Spoils(_Counts):
    """Puts something into the fourth article that no record can hold."""

    def process_item(self, item: Article) -> Any:
        if self.scraped == 3:
            item.tags = [object()]  # type: ignore[list-item]
        return item


class _Dies(_Counts):
    """A power cut with the fourth article."""

    def process_item(self, item: Article) -> Any:
        if self.scraped == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return item


class _Stumbling:
    """An item filter that fails."""

    def __init__(self, feed_options: object) -> None:
        pass

    def accepts(self, item: Article) -> bool:
        return item.tags[7] == "wheat"


class _Stumbles(CsvExporter):
    """Fails with the third article, by something that is no fault of the disk."""

    count = 0

    def export_item(self, item: Any) -> None:
        self.count += 1
        if self.count == 3:
            raise ValueError("no row of mine")
        super().export_item(item)


def added(kind: type, place: int = 950) -> str:
    return json.dumps({f"{__name__}.{kind.__name__}": place})


@pytest.mark.slow
def test_what_is_added_does_not_take_the_place_of_what_is_there(
    server: ReplicaServer, tmp_path: Path
) -> None:
    names = ("ITEM_PIPELINES", "EXTENSIONS", "SPIDER_MIDDLEWARES", "DOWNLOADER_MIDDLEWARES")
    settings = dict.fromkeys(names, added(_Counts)) | {"FEED_EXPORTERS": "{}"}
    for _ in range(2):
        run = crawl(server, tmp_path, settings=settings, follow="none", max_articles=SOME)
        assert run.code == 0, run.err
    assert len(set(run.ids)) == len(run.ids) == 2 * SOME
    assert server.requests[0].target == "/robots.txt"


@pytest.mark.slow
def test_settings_of_feeds_are_for_those_beside_the_archive(
    server: ReplicaServer, tmp_path: Path
) -> None:
    settings = {
        "FEED_EXPORT_FIELDS": "id,title",
        "FEED_EXPORT_ENCODING": "utf-16",
        "FEED_EXPORT_BATCH_ITEM_COUNT": 4,
    }
    run = crawl(server, tmp_path, "-O", "%(batch_id)d.csv", settings=settings, max_articles=SOME)
    assert run.code == 0, run.err
    assert len(set(run.ids)) == SOME  # and each line has passed the schema
    tables = [(tmp_path / f"{number}.csv").read_text("utf-16") for number in (1, 2)]
    rows = [row.split(",")[0] for table in tables for row in table.splitlines()]
    assert rows == ["id", *run.ids[:4], "id", *run.ids[4:]]


@pytest.mark.slow
def test_a_run_without_any_feed_is_refused(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, settings={"FEEDS": "{}"})
    assert run.code == 2
    assert "none is named; check FEEDS" in run.complaints[0]
    assert server.requests == []


@pytest.mark.slow
def test_a_feed_of_lines_with_fields_of_its_own_has_each_once(
    server: ReplicaServer, tmp_path: Path
) -> None:
    """No later run can tell which of the archive's lines it has: it is put in place when whole."""
    settings = {"FEED_EXPORT_FIELDS": "id,title"}
    dies = settings | {"ITEM_PIPELINES": added(_Dies)}
    killed = crawl(server, tmp_path, "-o", "o.jsonl", settings=dies, follow="none")
    assert killed.code == -signal.SIGKILL
    assert len(killed.ids) == 3
    run = crawl(
        server, tmp_path, "-o", "o.jsonl", settings=settings, follow="none", max_articles=SOME
    )
    assert run.code == 0, run.err
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["id"] for line in lines) == sorted(run.ids)
    assert len(set(run.ids)) == 3 + SOME
    assert {*lines[0]} == {"id", "title"}


@pytest.mark.slow
def test_an_exporter_that_fails_ends_the_run(server: ReplicaServer, tmp_path: Path) -> None:
    """What the archive got is taken over, and what the other feed is owed waits for it."""
    feeds = {**FEEDS, "o.csv": {"format": "own", "overwrite": True}}
    settings = {"FEEDS": json.dumps(feeds), "FEED_EXPORTERS": f'{{"own": "{__name__}._Stumbles"}}'}
    for _ in range(2):  # the second time with what is owed, before anything is asked for
        failed = crawl(server, tmp_path, settings=settings, follow="none")
        assert failed.code == 1
        [complaint] = failed.complaints
        assert "o.csv cannot be written (no row of mine)" in complaint
        assert "Traceback" not in failed.err
    assert len(failed.ids) == 3
    run = crawl(server, tmp_path, follow="none", max_articles=SOME)
    assert run.code == 0, run.err
    assert len(set(run.ids)) == len(run.ids) == 3 + SOME


@pytest.mark.slow
def test_a_filter_that_fails_ends_the_run(server: ReplicaServer, tmp_path: Path) -> None:
    own = {"format": "jsonlines", "item_filter": f"{__name__}._Stumbling"}
    settings = {"FEEDS": json.dumps({**FEEDS, "o.jsonl": own})}
    failed = crawl(server, tmp_path, settings=settings, follow="none")
    assert failed.code == 1
    assert "o.jsonl cannot be written (list index out of range)" in failed.complaints[0]
    assert "Traceback" not in failed.err


@pytest.mark.slow
@pytest.mark.parametrize("is_shared", [False, True])
def test_an_article_that_cannot_be_written_is_no_delivered_one(
    is_shared: bool,
    server: ReplicaServer,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    if is_shared:
        share_ledger(tmp_path, request.getfixturevalue("database"))
    settings = {"ITEM_PIPELINES": added(_Spoils)}
    failed = crawl(server, tmp_path, settings=settings, follow="none")
    assert failed.code == 1
    assert "cannot be written (Object of type object is not JSON" in failed.complaints[0]
    assert "Traceback" not in failed.err
    assert len(failed.ids) == 3
    run = crawl(server, tmp_path, follow="none", max_articles=SOME)
    assert run.code == 0, run.err
    newest = [str(story.id) for story in server.replica.published("uk")[: 3 + SOME]]
    assert run.ids == newest


@pytest.mark.slow
def test_a_pipeline_that_gives_back_no_article(server: ReplicaServer, tmp_path: Path) -> None:
    settings = {"ITEM_PIPELINES": added(_Hides)}
    run = crawl(server, tmp_path, settings=settings, url=newest(server), follow="none")
    assert run.code == 1
    assert "none of 1 pages could be read" in run.complaints[0]
    assert any("a pipeline has made dict of it, and no article" in line for line in run.warnings)
    assert "Traceback" not in run.err


def newest(server: ReplicaServer) -> str:
    story = server.replica.published("uk")[0]
    return f"{server.base_url()}news/{story.section}/{story.id}.html"


@pytest.mark.slow
@pytest.mark.parametrize("changed", [{"overwrite": True}, {"fields": ["id", "title"]}])
def test_what_the_archive_has_is_not_given_up(
    changed: dict[str, Any], server: ReplicaServer, tmp_path: Path
) -> None:
    [(place, archive)] = FEEDS.items()
    settings = {"FEEDS": json.dumps({place: {**archive, **changed}})}
    run = crawl(server, tmp_path, settings=settings)
    assert run.code == 2
    assert "the archive is appended to, with all fields" in run.complaints[0]


@pytest.mark.parametrize(
    ("exporter", "encoding", "kwargs"),
    [
        (CsvItemExporter, "cp1251", {}),
        (CsvItemExporter, "cyrillic", {}),
        (JsonItemExporter, "latin-1", {}),
        (JsonLinesItemExporter, "utf-16", {}),
        (JsonLinesItemExporter, "utf-8-sig", {}),
        (XmlItemExporter, "unicode", {}),
    ],
)
def test_an_encoding_that_lacks_characters_is_refused(
    exporter: type[BaseItemExporter], encoding: str, kwargs: dict[str, str]
) -> None:
    with pytest.raises(ConfigurationError, match=f"the encoding {encoding} cannot hold"):
        check_format(options(encoding, kwargs), exporter)


@pytest.mark.parametrize(
    ("exporter", "encoding", "kwargs"),
    [
        (CsvItemExporter, "utf-8-sig", {}),
        (CsvItemExporter, "cp1251", {"errors": "replace"}),
        (JsonLinesItemExporter, None, {}),
        (JsonLinesItemExporter, "UTF8", {}),
        (XmlItemExporter, "cp1251", {}),
    ],
)
def test_an_encoding_that_will_do(
    exporter: type[BaseItemExporter], encoding: str | None, kwargs: dict[str, str]
) -> None:
    check_format(options(encoding, kwargs), exporter)


def options(encoding: str | None, kwargs: dict[str, str]) -> dict[str, Any]:
    return {"format": "one", "encoding": encoding, "item_export_kwargs": kwargs}

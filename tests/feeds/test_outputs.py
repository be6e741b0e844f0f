"""The feed as its reader gets it: files, standard output, other formats, other storages."""

from __future__ import annotations

import csv
import gzip
import json
import os
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from scrapy.extensions import feedexport

from articles import finished_article
from crawling import Run, crawl, read_feed, records_of
from made_archive import line_of
from newsbot.feeds import exporter
from newsbot.feeds.records import record_of
from newsbot.items import RECORD_FIELDS
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, some of them several times

WITHOUT_MEMORY = {"NEWSBOT_LEDGER": ""}


@pytest.fixture
def newest(replica: Replica) -> list[str]:
    """The numbers of the newest five articles."""
    return [str(story.id) for story in replica.published("uk")[:5]]


def test_a_line_of_the_feed(server: ReplicaServer, newest: list[str], tmp_path: Path) -> None:
    """The default feed: named for a day, appended; every line UTF-8, in order, without escapes."""
    run = crawl(server, tmp_path, follow="none", max_articles=5)
    assert run.code == 0, run.err
    [feed] = (tmp_path / "data" / "interfax").iterdir()
    assert len(feed.stem) == len("2026-09-23")
    lines = feed.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert len(lines) == 5
    for line in lines:
        text = line.decode("utf-8")
        assert list(json.loads(text)) == list(RECORD_FIELDS)
        assert "\\u04" not in text
        assert "і" in text
        assert not text.startswith("\ufeff")
    assert run.ids == newest


def test_appending_and_overwriting(
    server: ReplicaServer, newest: list[str], tmp_path: Path
) -> None:
    """Without memory `-o` and `-O` alone are written, also into a folder that is not there yet."""
    kept, fresh = tmp_path / "a folder" / "kept.jsonl", tmp_path / "fresh.jsonl"
    kept.parent.mkdir()
    kept.write_bytes(b"")
    fresh.write_text("something older\n")
    first = crawl(
        server, tmp_path, "-O", str(fresh), settings=WITHOUT_MEMORY, follow="none", max_articles=3
    )
    assert first.code == 0, first.err
    assert [record["id"] for record in read_feed(fresh)] == newest[:3]
    assert first.ids == []
    for _ in range(2):
        run = crawl(
            server,
            tmp_path,
            "-o",
            str(kept),
            settings=WITHOUT_MEMORY,
            follow="none",
            max_articles=2,
        )
        assert run.code == 0, run.err
    assert [record["id"] for record in read_feed(kept)] == newest[:2] * 2
    deep = tmp_path / "b" / "c" / "new.jsonl"
    crawl(server, tmp_path, "-O", str(deep), settings=WITHOUT_MEMORY, max_articles=1)
    assert len(read_feed(deep)) == 1


@pytest.mark.parametrize("settings", [{}, WITHOUT_MEMORY], ids=["ledger", "no ledger"])
def test_what_somebody_made_stays(
    settings: dict[str, object], server: ReplicaServer, newest: list[str], tmp_path: Path
) -> None:
    """A line without its newline, in a file; and a link to a file that is not there yet."""
    own, link, far = (tmp_path / name for name in ("own.jsonl", "link.jsonl", "far/news.jsonl"))
    own.write_text('{"id": "mine"}')
    far.parent.mkdir()
    link.symlink_to(far)
    run = crawl(
        server, tmp_path, "-o", str(own), "-o", str(link), settings=settings, max_articles=1
    )
    assert run.code == 0, run.err
    first, second = own.read_text("utf-8").splitlines()
    assert first == '{"id": "mine"}'
    assert json.loads(second)["id"] == newest[0]
    assert link.is_symlink()
    assert [record["id"] for record in read_feed(far)] == newest[:1]


@pytest.mark.parametrize("option", ["-o", "-O"])
def test_to_another_program(
    option: str, server: ReplicaServer, newest: list[str], tmp_path: Path
) -> None:
    """Standard output holds the lines and nothing else; the log goes to standard error."""
    run = crawl(server, tmp_path, option, "-:jsonlines", max_articles=3)
    assert run.code == 0, run.err
    assert [record["id"] for record in records_of(run.out)] == newest[:3] == run.ids
    assert "Spider closed" in run.err


def test_other_formats(server: ReplicaServer, newest: list[str], tmp_path: Path) -> None:
    options = [part for name in ("a.csv", "b.json", "c.xml") for part in ("-O", name)]
    run = crawl(server, tmp_path, *options, max_articles=3)
    assert run.code == 0, run.err
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(RECORD_FIELDS)
    assert [row["id"] for row in rows] == newest[:3]
    assert rows[0]["title"] == run.records[0]["title"]
    assert rows[0]["body"] == run.records[0]["body"]
    for row, record in zip(rows, run.records, strict=True):
        for name in ("images", "related", "latest", "tags", "authors"):
            assert json.loads(row[name]) == record[name]
        assert {name for name in row if not row[name]} == {
            name for name, value in record.items() if value is None
        }
    assert json.loads((tmp_path / "b.json").read_text("utf-8")) == run.records
    items = ET.parse(tmp_path / "c.xml").getroot()
    for item, record in zip(items, run.records, strict=True):
        assert [part.tag for part in item] == list(RECORD_FIELDS)
        assert {part.tag for part in item if part.text is None and not len(part)} == {
            name for name, value in record.items() if value is None or value == []
        }
        assert item.findtext("body") == record["body"]
        links = [{part.tag: part.text for part in link} for link in item.find("latest") or ()]
        assert links == record["latest"]


def test_gzip_and_batches(server: ReplicaServer, newest: list[str], tmp_path: Path) -> None:
    setting = json.dumps(
        {
            "news.jsonl.gz": {
                "format": "jsonlines",
                "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
            },
            "part-%(batch_id)d.jsonl": {"format": "jsonlines", "batch_item_count": 2},
        }
    )
    run = crawl(server, tmp_path, settings={"FEEDS": setting}, follow="none", max_articles=5)
    assert run.code == 0, run.err
    assert run.records == []
    with gzip.open(tmp_path / "news.jsonl.gz", "rt", encoding="utf-8") as file:
        assert [record["id"] for record in records_of(file.read())] == newest
    parts = [read_feed(tmp_path / f"part-{number}.jsonl") for number in (1, 2, 3)]
    assert [[record["id"] for record in part] for part in parts] == [
        newest[:2],
        newest[2:4],
        newest[4:],
    ]


SECOND = datetime(2026, 9, 22, 10, 15, tzinfo=UTC)


def stop_the_clock() -> None:
    """Names of feeds in this process get `SECOND`, until somebody waits."""
    now = [SECOND]

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Stopped:
            return cls.fromtimestamp(now[0].timestamp(), tz)

    def sleep(seconds: float) -> None:
        assert 0 < seconds <= 1
        now[0] += timedelta(seconds=1)

    vars(feedexport)["datetime"] = Stopped
    vars(exporter)["time"] = SimpleNamespace(sleep=sleep, time=time.time)


@pytest.mark.parametrize(("option", "ending"), [("-o", "xml"), ("-O", "csv"), ("-o", "jsonl")])
def test_with_the_time_in_its_name_each_run_has_a_file_of_its_own(
    option: str, ending: str, server: ReplicaServer, tmp_path: Path
) -> None:
    """Also where the run before began in the same second."""
    older = tmp_path / f"2026-09-22T10-15-00+00-00.{ending}"
    older.write_bytes(b"of the run before")
    run = crawl(
        server, tmp_path, option, f"%(time)s.{ending}", max_articles=1, prepare=stop_the_clock
    )
    assert run.code == 0, run.err
    assert older.read_bytes() == b"of the run before"
    assert run.ids[0].encode() in (tmp_path / f"2026-09-22T10-15-01+00-00.{ending}").read_bytes()


STORAGE = '''
import shutil
from pathlib import Path
from scrapy.extensions.feedexport import BlockingFeedStorage

class Shelf(BlockingFeedStorage):
    """Stores a feed when it closes; the shelf `broken` takes nothing."""

    def __init__(self, uri, *, feed_options=None):
        self.path = Path(uri.removeprefix("shelf://"))

    def _store_in_thread(self, file):
        if self.path.name.startswith("broken"):
            raise OSError("the shelf is broken")
        file.seek(0)
        with self.path.open("wb") as target:
            shutil.copyfileobj(file, target)
        file.close()
'''


def crawl_to_shelf(server: ReplicaServer, folder: Path, name: str) -> Run:
    """With a storage of one's own, named by the FEED_STORAGES setting as Scrapy documents it."""
    (folder / "shelf_storage.py").write_text(STORAGE)
    setting = {f"shelf://{folder / name}": {"format": "jsonlines"}}
    return crawl(
        server,
        folder,
        settings={
            "FEEDS": json.dumps(setting),
            "FEED_STORAGES": json.dumps({"shelf": "shelf_storage.Shelf"}),
        },
        follow="none",
        max_articles=3,
    )


def test_a_storage_of_ones_own(server: ReplicaServer, newest: list[str], tmp_path: Path) -> None:
    run = crawl_to_shelf(server, tmp_path, "news.jsonl")
    assert run.code == 0, run.err
    assert [record["id"] for record in read_feed(tmp_path / "news.jsonl")] == newest[:3]


def test_a_storage_that_fails(server: ReplicaServer, tmp_path: Path) -> None:
    """The run fails, and the articles come again: nothing was noted as delivered."""
    run = crawl_to_shelf(server, tmp_path, "broken")
    assert run.code == 1
    assert len(run.complaints) == 1
    assert "Traceback" not in run.err
    assert "the shelf is broken" in run.err
    again = crawl_to_shelf(server, tmp_path, "news.jsonl")
    assert again.code == 0, again.err
    assert len(read_feed(tmp_path / "news.jsonl")) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-O", "{folder}"], []),
        (["-O", "file/news.jsonl"], ["file/news.jsonl"]),
        (["-O", "news.pdf"], []),
        (["-O", "gopher://example.org/news.jsonl"], ["FEEDS"]),
        (["-o", "a.jsonl", "-O", "b.jsonl"], []),
        (["-O", "news.pickle"], ["pickle", "jsonlines"]),
        (["-O", "news.marshal"], ["marshal", "jsonlines"]),
        (["-o", "pipe:jsonlines"], ["pipe", "-o -:jsonlines"]),
        (["-O", "pipe:csv"], ["pipe", "-o -:jsonlines"]),
        (["-o", "other.csv"], ["other.csv", "other columns", "-O"]),
        (["-o", "old.xml"], ["old.xml", "-O"]),
        (["-o", "old.json"], ["old.json", "-O"]),
        (["-s", "NEWSBOT_LEDGER="], ["NEWSBOT_LEDGER", "-O news.jsonl"]),
    ],
    ids=[
        "a folder",
        "under a file",
        "unknown format",
        "unknown storage",
        "both -o and -O",
        "pickle",
        "marshal",
        "a pipe",
        "a pipe of rows",
        "other columns",
        "a finished XML",
        "a finished JSON",
        "only the archive, without memory",
    ],
)
def test_a_feed_that_cannot_be(
    options: list[str], words: list[str], server: ReplicaServer, tmp_path: Path
) -> None:
    """Said at once, before anything is fetched."""
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe")
    for name in ("other.csv", "old.xml", "old.json"):
        (tmp_path / name).write_text("something, older")
    run = crawl(server, tmp_path, *(option.format(folder=tmp_path) for option in options))
    assert run.code in {1, 2}
    assert "Traceback" not in run.err
    assert all(word in run.complaints[0] for word in words)
    assert server.requests == []
    assert run.records == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_leave_to_write(server: ReplicaServer, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    run = crawl(server, tmp_path, "-O", str(closed / "news.jsonl"))
    assert run.code == 1
    assert str(closed) in run.complaints[0]
    assert server.requests == []


@pytest.mark.parametrize("options", [("-O",), ("-o",), ("-s", "NEWSBOT_LEDGER=", "-O")])
def test_the_archive_is_no_place_for_a_feed(
    server: ReplicaServer, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """`-O` would replace a day of it, `-o` would give it articles that another day has."""
    day = tmp_path / "data" / "interfax" / "2026-09-01.jsonl"
    day.parent.mkdir(parents=True)
    line = line_of(record_of(finished_article(id="7")))
    day.write_text(line, "utf-8")
    run = crawl(server, tmp_path, *options, str(day), max_articles=3)
    assert run.code == 2
    assert f"{day} is a part of the archive" in run.complaints[0]
    assert day.read_text("utf-8") == line
    assert server.requests == []


def test_secrets_of_an_address_are_nowhere(server: ReplicaServer, tmp_path: Path) -> None:
    """Not in the ledger, the log or the report, also where the feed fails and is owed its lines."""
    (tmp_path / "shelf_storage.py").write_text(STORAGE)
    uri = "shelf://reader:pass-word@host.test/broken?token=to-ken-to-ken&sig=sig-na-ture"
    run = crawl(
        server,
        tmp_path,
        "-o",
        f"{uri}:jsonlines",
        "--quiet",
        settings={"FEED_STORAGES": json.dumps({"shelf": "shelf_storage.Shelf"})},
        max_articles=2,
    )
    assert run.code == 1
    assert len(run.ids) == 2
    files = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    assert b"host.test/broken" in files[tmp_path / "data" / "newsbot.log"]
    assert b"host.test/broken" in files[tmp_path / "data" / "ledger.sqlite"]
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    for secret in (b"pass-word", b"to-ken-to-ken", b"sig-na-ture"):
        assert secret not in run.err.encode()
        assert not [path for path, content in files.items() if secret in content]

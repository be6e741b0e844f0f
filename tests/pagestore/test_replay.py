"""`scrapy replay`: the same articles out of kept pages, without network."""

from __future__ import annotations

import errno
import gzip
import os
import re
import sys
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawling import Run, crawl, default_feed, paths_asked, read_feed, scrapy, unread
from ledger.past import let_pass
from newsbot.commands import parallel
from newsbot.commands import replay as replay_command
from newsbot.feeds.jsonlines import PlacedJsonLinesExporter
from newsbot.ledger.lock import Lock
from pagestore.kept import KEPT, archived, files_in
from pagestore.revised import crawl_twice
from replica import Answer, Replica, ReplicaServer
from thinned import thinned

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

HOUR = 3600


@pytest.fixture
def replica() -> Replica:
    return Replica(36, page_size=20)


def replay(base_url: str, folder: Path, *words: str, output: str = "again.jsonl") -> Run:
    """Reads the kept pages of a folder; `words` may name other files."""
    files = [] if any(word.endswith("gz") for word in words) else map(str, files_in(folder))
    return scrapy(folder, "replay", *files, "-O", output, "-a", f"base_url={base_url}", *words)


def test_the_same_feed_byte_for_byte(server: ReplicaServer, tmp_path: Path) -> None:
    first = crawl(server, tmp_path, settings=KEPT)
    assert first.code == 0, first.err
    server.forget()
    run = replay(server.base_url(), tmp_path)
    assert run.code == 0, run.err
    assert server.requests == []
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)
    assert f"{len(first.records)} articles written to" in run.out
    assert not (tmp_path / ".again.jsonl.replay").exists()
    assert archived(tmp_path), "the archive is as it was"
    (took,) = re.findall(r"articles in ([\d.]+) s", run.err)
    (each,) = re.findall(r"and ([\d.]+) ms to work on", run.err)
    assert float(each) / 1000 * len(first.records) < float(took) + 0.1


def test_what_is_set_for_feeds_is_not_for_its_file(server: ReplicaServer, tmp_path: Path) -> None:
    """A part of the records would not tell what it has got, when it is interrupted."""
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    fields, encoding = "FEED_EXPORT_FIELDS=id,title", "FEED_EXPORT_ENCODING=utf-16"
    batches = "FEED_EXPORT_BATCH_ITEM_COUNT=1"
    run = replay(server.base_url(), tmp_path, "-s", fields, "-s", encoding, "-s", batches)
    assert run.code == 0, run.err
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def test_revisions_are_those_of_the_site(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Over runs on several days, with edits, pages that are as they were, and new articles."""
    crawl(server, tmp_path, settings=KEPT)
    for story in replica.published("uk")[:4]:
        replica.edit(story)
    replica.publish(3)
    let_pass(tmp_path, HOUR + 60)
    second = crawl(server, tmp_path, settings=KEPT)
    assert {record["revision"] for record in second.records} == {1, 2}
    assert replay(server.base_url(), tmp_path).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def test_pages_that_were_packed_or_came_in_other_encodings(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        answer = replica.respond(edition, target, headers)
        if answer.status != 200 or not target.endswith(".html"):
            return None
        text = answer.body.decode()
        kind = {"Content-Type": "text/html; charset=windows-1251"}
        return Answer(
            200,
            {**kind, "Content-Encoding": "gzip"},
            gzip.compress(text.encode("cp1251", "xmlcharrefreplace")),
        )

    server.before = before
    first = crawl(server, tmp_path, settings=KEPT)
    assert first.records
    assert replay(server.base_url(), tmp_path).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def test_the_window_and_the_edition_of_a_crawl_apply(server: ReplicaServer, tmp_path: Path) -> None:
    first = crawl(server, tmp_path, settings=KEPT)
    times = sorted(filter(None, (record["published_at"] for record in first.records)))
    middle = times[len(times) // 2]
    run = replay(server.base_url(), tmp_path, "-a", f"since={middle[:10]}")
    assert run.code == 0, run.err
    found = read_feed(tmp_path / "again.jsonl")
    assert 0 < len(found) < len(first.records)
    assert all(
        record["published_at"][:10] >= middle[:10] for record in found if record["published_at"]
    )


@pytest.mark.parametrize(
    ("words", "says"),
    thinned(
        [
            (["nowhere.warc.gz"], "nowhere.warc.gz cannot be read (No such file"),
            (["page.html.gz"], "page.html.gz is no WARC file"),
            (["whole.warc.gz"], "warcio recompress"),
            (["pages.warc.zst"], "is packed with zstd; unpack it first"),
            (["-a", "follow=latest"], "there is no argument 'follow'"),
            (["--spider", "nobody"], "no spider is called 'nobody'"),
        ],
        2,
    ),
)
def test_what_cannot_be_read_is_named(
    server: ReplicaServer, tmp_path: Path, words: list[str], says: str
) -> None:
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    (kept,) = files_in(tmp_path)
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>no records</p>"))
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(gzip.decompress(kept.read_bytes())))
    (tmp_path / "pages.warc.zst").write_bytes(bytes.fromhex("28b52ffd") + b"whatever")
    run = replay(server.base_url(), tmp_path, *words)
    assert run.code == 2
    assert len(run.complaints) == 1, run.err
    assert says in run.complaints[0]
    assert not (tmp_path / "again.jsonl").exists()


def test_the_output_stays_as_it_was_until_the_new_one_is_whole(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    url = server.base_url().rstrip("/") + replica.published("uk")[0].path
    crawl(server, tmp_path, settings=KEPT, url=url, follow="none")
    output = tmp_path / "again.jsonl"
    output.write_text("somebody's\n")
    assert replay(server.base_url(), tmp_path, "nowhere.warc.gz").code == 2
    assert output.read_text() == "somebody's\n"
    assert replay(server.base_url(), tmp_path).code == 0
    assert output.read_bytes() == archived(tmp_path)


def test_an_output_that_cannot_be_written_is_named(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    (tmp_path / "file").write_text("no folder")
    run = replay(server.base_url(), tmp_path, output="file/again.jsonl")
    assert run.code == 1
    assert run.complaints == [
        f"newsbot: the folder {tmp_path}/file cannot be written; name another with -O"
    ]


def test_two_replays_into_one_file_are_one_too_many(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    lock = Lock(tmp_path / ".again.jsonl.replay", "replay")
    run = replay(server.base_url(), tmp_path)
    lock.release()
    assert run.code == 75
    assert len(run.complaints) == 1
    assert "another replay writes" in run.complaints[0]


def test_what_is_not_read_is_counted_by_its_kind(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT, follow="none", max_articles=3)
    lists = [path for path in paths_asked(server) if path.count("/") < 3 and "rss" not in path]
    run = replay(server.base_url(), tmp_path)
    assert re.search(rf"^not read: {len(lists)} list, .*1 robots.txt$", run.out, re.MULTILINE), (
        run.out
    )


def test_pages_of_other_sites_are_counted(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT, max_articles=3)
    run = scrapy(tmp_path, "replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl")
    assert run.code == 1
    assert len(run.complaints) == 1
    assert "no article of interfax is in these files" in run.complaints[0]
    assert "base_url" in run.complaints[0]
    assert "the site showed none" not in run.err, "it was not asked"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_torn_and_foreign_records_are_passed_over(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT)
    (kept,) = files_in(tmp_path)
    data, lines = kept.read_bytes(), archived(tmp_path).splitlines(keepends=True)
    torn = data.find(b"\x1f\x8b\x08", len(data) // 2) + 200
    damaged = data[:torn] + b"\0" * 40 + data[torn + 40 :]
    other = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 4\r\n\r\nnote\r\n\r\n"
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(other) + damaged[:-30])
    run = replay(server.base_url(), tmp_path, "a.warc.gz")
    assert run.code == 0, run.err
    assert "2 damaged" in run.out
    found = (tmp_path / "again.jsonl").read_bytes().splitlines(keepends=True)
    assert len(found) == len(lines) - 2
    assert [line for line in lines if line in found] == found


def rewritten(kept: Path, other: Path) -> None:
    """As wget has it: WARC/1.0, not packed, bodies in the pieces in which they came."""
    with other.open("wb") as out, kept.open("rb") as file:
        writer = WARCWriter(out, gzip=False, warc_version="1.0")
        for record in ArchiveIterator(file):
            if record.rec_type != "response":
                continue
            body = record.content_stream().read()
            parts = (body[:1000], body[1000:])
            pieces = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts if part)
            pieces += b"0\r\n\r\n"
            headers = [*record.http_headers.headers, ("Transfer-Encoding", "chunked")]
            head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            head.remove_header("Content-Length")
            about = record.rec_headers
            new = writer.create_warc_record(
                about.get_header("WARC-Target-URI"),
                "response",
                payload=BytesIO(pieces),
                length=len(pieces),
                warc_headers_dict={"WARC-Date": about.get_header("WARC-Date")},
                http_headers=head,
            )
            writer.write_record(new)


def test_files_that_other_programs_wrote(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT)
    (kept,) = files_in(tmp_path)
    rewritten(kept, tmp_path / "plain.warc")
    words = ["plain.warc", "-O", "again.jsonl", "-a", f"base_url={server.base_url()}"]
    run = scrapy(tmp_path, "replay", *words)
    assert run.code == 0, run.err
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def test_several_jobs_write_the_same_file(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    crawl_twice(server, replica, tmp_path)
    one = replay(server.base_url(), tmp_path)
    several = replay(server.base_url(), tmp_path, "--jobs", "3", output="several.jsonl")
    assert several.code == 0, several.err
    assert (tmp_path / "several.jsonl").read_bytes() == archived(tmp_path)
    assert several.out.replace("several.jsonl", "again.jsonl") == one.out, "counts as well"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def without_a_loop() -> None:
    """In the process of a replay: it has no event loop yet when it forks."""
    fork = parallel._fork

    def checked(*arguments: Any) -> int:
        assert "twisted.internet.reactor" not in sys.modules
        return fork(*arguments)

    pytest.MonkeyPatch().setattr(parallel, "_fork", checked)


def test_jobs_share_no_event_loop(server: ReplicaServer, tmp_path: Path) -> None:
    """From Python 3.12 on what had one before the fork waits for ever."""
    crawl(server, tmp_path, settings=KEPT)
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl", "--jobs", "2"]
    words += ["-a", f"base_url={server.base_url()}"]
    run = scrapy(tmp_path, *words, prepare=without_a_loop)
    assert run.code == 0, run.err


def test_a_file_that_is_named_twice_is_read_once(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """Else the first pages would come after the last ones, as if the site had changed back."""
    crawl_twice(server, replica, tmp_path, max_articles=3)
    (kept,) = files_in(tmp_path)
    (tmp_path / "same.warc.gz").symlink_to(kept)
    run = replay(server.base_url(), tmp_path, str(kept), str(kept), "same.warc.gz")
    assert run.code == 0, run.err
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def broken_within() -> None:
    """In the process of a replay: a pipe breaks that is not the one of its output."""

    def broken(*_: object) -> int:
        raise BrokenPipeError

    setattr(replay_command, "in_parallel", broken)  # noqa: B010 - it exports only the command


def test_whoever_reads_its_output_may_go(server: ReplicaServer, tmp_path: Path) -> None:
    assert crawl(server, tmp_path, settings=KEPT).code == 0
    files = [*map(str, files_in(tmp_path)), "-a", f"base_url={server.base_url()}"]
    for words in (["-O", "again.jsonl"], ["--into-archive"], ["--diff"]):
        assert unread(tmp_path, "replay", *files, *words, "--loglevel", "ERROR") == (0, ""), words
    assert len(read_feed(tmp_path / "again.jsonl")) == len(default_feed(tmp_path))
    run = scrapy(tmp_path, "replay", *files, "-O", "other.jsonl", prepare=broken_within)
    assert run.code != 0, "nothing was written, and nobody was told"


def no_room(at: int) -> None:
    """In the process of a replay: the disk is full when the line with that number is written."""
    export, lines = PlacedJsonLinesExporter.export_item, count(1)

    def export_item(self: PlacedJsonLinesExporter, item: object) -> None:
        if next(lines) >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        export(self, item)

    patch = pytest.MonkeyPatch()
    patch.setattr(PlacedJsonLinesExporter, "export_item", export_item)


@pytest.mark.parametrize("at", [1, 5])
def test_a_disk_that_is_full_in_the_midst(server: ReplicaServer, tmp_path: Path, at: int) -> None:
    crawl(server, tmp_path, settings=KEPT)
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl"]
    words += ["-a", f"base_url={server.base_url()}"]
    run = scrapy(tmp_path, *words, timeout=30, prepare=partial(no_room, at))
    assert run.code == 1
    assert len(run.complaints) == 1, run.err
    assert "cannot be written (No space left on device)" in run.complaints[0]
    assert replay(server.base_url(), tmp_path).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


def test_outputs_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "empty.warc.gz").touch()
    (tmp_path / "folder.jsonl").mkdir()
    run = scrapy(tmp_path, "replay", "empty.warc.gz", "-O", "folder.jsonl")
    assert run.code == 1
    assert run.complaints == [f"newsbot: {tmp_path}/folder.jsonl is a folder; name a file with -O"]
    run = scrapy(tmp_path, "replay", "empty.warc.gz", "-O", "s3://bucket/again.jsonl")
    assert run.code == 2
    assert "a file of this machine" in run.err
    run = scrapy(tmp_path, "replay", "empty.warc.gz", "-O", "data/interfax/2026-09-22.jsonl")
    assert run.code == 2
    assert "is a part of the archive" in run.complaints[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.warc.gz", "folder.jsonl"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.warc.gz")
    for words in (["replay", "pipe.warc.gz", "--diff"], ["savepage", "pipe.warc.gz:1"]):
        run = scrapy(tmp_path, *words, timeout=30)
        assert run.code == 2
        assert "pipe.warc.gz is a pipe" in run.complaints[0]


def test_where_all_is_damaged_it_says_so(tmp_path: Path) -> None:
    record = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nnot whole"
    (tmp_path / "torn.warc.gz").write_bytes(gzip.compress(record)[:-4])
    run = scrapy(tmp_path, "replay", "torn.warc.gz", "-O", "again.jsonl")
    assert run.code == 1
    assert run.out == "not read: 1 damaged\n"
    assert "no article of interfax" in run.complaints[0]

"""Every page that a run fetches is kept, as it came, where other programs can read it."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawling import crawl, paths_asked
from ledger.past import let_pass
from pagestore.kept import KEPT, Record, files_in, records_in
from replica import Answer, Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


@pytest.fixture
def replica() -> Replica:
    return Replica(21, traps=False, page_size=10)


def responses(folder: Path) -> list[Record]:
    return [record for record in records_in(folder) if record.kind == "response"]


def path_of(server: ReplicaServer, record: Record) -> str:
    return "/" + record.url.removeprefix(server.base_url())


def test_all_that_was_asked_for_is_kept(server: ReplicaServer, tmp_path: Path) -> None:
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 0, run.err
    assert run.records
    found = responses(tmp_path)
    assert [path_of(server, record) for record in found] == ["/robots.txt", *paths_asked(server)]
    assert {record["url"] for record in run.records} <= {record.url for record in found}
    for record in found:
        answer = server.replica.respond("uk", path_of(server, record), {})
        if record.url.endswith(".html") and record.url.count("/") == 5:
            assert record.body == answer.body


def test_files_are_for_the_eyes_of_their_owner(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path, settings=KEPT)
    (path,) = files_in(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_is_kept_unasked(server: ReplicaServer, tmp_path: Path) -> None:
    crawl(server, tmp_path)
    assert not (tmp_path / "data" / "interfax" / "pages").exists()


def test_the_next_run_goes_on_with_the_file_and_keeps_304_as_revisits(
    server: ReplicaServer, tmp_path: Path
) -> None:
    crawl(server, tmp_path, settings=KEPT)
    (path,) = files_in(tmp_path)
    before = path.read_bytes()
    let_pass(tmp_path, 3600 + 60)
    server.forget()
    assert crawl(server, tmp_path, settings=KEPT).code == 0
    assert files_in(tmp_path) == [path]
    assert path.read_bytes().startswith(before)
    same = [access for access in server.requests if access.status == 304]
    assert same
    revisits = [record for record in records_in(tmp_path) if record.kind == "revisit"]
    assert [(path_of(server, record), record.status) for record in revisits] == [
        (access.target, "304") for access in same
    ]
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds.count("warcinfo") == 1


def test_pages_come_packed_and_in_pieces_and_secrets_stay_out(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    packed = []

    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        assert headers["accept-encoding"] == "gzip"
        answer = replica.respond(edition, target, headers)
        if answer.status != 200:
            return None
        packed.append(target)
        secrets = {
            "Set-Cookie": "session=hush",
            "Authentication-Info": "nextnonce=hush",
            "X-Name": "новини".encode().decode("latin-1"),
        }
        own = {**answer.headers, **secrets, "Content-Encoding": "gzip"}
        return Answer(answer.status, own, gzip.compress(answer.body))

    server.before = before
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 0, run.err
    assert run.records
    found = {path_of(server, record): record.body for record in responses(tmp_path)}
    assert set(found) == set(packed)
    assert all(body.startswith(b"<") for path, body in found.items() if path.endswith(".html"))
    (path,) = files_in(tmp_path)
    with path.open("rb") as file:
        for record in ArchiveIterator(file, no_record_parse=True):
            assert b"hush" not in record.raw_stream.read()


def test_a_run_without_a_ledger_keeps_pages_too(server: ReplicaServer, tmp_path: Path) -> None:
    settings = {**KEPT, "NEWSBOT_LEDGER": ""}
    run = crawl(server, tmp_path, "-O", "news.jsonl", settings=settings)
    assert run.code == 0, run.err
    assert len(responses(tmp_path)) == len(server.requests)


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written(server: ReplicaServer, tmp_path: Path) -> None:
    pages = tmp_path / "data" / "interfax" / "pages"
    pages.mkdir(parents=True)
    pages.chmod(0o500)
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 1
    assert "pages" in run.complaints[0]
    assert server.requests == []


def test_a_file_of_another_kind_is_named_and_left_alone(
    server: ReplicaServer, tmp_path: Path
) -> None:
    pages = tmp_path / "data" / "interfax" / "pages"
    pages.mkdir(parents=True)
    foreign = pages / "2026-11-26-0001.warc.gz"
    foreign.write_bytes(b"somebody's\n" * 20_000)
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 1
    assert len(run.complaints) == 1
    assert f"{foreign} is no file of kept pages; move it away" in run.complaints[0]
    assert foreign.read_bytes() == b"somebody's\n" * 20_000
    assert server.requests == []


def test_another_value_is_refused_before_anything_is_asked(
    server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, settings={"NEWSBOT_PAGES": "har"})
    assert run.code == 2
    assert len(run.complaints) == 1
    assert "'har'" in run.complaints[0]
    assert server.requests == []

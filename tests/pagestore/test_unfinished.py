"""A replay into a file that is gone on with: only with what the same one has left there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from crawling import crawl, scrapy
from newsbot.commands import replay as replay_command
from newsbot.commands.unfinished import code_of
from pagestore.kept import KEPT, archived, files_in
from pagestore.misread import read_wrongly
from pagestore.revised import crawl_twice
from replica import Replica, ReplicaServer


@pytest.fixture
def replica() -> Replica:
    return Replica(36, page_size=20)


def no_room_at_the_end() -> None:
    """In the process of a replay: its jobs are done, and the disk is full."""

    def put_together(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    pytest.MonkeyPatch().setattr(replay_command, "put_together", put_together)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_job_that_was_done_is_not_done_again(
    server: ReplicaServer, replica: Replica, tmp_path: Path, jobs: str
) -> None:
    """Else each of its articles with two revisions would get two more."""
    crawl_twice(server, replica, tmp_path)
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl"]
    words += ["-a", f"base_url={server.base_url()}"]
    at_once = scrapy(tmp_path, *words)
    words += ["--jobs", jobs]
    run = scrapy(tmp_path, *words, prepare=no_room_at_the_end)
    assert run.code == 1
    assert "No space left on device" in run.err
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)
    assert run.out == at_once.out, "counts as well"


def wrongly_and_no_room() -> None:
    read_wrongly()
    no_room_at_the_end()


def mended() -> None:
    """In the process of a replay: its newsbot is not the one that read the pages before."""
    pytest.MonkeyPatch().setattr(replay_command, "code_of", lambda _: "mended")


@pytest.mark.slow
def test_what_another_newsbot_has_read_is_read_again(server: ReplicaServer, tmp_path: Path) -> None:
    """Else a feed would have the readings of both."""
    crawl(server, tmp_path, settings=KEPT)
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl"]
    words += ["-a", f"base_url={server.base_url()}"]
    assert scrapy(tmp_path, *words, prepare=wrongly_and_no_room).code == 1
    assert scrapy(tmp_path, *words, prepare=mended).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)


@pytest.mark.slow
def test_what_was_moved_is_done_again(server: ReplicaServer, tmp_path: Path) -> None:
    """Its ledger knows its feed by the place where it was."""
    crawl(server, tmp_path, settings=KEPT)
    words = ["replay", *map(str, files_in(tmp_path)), "-a", f"base_url={server.base_url()}", "-O"]
    assert scrapy(tmp_path, *words, "again.jsonl", prepare=no_room_at_the_end).code == 1
    (tmp_path / ".again.jsonl.replay").rename(tmp_path / ".other.jsonl.replay")
    run = scrapy(tmp_path, *words, "other.jsonl")
    assert run.code == 0, run.err
    assert (tmp_path / "other.jsonl").read_bytes() == archived(tmp_path)


def test_one_letter_makes_another_newsbot(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "body.py").write_text("LEAST = 4", "utf-8")
    before = code_of(tmp_path)
    (tmp_path / "pages" / "body.pyc").write_bytes(b"compiled")
    assert code_of(tmp_path) == before
    (tmp_path / "pages" / "body.py").write_text("LEAST = 5", "utf-8")
    assert code_of(tmp_path) != before


@pytest.mark.slow
@pytest.mark.parametrize("words", [[], ["--jobs", "2"]], ids=["one-job", "two-jobs"])
def test_an_extension_ends_a_replay_before_its_end(
    server: ReplicaServer, tmp_path: Path, words: list[str]
) -> None:
    """Scrapy's own end a run for its size or its time: what is read behind that has no feed."""
    crawl(server, tmp_path, settings=KEPT)
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl", *words]
    words += ["-a", f"base_url={server.base_url()}"]
    run = scrapy(tmp_path, *words, "-s", "CLOSESPIDER_ITEMCOUNT=5")
    assert run.code == 1
    assert "Traceback" not in run.err
    assert not (tmp_path / "again.jsonl").exists()
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    assert (tmp_path / "again.jsonl").read_bytes() == archived(tmp_path)

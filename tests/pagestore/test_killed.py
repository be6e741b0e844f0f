"""Crawls that keep pages and are killed; replays that are killed: nothing lost, nothing twice."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawling import crawl, environment, read_feed, scrapy, start
from forking import Started, start_scrapy
from ledger.test_kill import wait_for
from newsbot.feeds.jsonlines import PlacedJsonLinesExporter
from newsbot.pagestore.writer import PageWriter
from pagestore.kept import KEPT, files_in, lines_of, records_in
from pagestore.revised import crawl_again
from replica import Replica, ReplicaServer
from spiders.small import SmallSite, Story

ARTICLES = 210
KILLS = 5
EDITED = 20


@pytest.fixture
def replica() -> Replica:
    return Replica(ARTICLES, traps=False, page_size=30)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_article_has_its_page_and_is_read_again_whatever_was_killed(
    server: ReplicaServer, replica: Replica, tmp_path: Path, jobs: str
) -> None:
    dice = random.Random(15)
    for _ in range(KILLS):
        process = start(server, tmp_path, settings=KEPT)
        wait_for(server, process, len(server.requests) + dice.randrange(ARTICLES // (KILLS + 1)))
        process.kill()
        process.communicate(timeout=60)
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 0, run.err
    assert Counter(run.ids) == Counter(map(str, replica.reachable("uk")))
    kept = {record.url for record in records_in(tmp_path) if record.kind == "response"}
    assert {record["url"] for record in run.records} <= kept
    run = crawl_again(server, replica, tmp_path, edited=EDITED)
    assert sum(record["revision"] == 2 for record in run.records) >= EDITED

    feed = b"".join(path.read_bytes() for path in (tmp_path / "data/interfax").glob("*.jsonl"))
    output, work = tmp_path / "again.jsonl", tmp_path / ".again.jsonl.replay"
    words = ["replay", *map(str, files_in(tmp_path)), "-O", "again.jsonl", "--jobs", jobs]
    words += ["-a", f"base_url={server.base_url()}", "-L", "WARNING"]
    kills = lines = 0
    while kills < KILLS:
        process = start_scrapy(words, tmp_path, environment(tmp_path))
        wanted, deadline = lines + dice.randrange(ARTICLES // (KILLS + 3)), time.monotonic() + 60
        while process.poll() is None and (found := lines_below(work)) < wanted:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        if is_killed(process):
            kills, lines = kills + 1, found
        else:  # it was faster than the one who looks
            assert process.returncode == 0
            assert output.exists()
            lines = 0
        if output.exists():
            assert lines_of(output.read_bytes()) == lines_of(feed), "it is whole or is not there"
            output.unlink()
    assert lines, "it goes on from where it was"
    process = start_scrapy(words, tmp_path, environment(tmp_path))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    assert not work.exists()
    assert lines_of(output.read_bytes()) == lines_of(feed)


def lines_below(folder: Path) -> int:
    lines = 0
    for path in folder.glob("*/feed.jsonl"):
        with suppress(FileNotFoundError):  # the replay has come to its end meanwhile
            lines += path.read_bytes().count(b"\n")
    return lines


def is_killed(process: Started) -> bool:
    """Whether a replay and its jobs were killed before it had come to its end."""
    with suppress(ProcessLookupError, FileNotFoundError):
        os.kill(process.pid, signal.SIGSTOP)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
        for number in (*map(int, children.split()), process.pid):
            os.kill(number, signal.SIGKILL)
    process.communicate(timeout=60)
    return process.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_replay_that_is_interrupted_ends_soon_and_goes_on(
    server: ReplicaServer, tmp_path: Path, jobs: str
) -> None:
    run = crawl(server, tmp_path, settings=KEPT)
    assert run.code == 0, run.err
    feed = b"".join(path.read_bytes() for path in (tmp_path / "data/interfax").glob("*.jsonl"))
    (file,) = files_in(tmp_path)
    copies = [shutil.copy(file, tmp_path / f"{number}.warc.gz") for number in range(3)]
    words = [
        "replay",
        *map(str, copies),
        "-O",
        "again.jsonl",
        "-a",
        f"base_url={server.base_url()}",
        "--jobs",
        jobs,
    ]
    process = start_scrapy(words, tmp_path, environment(tmp_path))
    deadline = time.monotonic() + 60
    while process.poll() is None and not lines_below(tmp_path / ".again.jsonl.replay"):
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert err.count("the replay was stopped; the same command goes on from there") == 1
    process = start_scrapy(words, tmp_path, environment(tmp_path))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    assert (tmp_path / "again.jsonl").read_bytes() == feed


def killed_behind(lines: int) -> None:
    """In the process of a replay: it is killed as soon as it has written so many."""
    export, number = PlacedJsonLinesExporter.export_item, count(1)

    def export_item(self: PlacedJsonLinesExporter, item: object) -> None:
        export(self, item)
        if next(number) == lines:
            os.kill(os.getpid(), signal.SIGKILL)

    pytest.MonkeyPatch().setattr(PlacedJsonLinesExporter, "export_item", export_item)


@pytest.mark.slow
@pytest.mark.parametrize("lines", [3, 4])
def test_lines_that_were_not_confirmed_are_written_again(tmp_path: Path, lines: int) -> None:
    """Taken as delivered, the first page of an article would come after the second."""
    ids = [1066871, 1066872]
    pages = [(number, title) for title in ("Перша кузня", "Друга кузня") for number in ids]
    moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    with closing(PageWriter(tmp_path / "pages", lock=str)) as writer:
        for minute, (number, title) in enumerate(pages):
            story = Story(number, title=f"{title} ковалів з Опішні")
            body = SmallSite([story]).answer("uk", story.path, {}).body
            response = HtmlResponse(f"https://interfax.com.ua{story.path}", body=body)
            writer.keep(response, moment + timedelta(minutes=minute))
    (file,) = (tmp_path / "pages").iterdir()
    words = ["replay", str(file), "-O", "again.jsonl"]
    assert scrapy(tmp_path, *words, prepare=partial(killed_behind, lines)).code == -signal.SIGKILL
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    found = [(int(line["id"]), line["revision"]) for line in read_feed(tmp_path / "again.jsonl")]
    assert found == [(number, revision) for revision in (1, 2) for number in ids]
    assert run.out.startswith("4 pages read, 4 articles written")

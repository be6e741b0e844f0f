"""A data folder that is moved, or copied, while its last run was not ended."""

from __future__ import annotations

import csv
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawling import crawl, start
from ledger.past import ask
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test kills a run

CSV = ("-o", "news.csv")


@pytest.fixture
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(Replica(40, traps=False, page_size=10)) as server:
        yield server


def is_behind(folder: Path) -> bool:
    """Whether the ledger has some lines of the feed as confirmed, and not all."""
    feeds = sorted((folder / "data").glob("interfax/*.jsonl"))
    if not feeds or not ask(folder, "SELECT 1 FROM sqlite_schema WHERE name = 'feeds'"):
        return False
    confirmed = ask(folder, "SELECT size FROM feeds WHERE size > 9000")
    return bool(confirmed) and confirmed[0][0] < feeds[-1].stat().st_size


@pytest.fixture
def killed(server: ReplicaServer, tmp_path: Path) -> Path:
    """The folder of a run that was killed: some lines are confirmed, and some are not."""
    folder = tmp_path / "killed"
    folder.mkdir()
    run = start(server, folder, *CSV, follow="none", settings={"DOWNLOAD_DELAY": 0.1})
    deadline = time.monotonic() + 60
    while not is_behind(folder):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    run.kill()
    run.communicate()
    return folder


def everything(server: ReplicaServer) -> Counter[str]:
    return Counter(str(story.id) for story in server.replica.published("uk"))


def test_a_folder_that_is_moved(server: ReplicaServer, killed: Path, tmp_path: Path) -> None:
    other = killed.rename(tmp_path / "other")
    run = crawl(server, other, *CSV, follow="none")
    assert run.code == 0, run.err
    assert "is gone" not in run.err
    assert Counter(run.ids) == everything(server)
    with (other / "news.csv").open() as rows:
        assert Counter(row["id"] for row in csv.DictReader(rows)) == everything(server)


def test_a_copy_of_one_that_goes_on(server: ReplicaServer, killed: Path, tmp_path: Path) -> None:
    """What is written to the other folder since is not in this one."""
    copy = shutil.copytree(killed, tmp_path / "copy")
    for folder in (killed, copy):
        run = crawl(server, folder, follow="none")
        assert run.code == 0, run.err
        assert Counter(run.ids) == everything(server)


def test_a_copy_that_was_made_before_its_ledger_was(
    server: ReplicaServer, killed: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(killed, tmp_path / "copy")
    (feed,) = (copy / "data" / "interfax").iterdir()
    feed.write_bytes(feed.read_bytes().partition(b"\n")[0] + b"\n")
    told = crawl(server, copy, follow="none")
    assert told.code == 1
    assert f"{feed} is shorter than confirmed" in told.complaints[0]

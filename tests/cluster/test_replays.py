"""Kept pages are read again by several workers, a job a file: exact, whoever is killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawling import crawl, default_feed, read_feed, scrapy, share_ledger
from replica import Replica, ReplicaServer

pytest.importorskip("procrastinate")
from cluster.workers import Worker, run, states, until
from pagestore.kept import KEPT, files_in
from pagestore.misread import last_of, read_wrongly

pytestmark = pytest.mark.slow

_SLOW = """
import time
from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.archive import ArchiveSpider

class Slow(ArchiveSpider):
    name = "interfax"
    site = INTERFAX

    async def parse_article(self, response):
        time.sleep(0.2)
        async for part in super().parse_article(response):
            yield part
"""
"""The spider, on a machine on which a file takes seconds: long enough to be killed at it."""


@pytest.fixture
def replica() -> Replica:
    return Replica(45, traps=False, page_size=20)


@pytest.mark.timeout(300)
def test_several_files_over_two_workers_two_of_which_are_killed(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for number, folder in enumerate(folders):
        folder.mkdir()
        share_ledger(folder, database)
        most = {} if folder == folders[-1] else {"max_articles": 12}
        done = crawl(server, folder, settings=KEPT, prepare=read_wrongly, **most)
        assert done.code == 0, (number, done.err)
    files = [str(file) for folder in folders for file in files_in(folder)]
    assert len(files) == 3
    mirror = ["-a", f"base_url={server.base_url()}"]
    share_ledger(tmp_path, database)
    assert scrapy(tmp_path, "replay", *files, "-O", "right.jsonl", *mirror).code == 0
    right = last_of(read_feed(tmp_path / "right.jsonl"))
    first = default_feed(tmp_path)
    added = sum(int(key) % 3 == 0 or int(key) % 5 == 0 for key in right)
    (tmp_path / "slow_spiders.py").write_text(_SLOW)

    ordered = scrapy(tmp_path, "jobs", "--replay", *files, *mirror)
    assert ordered.code == 0, ordered.err
    workers = [start(tmp_path, name) for name in ("one", "two")]
    for number, so_many in enumerate((1, added // 2)):
        wait_for(tmp_path, len(first) + so_many + 1)
        until(lambda: any(worker.children for worker in workers))
        victim = next(worker for worker in workers if worker.children)
        victim.kill(with_children=True)
        assert len(default_feed(tmp_path)) < len(first) + added, "in the midst of it"
        workers.remove(victim)
        workers.append(start(tmp_path, f"new {number}"))
    until(lambda: states(database) == ["succeeded"] * 3)
    check(tmp_path, right, len(first) + added)
    assert run(database, "SELECT count(*) FROM revisions WHERE reread = 1") == [(added,)]

    scrapy(tmp_path, "jobs", "--replay", *files, *mirror)
    until(lambda: states(database) == ["succeeded"] * 6)
    assert [worker.stop() for worker in workers] == [0, 0]
    check(tmp_path, right, len(first) + added)
    said = [line for worker in workers for line in worker.lines]
    assert any("taken up again" in line for line in said), said
    assert sum(", 0 articles added" in line for line in said) >= 3, said


def start(folder: Path, name: str) -> Worker:
    return Worker(folder, name, settings={"SPIDER_MODULES": "slow_spiders"})


def wait_for(folder: Path, records: int) -> None:
    until(lambda: len(default_feed(folder)) >= records)


def check(folder: Path, right: dict[str, dict[str, object]], so_many: int) -> None:
    records = default_feed(folder)
    assert last_of(records) == right
    assert len({(record["id"], record["revision"]) for record in records}) == len(records)
    assert len(records) == so_many

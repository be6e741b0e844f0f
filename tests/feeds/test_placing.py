"""CSV and gzip beside the archive: whole after every kill, and each article in them once."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import signal
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from crawling import crawl, start
from ledger.past import ask
from ledger.test_kill import wait_for
from newsbot.feeds import exporter
from newsbot.feeds.placing import part_of, put_in_place
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

FEEDS = {
    "%(newsbot_data_dir)s/interfax/%(newsbot_date)s.jsonl": {
        "format": "jsonlines",
        "item_filter": "newsbot.feeds.filters.EachRevisionOnce",
    },
    "news.csv": {"format": "csv"},
    "news.jsonl.gz": {
        "format": "jsonlines",
        "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
    },
    "news.xml": {"format": "xml", "overwrite": True},
}
SETTINGS = {"FEEDS": json.dumps(FEEDS), "LOG_LEVEL": "WARNING"}


@pytest.fixture
def articles() -> int:
    return 90


@pytest.fixture
def replica(articles: int) -> Replica:
    return Replica(articles, traps=False, page_size=20)


def in_csv(folder: Path) -> Counter[str]:
    path = folder / "news.csv"
    if not path.exists():
        return Counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(None not in row and None not in row.values() for row in rows)
    return Counter(row["id"] for row in rows)


def in_gzip(folder: Path) -> Counter[str]:
    path = folder / "news.jsonl.gz"
    if not path.exists():
        return Counter()
    return Counter(
        json.loads(line)["id"] for line in gzip.decompress(path.read_bytes()).splitlines()
    )


@pytest.mark.slow
def test_killed_again_and_again_each_file_has_each_article_once(
    server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    dice = random.Random(13)
    for number in range(3):
        process = start(server, tmp_path, settings=SETTINGS)
        wait_for(server, process, len(server.requests) + dice.randrange(5, 20))
        process.kill()
        process.communicate(timeout=60)
        assert max([0, *in_csv(tmp_path).values(), *in_gzip(tmp_path).values()]) <= 1
        if number == 1:
            whole = crawl(server, tmp_path, settings=SETTINGS, max_articles=10)
            assert whole.code == 0, whole.err
            assert in_csv(tmp_path) == in_gzip(tmp_path) == Counter(whole.ids)
    run = crawl(server, tmp_path, settings=SETTINGS)
    assert run.code == 0, run.err
    everything = Counter(map(str, replica.reachable("uk")))
    assert Counter(run.ids) == in_csv(tmp_path) == in_gzip(tmp_path) == everything
    assert ask(tmp_path, "SELECT count(*) FROM backlog") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM feeds WHERE size < 0") == [(0,)]


@pytest.mark.parametrize("end", [None, 4])
@pytest.mark.parametrize("broken_at", ["before", "half", "copied", "after"])
def test_it_is_put_in_place_once_wherever_that_was_interrupted(
    tmp_path: Path, end: int | None, broken_at: str
) -> None:
    target = tmp_path / "news.csv"
    part = part_of(target)
    target.write_text("old\n")
    part.write_text("new\n")
    if end is not None and broken_at in {"half", "copied"}:
        target.write_text("old\nne" if broken_at == "half" else "old\nnew\n")
    elif broken_at == "after":
        put_in_place(target, end)
    put_in_place(target, end)
    assert target.read_text() == ("new\n" if end is None else "old\nnew\n")
    assert not part.exists()


def die_when_placing(*, after: bool) -> None:
    """This process is killed when it has a file complete, before or after that is in its place."""

    def put(target: Path, end: int | None) -> None:
        if after:
            put_in_place(target, end)
        os.kill(os.getpid(), signal.SIGKILL)

    vars(exporter)["put_in_place"] = put


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("articles", [18])
def test_a_killed_run_had_it_complete_but_not_in_place(
    server: ReplicaServer, replica: Replica, tmp_path: Path, *, after: bool
) -> None:
    crawl(server, tmp_path, settings=SETTINGS, max_articles=5)
    dying = partial(die_when_placing, after=after)
    assert crawl(server, tmp_path, settings=SETTINGS, prepare=dying).code == -signal.SIGKILL
    assert after or in_csv(tmp_path).total() == 5
    run = crawl(server, tmp_path, settings=SETTINGS)
    assert run.code == 0, run.err
    everything = Counter(map(str, replica.reachable("uk")))
    assert Counter(run.ids) == in_csv(tmp_path) == in_gzip(tmp_path) == everything

"""An export that is killed, again and again: what it writes is so small that it is many groups."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawling import environment
from exporting import Records, by_key, in_small_groups, names, of_parquet, of_postgres, wanted
from forking import Started, start_scrapy
from made_archive import write_archive
from postgres import Cluster

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ARTICLES = 1000
KILLS = 10


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Records]:
    folder = tmp_path_factory.mktemp("archive") / "interfax"
    return folder, write_archive(folder, ARTICLES)


def start(source: Path, to: str) -> Started:
    words = ["export", "--from", str(source), "--to", to, "--revisions", "all"]
    overwrite = [] if "://" in to else ["--overwrite"]
    folder = source.parent
    return start_scrapy([*words, *overwrite], folder, environment(folder), in_small_groups)


def kill_often(source: Path, to: str, seconds: float, check: Callable[[], None]) -> int:
    """How many of ten exports were struck before their end, which takes about so many seconds."""
    chance = random.Random()
    struck = 0
    for _ in range(KILLS):
        export = start(source, to)
        try:
            export.wait(chance.uniform(0, seconds))
        except subprocess.TimeoutExpired:
            struck += 1
        export.kill()
        export.communicate()
        check()
    return struck


def finish(source: Path, to: str) -> None:
    export = start(source, to)
    _, err = export.communicate()
    assert export.returncode == 0, err


def seconds_of(source: Path, to: str) -> float:
    finish(source, to)  # may have to start the server that forks
    begun = time.perf_counter()
    finish(source, to)
    return time.perf_counter() - begun


@pytest.mark.parametrize("name", ["x.parquet", "x.parquet/"])
def test_a_file_is_whole_at_any_moment(
    large: tuple[Path, Records], tmp_path: Path, name: str
) -> None:
    """What is there is replaced: by the whole, or not at all."""
    folder, records = large
    target = tmp_path / name
    to = str(target) + "/" * name.endswith("/")

    def check() -> None:
        if target.exists():
            assert len(of_parquet(target)) == len(records)

    assert kill_often(folder, to, seconds_of(folder, to), check)
    finish(folder, to)
    assert by_key(of_parquet(target)) == by_key(records)
    assert names(tmp_path) == [name.rstrip("/")]


def test_tables_are_exact_after_the_last_export(
    large: tuple[Path, Records], database: str, cluster: Cluster
) -> None:
    folder, records = large
    all_of_them = {(record["id"], record["revision"]): record for record in wanted(records)}

    def check() -> None:
        for record in of_postgres(database):
            assert record == all_of_them[record["id"], record["revision"]]

    assert kill_often(folder, database, seconds_of(folder, cluster.new_database()), check)
    finish(folder, database)
    assert of_postgres(database) == wanted(records)

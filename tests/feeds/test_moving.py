"""A ledger goes into PostgreSQL and back: the same articles, the same lines, nothing again."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from crawling import Run, crawl, scrapy, share_ledger
from ledger.past import ask
from newsbot.feeds import moving
from newsbot.ledger import copying
from newsbot.ledger.lock import Lock
from replica import Replica, ReplicaServer

psycopg = pytest.importorskip("psycopg")
from newsbot.ledger.postgres import create_tables  # noqa: E402

pytestmark = pytest.mark.slow  # every test crawls, most of them several times

_ROWS = {
    "urls": "id, state, next_at",
    "articles": "id, revision, content_hash, checked_at",
    "links": "source, target, block, position",
    "places": "id, edition, path",
    "validators": "url, etag",
    "runs": "id, reason, exit_code",
}


@pytest.fixture
def replica() -> Replica:
    return Replica(30, traps=False, page_size=10)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    found = {
        table: ask(folder, f"SELECT {columns} FROM {table} ORDER BY {columns}")
        for table, columns in _ROWS.items()
    }
    return {**found, "reports": ask(folder, "SELECT report ->> 'kind' FROM runs ORDER BY id")}


def move(folder: Path, to: str) -> Run:
    return scrapy(folder, "ledger", "--move", to)


def test_into_a_database_and_back(
    server: ReplicaServer, replica: Replica, tmp_path: Path, database: str
) -> None:
    first = crawl(server, tmp_path)
    assert first.code == 0, first.err
    before = rows(tmp_path)
    files = {file.name: file.read_bytes() for file in (tmp_path / "data/interfax").iterdir()}

    assert "scrapy ledger --create" in move(tmp_path, database).complaints[0]
    share_ledger(tmp_path, database)
    (tmp_path / "ledger.address").unlink()
    moved = move(tmp_path, database)
    assert moved.code == 0, moved.err
    assert "not empty" in move(tmp_path, database).complaints[0]
    share_ledger(tmp_path, database)
    assert rows(tmp_path) == before
    server.forget()
    replica.publish(2)
    second = crawl(server, tmp_path)
    assert second.code == 0, second.err
    assert len(second.records) == len(first.records) + 2
    assert {name: (tmp_path / "data/interfax" / name).read_bytes() for name in files} == files

    shutil.rmtree(tmp_path / "data")
    back = move(tmp_path, "data/ledger.sqlite")
    assert back.code == 0, back.err
    there = rows(tmp_path)
    (tmp_path / "ledger.address").unlink()
    assert rows(tmp_path) == there
    lines = [line for file in (tmp_path / "data/interfax").iterdir() for line in file.open("rb")]
    assert b"".join(lines[: len(first.records)]) == b"".join(files.values())
    replica.publish(3)
    third = crawl(server, tmp_path)
    assert third.code == 0, third.err
    assert Counter(third.ids) == Counter(map(str, replica.reachable("uk")))
    assert not (tmp_path / "data/.newsbot-export.json").exists()


def test_lines_that_the_ledger_has_not_confirmed_are_waited_for(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    crawl(server, tmp_path, max_articles=3)
    share_ledger(tmp_path, database)
    (tmp_path / "ledger.address").unlink()
    [file] = (tmp_path / "data/interfax").iterdir()
    file.write_bytes(file.read_bytes() + file.read_bytes())
    refused = move(tmp_path, database)
    assert refused.code == 1
    assert "let one run come to its end" in refused.complaints[0]


def test_an_article_without_its_line_is_not_moved(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    crawl(server, tmp_path, max_articles=3)
    share_ledger(tmp_path, database)
    (tmp_path / "ledger.address").unlink()
    [file] = (tmp_path / "data/interfax").iterdir()
    text = file.read_text("utf-8")
    file.write_text(text.replace('"revision": 1', '"revision": 7', 1), "utf-8")
    refused = move(tmp_path, database)
    assert refused.code == 1
    assert "1 articles of the ledger have no line in the feeds" in refused.complaints[0]
    share_ledger(tmp_path, database)
    assert ask(tmp_path, "SELECT count(*) FROM urls") == [(0,)]


def die_at_a_part(number: int) -> None:
    """In the process of a move: it is killed when it has read so many parts of the ledger."""
    read, left = copying._parts, iter(range(number))

    def parts(rows: Iterable[object]) -> Iterator[list[object]]:
        for part in read(rows):
            if next(left, None) is None:
                os._exit(9)
            yield part

    copying._parts = parts


def die_at(method: str, name: str) -> None:
    """In the process of a move: it is killed before it does that to a file of this name."""
    real = getattr(Path, method)

    def call(path: Path, *arguments: object, **options: object) -> object:
        if path.name == name:
            os._exit(9)
        return real(path, *arguments, **options)

    setattr(Path, method, call)


def test_a_killed_move_into_a_database_has_moved_nothing(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    for _ in range(2):  # the next run has to get a number of its own
        first = crawl(server, tmp_path)
        assert first.code == 0, first.err
    before = rows(tmp_path)
    create_tables(database)
    for number in (1, 4, 7):
        assert scrapy(tmp_path, *_into(database), prepare=partial(die_at_a_part, number)).code == 9
        with psycopg.connect(database) as connection:
            for table in (*_ROWS, "records"):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert scrapy(tmp_path, *_into(database)).code == 0
    share_ledger(tmp_path, database)
    assert rows(tmp_path) == before
    after = crawl(server, tmp_path)
    assert (after.code, after.ids) == (0, first.ids), after.err


def test_nothing_is_moved_while_a_run_goes_on(
    server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    assert crawl(server, tmp_path, max_articles=3).code == 0
    create_tables(database)
    run = Lock(tmp_path / "data", "interfax.com.ua")
    refused = scrapy(tmp_path, *_into(database))
    run.release()
    assert refused.code == 75, refused.err
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM urls").fetchone() == (0,)


def test_the_lines_of_a_folder_come_day_by_day(tmp_path: Path) -> None:
    days = ["other/2026-11-24", "interfax/2026-11-25", "interfax/2026-11-26", "other/2026-11-26"]
    for number, day in enumerate(days, 1):
        file = tmp_path / f"{day}.jsonl"
        file.parent.mkdir(exist_ok=True)
        record = {"id": str(number), "site": "s.example", "revision": 1}
        file.write_text(f"{json.dumps(record)}\n" * number)
    feeds = [line.feed for line in moving._lines(tmp_path)]
    assert list(dict.fromkeys(feeds)) == [f"{day}.jsonl" for day in days]
    assert len(feeds) == 10


def _into(place: str) -> list[str]:
    return ["ledger", "--move", place]


@pytest.mark.parametrize(
    ("kill", "is_there"),
    [
        (partial(die_at, "replace", ".newsbot-export.json.part"), False),
        (partial(die_at_a_part, 1), False),
        (partial(die_at_a_part, 5), False),
        (partial(die_at, "replace", "ledger.sqlite.part"), False),
        (partial(die_at, "unlink", ".newsbot-export.json"), True),
    ],
    ids=["lines", "first rows", "more rows", "before it is there", "when it is"],
)
def test_a_killed_move_into_a_file_is_gone_on_with(
    kill: Callable[[], object],
    is_there: bool,
    server: ReplicaServer,
    replica: Replica,
    tmp_path: Path,
    database: str,
) -> None:
    share_ledger(tmp_path, database)
    first = crawl(server, tmp_path)
    assert first.code == 0, first.err
    before = rows(tmp_path)
    file = tmp_path / "data/ledger.sqlite"
    assert scrapy(tmp_path, *_into("data/ledger.sqlite"), prepare=kill).code == 9
    assert file.exists() is is_there
    again = move(tmp_path, "data/ledger.sqlite")
    assert again.code == 0, again.err
    (tmp_path / "ledger.address").unlink()
    assert rows(tmp_path) == before
    assert sorted(path.name for path in (tmp_path / "data").glob("*ledger*")) == [file.name]
    assert not (tmp_path / "data/.newsbot-export.json").exists()
    [feed] = (tmp_path / "data/interfax").iterdir()
    confirmed = ask(tmp_path, "SELECT path, size, is_open FROM feeds")
    assert confirmed == [(str(feed), feed.stat().st_size, 0)]
    replica.publish(2)
    second = crawl(server, tmp_path)
    assert second.code == 0, second.err
    assert Counter(second.ids) == Counter(map(str, replica.reachable("uk")))
    assert second.ids[: len(first.ids)] == first.ids

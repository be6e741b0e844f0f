"""The day files that are exported from a shared ledger: exact, whatever ends an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsbot.errors import BusyError, RunError
from newsbot.feeds import mirror as module
from newsbot.feeds.lines import append
from newsbot.feeds.mirror import STATE, mirror
from newsbot.ledger.beside import read_ledger
from newsbot.ledger.lock import Lock
from newsbot.ledger.rows import Recorded
from postgres import Cluster

pytest.importorskip("psycopg")
from newsbot.ledger.postgres import create_tables
from newsbot.ledger.postgres_store import PostgresStore

pytestmark = pytest.mark.slow  # a database, and many files

SITES = ("one.example", "two.example")


class Killed(BaseException):
    """Stands for a kill: nothing after it is done."""


@pytest.fixture
def export(database: str, tmp_path: Path) -> Callable[[], int]:
    create_tables(database)

    def run() -> int:
        with closing(read_ledger(database)) as ledger:
            return mirror(ledger, tmp_path / "out")

    return run


@pytest.fixture
def add(database: str, export: object) -> Iterator[Callable[..., None]]:
    """Commits records of both sites, of one day."""
    stores = [PostgresStore(database, site) for site in SITES]
    numbers = iter(range(10_000))

    def more(count: int, day: int = 26) -> None:
        for store in stores:
            for _ in range(count):
                number = next(numbers)
                line = json.dumps({"id": str(number), "title": "Млин"}, ensure_ascii=False)
                feed = f"{store.site[:3]}/2026-11-{day}.jsonl"
                store.record(Recorded(str(number), 1, feed, line))
            store.commit()

    yield more
    for store in stores:
        store.close()


def lines(folder: Path) -> dict[str, list[str]]:
    out = folder / "out"
    return {
        str(path.relative_to(out)): path.read_text("utf-8").splitlines()
        for path in sorted(out.rglob("*.jsonl"))
    }


def ids(folder: Path) -> list[int]:
    return sorted(int(json.loads(line)["id"]) for found in lines(folder).values() for line in found)


def test_each_export_adds_what_is_new(
    export: Callable[[], int], add: Callable[..., None], tmp_path: Path
) -> None:
    add(3, 25)
    assert export() == 6
    assert export() == 0
    before = lines(tmp_path)
    add(2, 25)
    add(1, 26)
    assert export() == 6
    after = lines(tmp_path)
    days = ("2026-11-25.jsonl", "2026-11-26.jsonl")
    assert list(after) == [f"{name}/{day}" for name in ("one", "two") for day in days]
    assert all(after[name][: len(found)] == found for name, found in before.items())
    assert ids(tmp_path) == list(range(12))
    assert after["one/2026-11-25.jsonl"][0] == '{"id": "0", "title": "Млин"}'


@pytest.mark.parametrize("step", range(16))
def test_a_killed_export_is_gone_on_with(
    step: int,
    export: Callable[[], int],
    add: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before the first write, after the last, and between any two."""
    monkeypatch.setattr(module, "_BATCH", 2)
    add(1, 25)
    export()
    add(1, 25)  # in one batch with the first of the next file
    add(4)
    left = step

    def count_down() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    note = module._note

    def noting(*arguments: object) -> None:
        count_down()
        note(*arguments)  # type: ignore[arg-type]

    def appending(path: Path, text: Iterator[bytes]) -> None:
        count_down()
        append(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(module, "_note", noting)
        patch.setattr(module, "append", appending)
        with pytest.raises(Killed):
            export()
    add(1)
    export()
    assert ids(tmp_path) == list(range(14))


def test_what_a_killed_export_left_behind_the_note_is_cut_off(
    export: Callable[[], int], add: Callable[..., None], tmp_path: Path
) -> None:
    add(2)
    export()
    with (tmp_path / "out" / "one" / "2026-11-26.jsonl").open("a") as file:
        file.write('{"id": "torn')
    add(1)
    export()
    assert ids(tmp_path) == list(range(6))


def test_a_file_that_somebody_shortened_is_said(
    export: Callable[[], int], add: Callable[..., None], tmp_path: Path
) -> None:
    add(2)
    export()
    (tmp_path / "out" / "one" / "2026-11-26.jsonl").write_text("")
    with pytest.raises(RunError, match=r"2026-11-26\.jsonl is shorter.*restore it"):
        export()


def test_an_archive_that_runs_wrote_is_not_added_to(
    export: Callable[[], int], add: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "out" / "interfax").mkdir(parents=True)
    feed = tmp_path / "out" / "interfax" / "2026-11-26.jsonl"
    feed.write_text("{}\n")
    add(1)
    with pytest.raises(RunError, match="was not written by an export"):
        export()
    assert feed.read_text() == "{}\n"


def test_an_older_backup_of_the_ledger_is_not_exported_from(
    export: Callable[[], int],
    add: Callable[..., None],
    cluster: Cluster,
    database: str,
    tmp_path: Path,
) -> None:
    add(2)
    export()
    cluster.run("DELETE FROM records WHERE position > 1 AND site = 'one.example'", database)
    with pytest.raises(RunError, match="an older backup"):
        export()


def test_one_export_at_a_time(
    export: Callable[[], int], add: Callable[..., None], tmp_path: Path
) -> None:
    lock = Lock(tmp_path / "out", "export")
    with pytest.raises(BusyError):
        export()
    lock.release()
    assert not (tmp_path / "out" / STATE).exists()

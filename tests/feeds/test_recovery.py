"""What a run finds in its feeds before its first line, and what it takes over."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsbot.feeds.recovery import Recovery, recover
from newsbot.ledger import rereading
from newsbot.ledger.confirmation import ARCHIVE, BESIDE, CLOSED, await_storing, confirm, owed
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.rows import REVISIONS
from newsbot.run import Place

SITE = "https://interfax.com.ua/news/general/"


def locate(address: str) -> Place | None:
    key = address.removeprefix(SITE).removesuffix(".html")
    path = f"/news/general/{key}.html"
    return Place(key, "uk", "general", path) if address.startswith(SITE) else None


def record(number: int, revision: int = 1, content_hash: str = "") -> dict[str, Any]:
    return {
        "id": str(number),
        "url": f"{SITE}{number}.html",
        "section": "general",
        "latest": [{"title": "Те саме", "url": f"{SITE}{number + 1}.html"}],
        "revision": revision,
        "content_hash": content_hash or f"{number}-{revision}".ljust(64, "0"),
    }


def lines(records: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in records)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "ledger.sqlite"
    new = Ledger(path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: 1e9)
    with closing(new):
        yield new


@pytest.fixture
def days(tmp_path: Path) -> list[Path]:
    return [tmp_path / f"2026-09-{day}.jsonl" for day in (20, 21, 22, 23)]


def revisions(ledger: Ledger, numbers: Iterable[int]) -> list[int]:
    found = [ledger.article(str(number)) for number in numbers]
    return [known.revision if known is not None else 0 for known in found]


def again(ledger: Ledger, archive: Path, beside: Iterable[Path] = ()) -> Recovery:
    return recover(ledger, archive, beside, locate)


@pytest.mark.parametrize("state", [ARCHIVE, CLOSED], ids=["killed", "mark lost"])
def test_every_day_that_holds_more_than_is_confirmed_is_read(
    ledger: Ledger, days: list[Path], state: int
) -> None:
    """As after a power cut before midnight, or with a ledger out of a backup."""
    days[0].write_bytes(lines([record(1)]))
    again(ledger, days[0])
    confirm(ledger, days[0], state)
    with days[0].open("ab") as file:
        file.write(lines([record(2)]))
    days[1].write_bytes(lines([record(3), record(1, revision=2)]))
    days[2].write_bytes(lines([record(4)]) + b'{"id": "5')
    assert again(ledger, days[3]).adopted == 4
    assert revisions(ledger, range(1, 6)) == [2, 1, 1, 1, 0]
    assert days[2].read_bytes() == lines([record(4)])
    assert not days[3].exists()
    assert again(ledger, days[3]) == Recovery()


def test_of_two_lines_with_one_revision_the_later_one_counts(
    ledger: Ledger, days: list[Path]
) -> None:
    days[0].write_bytes(lines([record(1), record(1, revision=2)]))
    again(ledger, days[0])
    days[1].write_bytes(lines([record(1, revision=2, content_hash="b" * 64), record(1)]))
    assert again(ledger, days[1]).adopted == 1
    known = ledger.article("1")
    assert known is not None
    assert (known.revision, known.content_hash) == (2, "b" * 64)


@pytest.mark.parametrize("is_reread", [False, True])
def test_what_the_lines_of_a_killed_run_have_changed(
    ledger: Ledger, days: list[Path], *, is_reread: bool
) -> None:
    """As the run itself would have noted it, and only against the revision before."""

    def line(number: int, revision: int, day: int, **changes: Any) -> dict[str, Any]:
        fetched = {"fetched_at": f"2026-09-{day}T10:00:00+00:00"}
        return {**record(number, revision), "title": "Один", "lead": "Два", **fetched, **changes}

    first = [line(1, 1, 20), line(2, 1, 20), line(3, 1, 20), line(3, 2, 20, title="Три")]
    days[0].write_bytes(lines(first))
    again(ledger, days[0])
    if is_reread:
        rereading.begin(ledger)
    confirm(ledger, days[0], ARCHIVE)
    ledger.commit()
    days[0].write_bytes(lines(first[:-1]))  # the second of 3 was lost since
    with days[0].open("ab") as file:
        file.write(b" " * (len(lines(first)) - file.tell() - 1) + b"\n")
        file.write(lines([line(1, 2, 21, title="Інше", latest=[]), line(3, 3, 21, lead="Інше")]))
        file.write(lines([line(2, 2, 21, lead="Інше"), line(1, 3, 22, lead="Ще"), line(4, 1, 22)]))
    assert again(ledger, days[1]).adopted == 5

    def changed(number: int, revision: int) -> str | None:
        row = ledger.store.get(REVISIONS, str(number), revision)
        assert row is not None
        return row.changed_fields

    assert changed(1, 2) == ("title,latest" if is_reread else "title")
    assert changed(1, 3) == ("title,lead,latest" if is_reread else "title,lead")
    assert changed(2, 2) == "lead"
    assert changed(3, 3) is None
    assert changed(4, 1) is None


@pytest.mark.parametrize("state", [ARCHIVE, CLOSED], ids=["killed", "closed"])
def test_a_whole_last_line_only_lacks_its_newline(
    ledger: Ledger, days: list[Path], state: int
) -> None:
    """As some editors save a file. Only a part of a line is torn."""
    whole = lines(map(record, range(3)))
    days[0].write_bytes(whole)
    assert again(ledger, days[0]).adopted == 3
    confirm(ledger, days[0], state)
    days[0].write_bytes(whole[:-1])
    assert again(ledger, days[0]).damage is None
    assert days[0].read_bytes() == whole
    days[0].write_bytes(whole[:-2])
    assert "shorter" in str(again(ledger, days[0]).damage)
    assert days[0].read_bytes() == lines(map(record, range(2)))


def test_what_is_confirmed_is_not_read_again(ledger: Ledger, days: list[Path]) -> None:
    days[0].write_bytes(lines([record(1)]))
    again(ledger, days[0])
    days[0].write_bytes(lines([record(7)]))  # of the same size: only a reader would notice
    again(ledger, days[1])
    assert revisions(ledger, [1, 7]) == [1, 0]


def test_a_feed_beside_a_killed_one_gets_what_only_the_archive_got(
    ledger: Ledger, days: list[Path], tmp_path: Path
) -> None:
    """Also where its file could not be made: the folder was full, or not there."""
    beside, unmade = tmp_path / "news.jsonl", tmp_path / "away" / "news.jsonl"
    confirm(ledger, days[0], ARCHIVE)
    for path in (beside, unmade):
        confirm(ledger, path, BESIDE)
    await_storing(ledger, "news.csv")
    days[0].write_bytes(lines([record(7), record(8)]))
    beside.write_bytes(lines([record(7)]) + b'{"id": "8", "url": "https://inter')
    assert again(ledger, days[1]).adopted == 2
    assert days[0].read_bytes() == beside.read_bytes() == unmade.read_bytes()
    assert [one["id"] for _, one in owed(ledger, "news.csv")] == ["7", "8"]


def test_lines_that_the_archive_lacks_are_not_delivered(
    ledger: Ledger, days: list[Path], tmp_path: Path
) -> None:
    """A feed of another data folder, or of one that is lost: read until the archive has them."""
    beside = tmp_path / "news.jsonl"
    beside.write_bytes(lines([record(1), record(2)]))
    for _ in range(2):
        found = again(ledger, days[0], [beside])
        start, present = found.present[beside]
        assert (found.adopted, start, len(present)) == (0, 0, 2)
        confirm(ledger, beside, BESIDE, size=start)  # as a run does that is killed
    days[0].write_bytes(lines([record(1), record(2)]))
    assert again(ledger, days[0], [beside]).present == {}
    assert beside.read_bytes() == days[0].read_bytes()
    assert again(ledger, days[0], [beside]) == Recovery()


def test_a_feed_that_was_cut_doubles_no_other(
    ledger: Ledger, days: list[Path], tmp_path: Path
) -> None:
    beside = tmp_path / "news.jsonl"
    known = lines(map(record, range(1, 5)))
    for path, state in ((days[0], ARCHIVE), (beside, BESIDE)):
        path.write_bytes(known)
        confirm(ledger, path, CLOSED)
        confirm(ledger, path, state)
    beside.write_bytes(lines([record(1)]))
    assert again(ledger, days[0], [beside]).damage is None
    assert days[0].read_bytes() == known
    for path, state in ((days[0], ARCHIVE), (beside, BESIDE)):
        confirm(ledger, path, state)
    days[0].write_bytes(lines([record(1)]))
    assert str(days[0]) in str(again(ledger, days[0], [beside]).damage)
    assert (days[0].read_bytes(), beside.read_bytes()) == (lines([record(1)]),) * 2


def test_a_day_that_is_gone_is_told_of_once(ledger: Ledger, days: list[Path]) -> None:
    days[0].write_bytes(lines([record(1)]))
    again(ledger, days[0])
    days[0].unlink()
    assert str(days[0]) in str(again(ledger, days[1]).damage)
    assert again(ledger, days[1]).damage is None


@pytest.mark.slow
def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    peaks = []
    for number in (2_000, 20_000):
        folder = tmp_path / str(number)
        folder.mkdir()
        day = folder / "2026-09-20.jsonl"
        with day.open("wb") as file:
            for start in range(0, number, 1000):
                file.write(lines(map(record, range(start, start + 1000))))
        path = folder / "ledger.sqlite"
        new = Ledger(path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: 1e9)
        with closing(new) as ledger:
            tracemalloc.start()
            try:
                assert again(ledger, day).adopted == number
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5, peaks

"""`newsbot.Archive` over files of every kind, whole and torn."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from exporting import ARTICLES
from made_archive import line_of, newest_of
from newsbot import Archive
from newsbot.archive.archive import Skipped
from newsbot.archive.places import Place
from newsbot.errors import ArchiveError
from newsbot.feeds.records import record_of
from newsbot.items import Article

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".jsonl": bytes,
    ".jsonl.gz": gzip.compress,
    ".jsonl.zst": zstd.compress,
}


def records(articles: Any) -> list[dict[str, Any]]:
    return [record_of(article) for article in articles]


def test_every_article_once_and_as_it_stands_in_the_files(made: Any) -> None:
    folder, written = made
    archive = Archive(folder)
    found = list(archive)
    assert isinstance(found[0], Article)
    assert records(found) == newest_of(written)
    assert len(archive) == len(found) == ARTICLES
    assert {article.language for article in found} == {"uk", "ru", "en"}
    assert archive.skipped == []
    assert archive.skipped_count == 0


def test_all_revisions(made: Any) -> None:
    folder, written = made
    assert records(Archive(folder).select(revisions="all")) == written
    assert len(written) > ARTICLES * 1.1


def test_one_article_and_its_revisions(made: Any) -> None:
    folder, written = made
    archive = Archive(folder)
    most = max(written, key=lambda record: record["revision"])
    assert most["revision"] == 3
    mine = [record for record in written if record["id"] == most["id"]]
    assert records(archive.revisions(most["id"])) == sorted(mine, key=lambda one: one["revision"])
    assert archive.get(most["id"]) == archive.revisions(most["id"])[-1]
    assert archive.get("7") is None
    assert archive.revisions("7") == []
    assert archive.get(most["id"], site="example.org") is None


def day(record: dict[str, Any]) -> str:
    """The day in Kyiv, which all times of the made archive are of but those of a fetch."""
    if record["published_at"]:
        return str(record["published_at"][:10])
    fetched = datetime.fromisoformat(record["fetched_at"])
    hours = 3 if 4 <= fetched.month <= 9 else 2
    return datetime.fromtimestamp(fetched.timestamp() + hours * 3600, UTC).date().isoformat()


def test_a_choice(made: Any) -> None:
    folder, written = made
    archive, newest = Archive(folder), newest_of(written)
    chosen = archive.select(since="2025-02-01", until=date(2025, 2, 14))
    wanted = [record for record in newest if "2025-02-01" <= day(record) <= "2025-02-14"]
    assert records(chosen) == wanted
    assert any(record["published_at"] is None for record in wanted)
    moment = datetime.fromisoformat(newest[40]["published_at"])
    assert records(archive.select(since=moment, until=moment)) == [newest[40]]
    assert records(archive.select(section="economic", language=["ru", "en"])) == [
        record
        for record in newest
        if record["section"] == "economic" and record["language"] in {"ru", "en"}
    ]


@pytest.mark.parametrize("moment", ["yesterday", "2025-02-30", "2025-01-01T00:00"])
def test_what_is_no_moment_is_refused_at_once(made: Any, moment: Any) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Archive(made[0]).select(since=moment)


@pytest.mark.parametrize("ending", PACK)
def test_one_file(made: Any, tmp_path: Path, ending: str) -> None:
    folder, written = made
    file = tmp_path / f"all{ending}"
    text = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    file.write_bytes(PACK[ending](text))
    archive = Archive(file)
    assert records(archive) == newest_of(written)
    last = written[-1]
    assert records(archive.revisions(last["id"]))[-1] == last


def test_a_data_folder_stands_for_the_folders_in_it(made: Any, tmp_path: Path) -> None:
    (tmp_path / "interfax").symlink_to(made[0])
    (tmp_path / "mine.jsonl").write_text(line_of({**made[1][0], "id": "77"}))
    assert len(Archive(tmp_path)) == ARTICLES


def test_day_files_are_the_archive_and_other_files_beside_them_are_not(
    made: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "interfax"
    folder.mkdir()
    (folder / "links.jsonl").write_text('{"from": "1"}\n')
    (folder / "2025-01-01.jsonl").write_text(line_of(made[1][0]))
    archive = Archive(folder)
    assert len(archive) == 1
    assert archive.skipped == []


def test_revisions_count_by_their_number_wherever_they_stand(made: Any, tmp_path: Path) -> None:
    most = max(made[1], key=lambda record: record["revision"])
    mine = sorted((r for r in made[1] if r["id"] == most["id"]), key=lambda one: one["revision"])
    file = tmp_path / "news.jsonl"
    file.write_text("".join(line_of(mine[at]) for at in (2, 0, 1)))
    archive = Archive(file)
    assert records(archive) == [most]
    assert records(archive.revisions(most["id"])) == mine
    assert records(archive.select(revisions="all")) == [mine[2], mine[0], mine[1]]


def test_of_a_line_that_was_written_twice_there_is_one(made: Any, tmp_path: Path) -> None:
    record = made[1][0]
    later = {**record, "title": "Ще раз"}
    file = tmp_path / "news.jsonl"
    file.write_text(line_of(record) + line_of(later))
    assert records(Archive(file).select(revisions="all")) == [later]


def test_lines_that_hold_no_article_are_named_and_counted(made: Any, tmp_path: Path) -> None:
    one, two = map(line_of, made[1][:2])
    file = tmp_path / "news.jsonl"
    broken = one.replace('"tags": [', '"tags": {').replace(made[1][0]["id"], "55")
    foreign = [
        ("{'id': 1}\n", "no JSON"),
        ("[1]\n", "no article of newsbot"),
        ('{"id": "5"}\n', "no article of newsbot"),
        ("\0" * 9 + "\n", "no JSON"),
        (one.replace('"reading_minutes": null', '"reading_minutes": "five"'), "reading_minutes"),
        (
            json.dumps({**made[1][2], "id": "71", "published_at": "вчора"}) + "\n",
            "published_at is no moment",
        ),
        (json.dumps({**made[1][2], "id": "72", "lead": "a\0"}) + "\n", "character"),
        (json.dumps({**made[1][2], "id": "73", "lead": "a\ud83d"}) + "\n", "character"),
        (json.dumps({**made[1][2], "id": "74", "related": [{"title": "a"}]}) + "\n", "related"),
    ]
    middle = "".join(line for line, _ in foreign)
    file.write_bytes((middle + two).encode() + b"\xff\n" + broken.encode() + two[:-90].encode())
    archive = Archive(file)
    assert records(archive) == [made[1][1]]
    named = {skipped.line: skipped.why for skipped in archive.skipped}
    for number, (_, why) in enumerate(foreign, 1):
        assert why in named[number], number
    last = len(foreign) + 4
    assert named[last] == "torn: the file ends within it"
    assert sorted(named) == [*range(1, len(foreign) + 1), *range(last - 2, last + 1)]
    assert archive.skipped_count == len(foreign) + 3
    assert {skipped.file for skipped in archive.skipped} == {str(file)}
    assert records(archive) == [made[1][1]]
    assert archive.skipped_count == len(foreign) + 3


def test_where_the_newest_revision_is_broken_the_one_before_it_counts(
    made: Any, tmp_path: Path
) -> None:
    most = max(made[1], key=lambda record: record["revision"])
    lines = [line_of(record) for record in made[1] if record["id"] == most["id"]]
    lines[2] = lines[2].replace('"tags": [', '"tags": {')
    file = tmp_path / "news.jsonl"
    file.write_text("".join(lines))
    archive = Archive(file)
    assert [article.revision for article in archive] == [2]
    assert archive.skipped == [Skipped(str(file), 3, "no JSON")]
    archive = Archive(file)
    assert [article.revision for article in archive.revisions(most["id"])] == [1, 2]
    assert len(archive) == 1


def test_where_a_line_is_there_twice_and_the_later_is_broken_the_other_counts(
    made: Any, tmp_path: Path
) -> None:
    line = line_of(made[1][0])
    file = tmp_path / "news.jsonl"
    file.write_text(line + line.replace('"tags": [', '"tags": {'))
    assert records(Archive(file)) == [made[1][0]]
    assert records(Archive(file).select(revisions="all")) == [made[1][0]]
    assert records(Archive(file).revisions(made[1][0]["id"])) == [made[1][0]]


@pytest.mark.parametrize("ending", [".jsonl.gz", ".jsonl.zst"])
def test_a_compressed_file_that_ends_early(made: Any, tmp_path: Path, ending: str) -> None:
    chance = random.Random(2)
    lines = [
        line_of({**record, "lead": chance.randbytes(2000).hex()}).encode()
        for record in made[1][:200]
    ]
    packed = PACK[ending](b"".join(lines))
    file = tmp_path / f"2025-01-01{ending}"
    file.write_bytes(packed[: len(packed) // 2])
    archive = Archive(tmp_path)
    found = list(archive)
    assert 20 < len(found) < 180
    [skipped] = archive.skipped
    assert skipped.line > len(found)
    assert skipped.why.startswith("torn")


def test_a_line_of_an_older_and_of_a_later_newsbot(made: Any, tmp_path: Path) -> None:
    record = dict(made[1][0])
    del record["event_at"], record["images"], record["revision"]
    file = tmp_path / "news.jsonl"
    file.write_text("\ufeff" + line_of({**record, "mood": "glad"}))  # as an editor saves it
    [article] = Archive(file)
    assert (article.event_at, article.images, article.revision) == (None, [], 1)
    assert article.title == record["title"]


def test_two_sites_with_one_id(made: Any, tmp_path: Path) -> None:
    record = made[1][0]
    other = {**record, "site": "example.org"}
    file = tmp_path / "news.jsonl"
    file.write_text(line_of(record) + line_of(other))
    archive = Archive(file)
    assert len(archive) == 2
    with pytest.raises(ValueError, match=r"example\.org, interfax\.com\.ua"):
        archive.get(record["id"])
    found = archive.get(record["id"], site="example.org")
    assert found is not None
    assert record_of(found) == other


def test_files_that_have_grown_are_read_again(made: Any, tmp_path: Path) -> None:
    folder = tmp_path / "interfax"
    shutil.copytree(made[0], folder)
    archive = Archive(folder)
    assert len(archive) == ARTICLES
    reading = iter(archive)
    next(reading)
    with (folder / "2025-01-03.jsonl").open("a") as file:
        file.write(line_of({**made[1][0], "id": "77"}))
    assert len(archive) == ARTICLES + 1
    assert sum(1 for _ in reading) == ARTICLES - 1


def test_where_there_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="nowhere cannot be read"):
        Archive(tmp_path / "nowhere")
    with pytest.raises(ArchiveError, match="no JSON Lines in"):
        Archive(tmp_path)


def test_no_room_for_what_is_noted(made: Any) -> None:
    archive = Archive(made[0])
    archive._known._lines.execute("PRAGMA max_page_count = 2")
    with pytest.raises(ArchiveError, match="full"):
        archive._known.add((f"{n}" * 90, "example.org", 1, Place(0, n)) for n in range(1000))

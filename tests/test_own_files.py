"""Files that newsbot keeps: no command writes in their place, whatever leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from articles import finished_article
from crawling import scrapy
from made_archive import line_of
from newsbot.errors import EXIT_USAGE, OptionError
from newsbot.feeds.records import record_of
from newsbot.own_files import check_output

DAY = "interfax/2026-09-22.jsonl"
KEPT = "interfax/pages/2026-09-22-0001.warc.gz"
OWN = (
    *("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite.v2"),
    *("damaged/ledger.sqlite", "interfax.com.ua.lock", DAY, f"{DAY}.gz", KEPT),
)
FREE = ("news.jsonl", "report.html", "exports/news.jsonl", "interfax/report.html", "new/x.csv")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a file of each kind."""
    folder = tmp_path / "data"
    for name in OWN:
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(b"kept")
    return folder


def refused(target: Path | str, data: Path, source: Path | None = None, **settings: str) -> bool:
    values = {"NEWSBOT_DATA_DIR": str(data), **settings}
    try:
        check_output(target, Settings(values), None if source is None else str(source))
    except OptionError:
        return True
    return False


@pytest.mark.parametrize("name", OWN)
def test_each_kind(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """By its path, a relative one, links to it and to its folder; of another archive too."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("link.html").symlink_to(data / name)
    tmp_path.joinpath("folder").symlink_to(data)
    ways = (data / name, f"data/../data/{name}", "link.html", f"folder/{name}")
    assert [refused(way, data) for way in ways] == [True] * 4
    assert refused(data / name, tmp_path / "folder")
    elsewhere = tmp_path / "elsewhere"
    assert not refused(data / name, elsewhere)
    for source in (data, data / "interfax", data / DAY):
        assert refused(data / name, elsewhere, source)


@pytest.mark.parametrize("name", FREE)
def test_other_files_lie_where_they_like(data: Path, name: str) -> None:
    assert not refused(data / name, data)


def test_what_a_run_will_make(tmp_path: Path) -> None:
    """A first run would find a page where its ledger or a day of its archive has to be."""
    assert refused(tmp_path / "ledger.sqlite", tmp_path)
    assert refused(tmp_path / DAY, tmp_path)


def test_folders_with_own_files(data: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, data, data / "interfax", data / "interfax" / "pages"):
        assert refused(folder, data)
    assert not refused(data / "browse", data)


def test_a_ledger_with_a_place_of_its_own(data: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "fast" / "memory.db"
    for name in ("memory.db", "memory.db-wal"):
        assert refused(ledger.with_name(name), data, NEWSBOT_LEDGER=str(ledger))
    assert not refused(ledger, data)


def test_links_to_other_disks(data: Path, tmp_path: Path) -> None:
    """The ledger, or the folder of a site, may be a link itself."""
    disk = tmp_path / "disk"
    disk.mkdir()
    data.joinpath("ledger.sqlite").rename(disk / "its.sqlite")
    data.joinpath("ledger.sqlite").symlink_to(disk / "its.sqlite")
    data.joinpath("interfax").rename(disk / "site")
    data.joinpath("interfax").symlink_to(disk / "site")
    place = "{NEWSBOT_DATA_DIR}/ledger.sqlite"
    for name in ("its.sqlite", "its.sqlite-wal", "site/2026-09-22.jsonl"):
        assert refused(disk / name, data, NEWSBOT_LEDGER=place)
    assert refused(data / "ledger.sqlite", data, NEWSBOT_LEDGER=place)
    assert refused(disk / "site" / "pages" / Path(KEPT).name, data)


def test_links_in_a_circle(tmp_path: Path) -> None:
    tmp_path.joinpath("circle").symlink_to("circle")
    assert not refused(tmp_path / "circle", tmp_path / "data")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("report", "-o", "link.jsonl"),
        ("diff", "1", "--html", "link.jsonl"),
        ("doctor", "--html", "link.jsonl"),
        ("doctor", "--save", "link.jsonl"),
        ("savepage", "http://127.0.0.1:1/", "--to", "link.jsonl"),
        ("export", "--overwrite", "--to", "link.jsonl"),
        ("links", "--overwrite", "--to", "link.jsonl"),
        ("stories", "--overwrite", "--to", "link.jsonl"),
        ("browse", "--to", "link.jsonl"),
        ("replay", "pages.warc", "-O", "link.jsonl"),
        ("crawl", "interfax", "-a", "base_url=http://127.0.0.1:1/", "-O", "link.jsonl"),
        ("crawl", "interfax", "-a", "base_url=http://127.0.0.1:1/", "-O", "link.jsonl:csv"),
        ("crawl", "interfax", "-a", "base_url=http://127.0.0.1:1/", "-o", "link.jsonl"),
        ("crawl", "interfax", "--logfile", "link.jsonl"),
        ("crawl", "interfax", "-s", "NEWSBOT_PROMETHEUS=link.jsonl"),
    ],
    ids=" ".join,
)
def test_every_command_refuses(tmp_path: Path, words: tuple[str, ...]) -> None:
    ledger, day = tmp_path / "data" / "ledger.sqlite.v2", tmp_path / "data" / DAY
    day.parent.mkdir(parents=True)
    day.write_text(line_of(record_of(finished_article(id="1"))), "utf-8")
    ledger.write_bytes(b"kept")
    tmp_path.joinpath("pages.warc").write_bytes(b"")
    link = tmp_path / "link.jsonl"
    link.symlink_to("data/ledger.sqlite.v2")
    run = scrapy(tmp_path, *words)
    assert run.code == EXIT_USAGE
    assert f"{ledger} is a ledger of newsbot" in run.complaints[0]
    assert "Traceback" not in run.err
    assert ledger.read_bytes() == b"kept"
    assert link.is_symlink()
